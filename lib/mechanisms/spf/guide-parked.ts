import type { ParkedOf } from '../../steps.ts';
import { isClosedSpf } from '../../text/closed-spf.ts';
import { MOST_CHARACTERS, MOST_TEXTS, type SpfParts } from './facts.ts';
import { isSpfRecord } from './record.ts';

/** What SPF is for a domain without mail: nobody may send. Any other record says that somebody does. Pure. */
export const spfParked: ParkedOf<SpfParts> = ({ spf }, { policyDomain }) => {
  if (spf.state === 'pending' || spf.state === 'unavailable') return { says: 'unknown', changes: null };
  if (spf.aliases.length > 0) return null;
  // More than is kept of them: what goes would not be all.
  if (spf.texts.length >= MOST_TEXTS || spf.texts.some((text) => text.length >= MOST_CHARACTERS))
    return { says: 'mail', changes: null };
  const records = spf.texts.filter(isSpfRecord);
  const [only = '', another] = records;
  if (another === undefined && isClosedSpf(only)) return { says: 'no-mail', changes: [] };
  const record = (data: string) => ({ ownerName: policyDomain, type: 'TXT', data }) as const;
  const meant = records.length === 0 && spf.state === 'invalid' ? spf.texts : records;
  return {
    says: meant.length > 0 ? 'mail' : 'nothing',
    changes: [{ publish: record('v=spf1 -all'), replaces: meant.map(record) }],
  };
};
