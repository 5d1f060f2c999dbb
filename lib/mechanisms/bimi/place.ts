import type { BimiPlace } from './facts.ts';

/** The name of the record that counts where a message names no other selector (draft -12 §7.2). */
export function bimiNameOf(domain: string): string {
  return `default._bimi.${domain}`;
}

/** No text there is of this version: receivers look above. Pure. */
export function isNone({ record }: BimiPlace): boolean {
  if (record.state === 'absent') return true;
  return record.state === 'invalid' && record.problems.some(({ code }) => code === 'bimi-version');
}
