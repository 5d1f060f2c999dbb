import { failureOf, type Security } from '../../dns/security.ts';
import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Block, type Section } from '../../report/blocks.ts';
import { keyOf, valueOf } from '../../text/sentence.ts';
import type { DnssecParts } from './facts.ts';

/** What DNSSEC says of each answer, one a line. Pure. */
export function dnssecEvidence({ dnssec }: DnssecParts, { say, policyDomain }: ToldWith): Section[] {
  if (dnssec.state === 'pending') return [];
  const { domain, mx, policyHost, hosts, validates, resolver } = dnssec;
  // Of a resolver that is not known to validate, no AD says nothing.
  const stateOf = (security: Security) => {
    if (security.state === 'insecure' && validates !== true) return say('dnssec.state.unknown');
    const failure = failureOf(security);
    const reason = failure === null ? '' : ` (${say(`dns.${keyOf(failure)}`)})`;
    const detail = 'detail' in security && security.detail !== null ? ` ${valueOf(security.detail)}` : '';
    return `${say(`dnssec.state.${security.state}`)}${reason}${detail}`;
  };
  const items = [
    { what: valueOf(policyDomain), security: domain },
    { what: `MX ${valueOf(policyDomain)}`, security: mx },
    ...(policyHost ? [{ what: valueOf(`mta-sts.${policyDomain}`), security: policyHost }] : []),
    ...hosts.map(({ name, security }) => ({ what: valueOf(name), security })),
  ].map(({ what, security }) => ({ text: `${what} · ${stateOf(security)}` }));
  const habit: Block[] = [
    paragraph(
      say(
        validates === null
          ? 'dnssec.habitUnknown'
          : validates
            ? 'dnssec.habitValidates'
            : 'dnssec.habitDoesNot',
        { resolver },
      ),
    ),
  ];
  return [{ heading: say('dnssec.title'), blocks: [{ kind: 'list', items }, ...habit] }];
}
