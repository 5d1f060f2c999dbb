import { mechanism } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import { BESIDE, type Beside } from './beside.ts';
import { daneEvidence } from './evidence.ts';
import { DANE_STORED, type DaneParts } from './facts.ts';
import { gatherDane } from './gather.ts';
import { DANE_HEADLINES, judgeDane } from './judge.ts';
import { outcomeOf } from './outcome.ts';
import { DANE_PROBLEMS } from './problems.ts';
import { daneServers } from './servers.ts';
import { WRITTEN_TLSA } from './written-text.ts';

const empty: DaneParts = { dane: PENDING };

/** TLS to the right key, which signed DNS announces for each mail server (RFC 7672). */
export const dane = mechanism({
  name: 'dane',
  needs: BESIDE,
  problems: DANE_PROBLEMS,
  headlines: DANE_HEADLINES,
  empty,
  stored: DANE_STORED,
  gather: (asking) => gatherDane(asking),
  kept: (parts) => (isWhole(parts) ? { dane: parts.dane } : {}),
  judge: (parts, beside: Beside, context) => judgeDane(parts, beside, context),
  evidence: daneEvidence,
  servers: daneServers,
  text: WRITTEN_TLSA,
  steps: async () => (await import('./guide.ts')).daneSteps,
  knowledge: (parts) => ({
    ttlSeconds: parts.dane.state === 'found' ? parts.dane.ttlSeconds : null,
    gap: parts.dane.state === 'pending' || isWhole(parts) ? null : 'detail',
  }),
});

/** Nothing in it would be known better at another try, and nothing failed that may be mended by then. */
function isWhole({ dane: facts }: DaneParts): boolean {
  if (facts.state === 'pending') return false;
  // Without a resolver that is known to validate, the absence of AD is no answer.
  const isAnswered =
    facts.mx.state === 'secure' || (facts.mx.state === 'insecure' && facts.validates !== null);
  return (
    isAnswered &&
    facts.hosts.every((host) => {
      const outcome = outcomeOf(host);
      return outcome !== 'avoided' && (outcome !== 'unknown' || host.address === 'unasked');
    })
  );
}
