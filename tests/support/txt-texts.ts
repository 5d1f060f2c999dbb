import { BIMI_TEXT } from '../../lib/mechanisms/bimi/workshop.ts';
import { DKIM_TEXT } from '../../lib/mechanisms/dkim/workshop.ts';
import { DMARC_TEXT } from '../../lib/mechanisms/dmarc/workshop.ts';
import { SPF_TEXT } from '../../lib/mechanisms/spf/workshop.ts';
import type { Mendable } from '../../lib/workshop/fix.ts';
import { NOW } from './time.ts';

/** The texts of the workshop with records of each kind. */
export const SPF: Mendable = SPF_TEXT.kindAt(NOW);
export const DMARC: Mendable = DMARC_TEXT.kindAt(NOW);
export const DKIM: Mendable = DKIM_TEXT.kindAt(NOW);
export const BIMI: Mendable = BIMI_TEXT.kindAt(NOW);

/** The codes of a text, each with what stands at its position. */
export function saidOf(kind: Mendable, text: string): [code: string, text: string][] {
  return kind.problemsOf(text).map(({ code, position }) => {
    const { offset = 0, length = 0 } = position ?? {};
    return [code, position ? text.slice(offset, offset + length) : 'all'];
  });
}
