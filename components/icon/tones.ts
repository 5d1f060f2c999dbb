/**
 * The colour of the seal on the toolbar for each tone: in the middle between light and dark, at 3:1 or better against the
 * toolbars of both, since a browser does not say which it has.
 */
export const TONE_COLOURS = {
  good: '#1f9d57',
  warn: '#c87a00',
  bad: '#e8574c',
  idle: '#808b97',
  ask: '#5087ee',
} as const;
