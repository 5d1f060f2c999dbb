import type { LabDomain } from '../description/types.ts';
import { DANE_ALIASES } from './dane/aliases.ts';
import { DANE_HELD } from './dane/held.ts';
import { DANE_HOSTS } from './dane/hosts.ts';
import { DANE_MTA_STS } from './dane/mta-sts.ts';
import { DANE_PROVIDERS } from './dane/providers.ts';
import { DANE_RECORDS } from './dane/records.ts';

/** Which servers DANE protects, by what records, through which aliases, beside which policy; and where it stops the mail. */
export const DANE: readonly LabDomain[] = [
  ...DANE_HOSTS,
  ...DANE_RECORDS,
  ...DANE_ALIASES,
  ...DANE_MTA_STS,
  ...DANE_PROVIDERS,
  ...DANE_HELD,
];
