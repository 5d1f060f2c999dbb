import type { BimiParts, BimiPlace } from './facts.ts';
import { bimiNameOf, isNone } from './place.ts';
import { selectBimiRecord } from './record.ts';
import type { LookUp } from '../../dns/lookup.ts';
import { recordFacts } from '../../dns/record-facts.ts';
import type { Asking } from '../../mechanism.ts';
import type { DmarcParts } from '../dmarc/facts.ts';

/** Of the texts at a name so many are kept. */
const MOST_TEXTS = 20;

/**
 * Asks for the record of the domain and, where it has none, for that of its organizational domain, which DMARC knows (draft -12 §7.2). Neither logo nor certificate is fetched. Never
 * rejects; three questions at most, of which SPF asks the last one as well.
 */
export async function gatherBimi(asking: Asking<BimiParts>, needed: Promise<DmarcParts>): Promise<void> {
  const { policyDomain, lookUp, parts, publish } = asking;
  if (parts().bimi.state !== 'pending') return;
  const own = await placeOf(policyDomain, lookUp);
  if (!isNone(own)) {
    publish({ bimi: { state: 'found', places: [own], isAboveKnown: true, misplacedAt: null } });
    return;
  }
  const { dmarc } = await needed;
  const above = dmarc.state === 'pending' ? null : dmarc.organizationalDomain;
  const places =
    above === null || above === policyDomain.toLowerCase() ? [own] : [own, await placeOf(above, lookUp)];
  const misplacedAt = places.every(isNone) ? await misplacedIn(policyDomain, lookUp) : null;
  publish({ bimi: { state: 'found', places, isAboveKnown: above !== null, misplacedAt } });
}

/** The domain where a record stands at its own name. */
async function misplacedIn(domain: string, lookUp: LookUp): Promise<string | null> {
  const record = recordFacts(await lookUp(domain, 'TXT'), selectBimiRecord);
  return record.state !== 'unavailable' && !isNone({ domain, record }) ? domain : null;
}

async function placeOf(domain: string, lookUp: LookUp): Promise<BimiPlace> {
  const record = recordFacts(await lookUp(bimiNameOf(domain), 'TXT'), selectBimiRecord);
  return {
    domain,
    record: 'texts' in record ? { ...record, texts: record.texts.slice(0, MOST_TEXTS) } : record,
  };
}
