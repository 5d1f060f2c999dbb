import { lookBeside, wantsBeside } from '../../dns/beside.ts';
import { recordFacts } from '../../dns/record-facts.ts';
import { isSettled, mechanism } from '../../mechanism.ts';
import { recordSections } from '../../report/published.ts';
import { TLSRPT_PROBLEMS } from './problems.ts';
import { TLSRPT_HEADLINES, judgeTlsrpt } from './judge.ts';
import { PENDING } from '../../outcome.ts';
import { TLSRPT_STORED, type TlsrptParts } from './facts.ts';
import { selectTlsrptRecord } from './record.ts';
import { TLSRPT_RECORD } from './report-record.ts';

const empty: TlsrptParts = { tlsrpt: PENDING };

/** Where senders report how TLS to this domain went (RFC 8460). */
export const tlsrpt = mechanism({
  name: 'tlsrpt',
  needs: ['mx', 'mta-sts'],
  problems: TLSRPT_PROBLEMS,
  headlines: TLSRPT_HEADLINES,
  empty,
  stored: TLSRPT_STORED,
  gather: async ({ policyDomain, lookUp, look, randomLabel, parts, publish }) => {
    const name = `${TLSRPT_RECORD.label}.${policyDomain}`;
    if (parts().tlsrpt.state === 'pending')
      publish({ tlsrpt: recordFacts(await lookUp(name, 'TXT'), selectTlsrptRecord) });
    const facts = parts().tlsrpt;
    if (!wantsBeside(facts, look !== undefined) || !('texts' in facts)) return;
    publish({ tlsrpt: { ...facts, beside: await lookBeside(name, lookUp, randomLabel()) } });
  },
  kept: ({ tlsrpt: facts }) => (isSettled(facts) ? { tlsrpt: facts } : {}),
  judge: judgeTlsrpt,
  evidence: ({ tlsrpt: facts }, told) => recordSections(`_smtp._tls.${told.policyDomain}`, facts, told),
  isDrawn: true,
  knowledge: ({ tlsrpt: facts }) => ({
    ttlSeconds: 'ttlSeconds' in facts ? facts.ttlSeconds : null,
    gap: facts.state === 'unavailable' ? 'part' : null,
  }),
  hasLooked: ({ tlsrpt: facts }, look) => !wantsBeside(facts, look !== undefined),
  names: ({ tlsrpt: facts }, policyDomain) => [{ name: `${TLSRPT_RECORD.label}.${policyDomain}`, facts }],
  record: TLSRPT_RECORD,
});
