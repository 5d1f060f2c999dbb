import type { Asking } from '../../mechanism.ts';
import { assessMx } from './assess.ts';
import type { MxParts } from './facts.ts';

/** Finds the servers and, once they are known, their addresses (RFC 5321 §5.1). Published at each state of knowledge. Never rejects. */
export async function gatherMx({ policyDomain, lookUp, parts, publish }: Asking<MxParts>): Promise<void> {
  if (parts().mx.state !== 'pending') return;
  publish({ mx: await assessMx(policyDomain, lookUp, (found) => publish({ mx: found })) });
}
