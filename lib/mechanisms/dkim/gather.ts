import { discoverDkim, discoverMore, withoutAny } from './discover.ts';
import type { DkimParts } from './facts.ts';
import type { Asking } from '../../mechanism.ts';
import type { MxParts } from '../mx/facts.ts';

/** Looks for keys once the mail servers are known, which suggest where they are; where that was done, for those alone that a person added since. Never rejects. */
export async function gatherDkim(asking: Asking<DkimParts>, needed: Promise<MxParts>): Promise<void> {
  const { policyDomain, lookUp, parts, publish, randomLabel, added } = asking;
  const known = parts().dkim;
  if (known.state === 'found') {
    if (withoutAny(added, known.asked).length === 0) return;
    publish({ dkim: { state: 'found', ...(await discoverMore(policyDomain, known, added, lookUp)) } });
    return;
  }
  const servers = needed.then(({ mx }) => (mx.state === 'found' ? mx.hosts.map(({ name }) => name) : []));
  const found = await discoverDkim(policyDomain, servers, lookUp, randomLabel(), added);
  publish({ dkim: { state: 'found', ...found } });
}
