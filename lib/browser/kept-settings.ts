import type { SettledSettings } from '../settings.ts';
import { onSettingsChanged, readSettings } from './settings.ts';

let kept: Promise<SettledSettings> | null = null;
let isListening = false;

/**
 * The settings in force, read once until they change: for what every page that loads asks for, and every step of a check, where seven looks into storage would cost more than all the rest. Whoever answers a person
 * reads them anew (`readSettings`).
 */
export function keptSettings(): Promise<SettledSettings> {
  if (!isListening) {
    isListening = true;
    onSettingsChanged(() => (kept = null));
  }
  const reading = (kept ??= readSettings());
  reading.catch(() => (kept = null));
  return reading;
}
