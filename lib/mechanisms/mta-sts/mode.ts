/** The modes that RFC 8461 §3.2 defines. */
export const MODES = ['enforce', 'testing', 'none'] as const;

export type Mode = (typeof MODES)[number];

/** True for the name of a mode, as it has to be written. */
export function isMode(text: string): text is Mode {
  return MODES.some((mode) => mode === text);
}
