import { wantsBeside } from '../../dns/beside.ts';
import { isSettled, mechanism } from '../../mechanism.ts';
import { TLSRPT_PROBLEMS } from './problems.ts';
import { TLSRPT_HEADLINES, judgeTlsrpt } from './judge.ts';
import { targetsPicture } from './picture.ts';
import { PENDING } from '../../outcome.ts';
import type { StsParts } from '../mta-sts/facts.ts';
import type { MxParts } from '../mx/facts.ts';
import { tlsrptEvidence } from './evidence.ts';
import { gatherTlsrpt } from './gather.ts';
import { TLSRPT_STORED, type TlsrptParts } from './facts.ts';
import { scoreTlsrpt } from './score.ts';
import { TLSRPT_RECORD, tlsrptNameOf } from './report-record.ts';

const empty: TlsrptParts = { tlsrpt: PENDING };

/** Where senders report how TLS to this domain went (RFC 8460). */
export const tlsrpt = mechanism({
  name: 'tlsrpt',
  needs: ['mx', 'mta-sts'],
  problems: TLSRPT_PROBLEMS,
  headlines: TLSRPT_HEADLINES,
  empty,
  stored: TLSRPT_STORED,
  gather: gatherTlsrpt,
  kept: ({ tlsrpt: facts }) => (isSettled(facts) ? { tlsrpt: facts } : {}),
  judge: judgeTlsrpt,
  score: (_, needed: MxParts & StsParts, context) => scoreTlsrpt(needed, context),
  evidence: tlsrptEvidence,
  picture: targetsPicture,
  knowledge: ({ tlsrpt: facts }) => ({
    ttlSeconds: 'ttlSeconds' in facts ? facts.ttlSeconds : null,
    gap: facts.state === 'unavailable' ? 'part' : null,
  }),
  hasLooked: ({ tlsrpt: facts }, look) => !wantsBeside(facts, look !== undefined),
  names: ({ tlsrpt: facts }, policyDomain) => [{ name: tlsrptNameOf(policyDomain), facts }],
  record: TLSRPT_RECORD,
});
