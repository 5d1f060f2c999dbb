import { TLSA_TEXT } from '../../lib/mechanisms/dane/workshop.ts';
import type { Mendable } from '../../lib/workshop/fix.ts';
import { NOW } from './time.ts';

/** The texts of the workshop with TLSA records. */
export const TLSA: Mendable = TLSA_TEXT.kindAt(NOW);
