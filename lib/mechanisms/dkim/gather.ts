import { discoverDkim } from './discover.ts';
import type { DkimParts } from './facts.ts';
import type { Asking } from '../../mechanism.ts';
import type { MxParts } from '../mx/facts.ts';

/** Looks for keys once the mail servers are known, which suggest where they are. Never rejects. */
export async function gatherDkim(asking: Asking<DkimParts>, needed: Promise<MxParts>): Promise<void> {
  const { policyDomain, lookUp, parts, publish, randomLabel } = asking;
  if (parts().dkim.state !== 'pending') return;
  const servers = needed.then(({ mx }) => (mx.state === 'found' ? mx.hosts.map(({ name }) => name) : []));
  const found = await discoverDkim(policyDomain, servers, lookUp, randomLabel());
  publish({ dkim: { state: 'found', ...found } });
}
