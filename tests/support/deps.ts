import type { Deps } from '../../lib/check/assess.ts';
import { DEFAULT_RESOLVER } from '../../lib/dns/resolver.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import type { PolicyStore, RememberedPolicy } from '../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { GOOD_DKIM } from '../lab/description/domain.ts';
import { policyText } from './assessments.ts';
import { soa } from './dns-wire.ts';
import { dkimQuestions } from './selectors.ts';
import { address, fakeNetwork, file, nodata, reply, servers, texts, type Prepared } from './network.ts';
import { fakeClock, fakeDeadlines } from './time.ts';

/** A memory of policies, and what was put into it. */
export function fakeStore(known: RememberedPolicy | null = null) {
  const remembered: RememberedPolicy[] = [];
  const store: PolicyStore = {
    recall: async (domain) => (known?.policyDomain === domain ? known : null),
    remember: async (policy) => {
      remembered.push(policy);
    },
  };
  return { store, remembered };
}

/** Everything that an assessment needs, with nothing real in it. */
export function fakeDeps(prepared: Prepared, known: RememberedPolicy | null = null) {
  const network = fakeNetwork(prepared);
  const clock = fakeClock();
  const deadlines = fakeDeadlines();
  const { store, remembered } = fakeStore(known);
  const deps: Deps = {
    fetch: network.fetch,
    now: clock.now,
    deadline: deadlines.deadline,
    resolver: DEFAULT_RESOLVER,
    mayRead: async () => true,
    policies: store,
    registrableOf,
    randomLabel: () => 'random',
  };
  return { deps, network, clock, deadlines, remembered };
}

export const POLICY_URL = 'https://mta-sts.example.com/.well-known/mta-sts.txt';
export const POLICY = policyText('enforce', 'mx: mail.example.com');

/** What DNS says of example.com where all is well. */
export const HEALTHY = {
  'example.com MX': servers([10, 'mail.example.com']),
  'mail.example.com A': address,
  'example.com TXT': texts('v=spf1 ip4:198.41.0.4 -all'),
  '_mta-sts.example.com TXT': texts('v=STSv1; id=1'),
  '_smtp._tls.example.com TXT': texts('v=TLSRPTv1; rua=mailto:tls@reports.example'),
  'mta-sts.example.com A': address,
  'mta-sts.example.com AAAA': nodata,
  '_dmarc.example.com TXT': texts('v=DMARC1; p=reject; rua=mailto:dmarc@example.com'),
  '_dmarc.com TXT': nodata,
  ...Object.fromEntries(dkimQuestions('example.com').map((each) => [each, nodata])),
  'default._domainkey.example.com TXT': texts([GOOD_DKIM.slice(0, 255), GOOD_DKIM.slice(255)]),
  'random._domainkey.example.com TXT': nodata,
  'default._bimi.example.com TXT': nodata,
  'mta-sts.example.com CAA': nodata,
  'example.com CAA': nodata,
};

/** The same with a label of chance, as the background makes them, against wildcards. */
export const ANY_SELECTOR = { '*._domainkey.example.com TXT': nodata };

/** What is asked where a record is not right: siblings of the two names. */
const NO_WILDCARD = { 'random.example.com TXT': nodata, 'random._tls.example.com TXT': nodata };

/** What is asked of a resolver in the life of a background: it validates. */
export const VALIDATING = { 'arpa SOA': reply({ answers: [soa('arpa')], authentic: true }) };

/** example.com where all is well, but for what is said: enforce, one server, covered, with reports. */
export function world(
  dns: Prepared['dns'] = {},
  policy: () => Response | Promise<Response> = file(POLICY),
): Prepared {
  return {
    dns: { ...HEALTHY, ...ANY_SELECTOR, ...NO_WILDCARD, ...VALIDATING, ...dns },
    files: { [POLICY_URL]: policy },
  };
}
