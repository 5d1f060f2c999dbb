import type { Headline, Standing } from './headlines.ts';

/** Which seal is drawn: one for each standing, and one for a name that does not exist. A name of a standing that is yet to come is there already. */
export type SealName = Standing | 'no-domain';

/** The seal of a verdict. Pure. */
export function sealOf({ standing, headline }: { standing: Standing; headline: Headline }): SealName {
  return headline === 'no-mail-nxdomain' ? 'no-domain' : standing;
}
