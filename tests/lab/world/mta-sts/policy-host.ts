import type { ProblemCode } from '../../../../lib/mechanisms.ts';
import type { CertificateKind, Expected, LabDomain, PolicyHost } from '../../description/types.ts';
import { broken, labDomain, noPolicy, usualServers } from '../../description/domain.ts';
import { policyText, serves } from '../../description/policy.ts';

const HTML =
  '<!doctype html>\n<html lang="en">\n<title>Welcome</title>\n<p>This page answers for every path.</p>\n</html>\n';

/** No sender gets the policy. */
function unserved(finding: ProblemCode): Partial<Expected> {
  return { ...broken(finding), headlines: { 'mta-sts': 'broken-fetch' } };
}

/** A domain whose policy is right, on a policy host that differs as given. */
function hosted(
  domain: string,
  what: string,
  differences: Partial<PolicyHost>,
  finding: ProblemCode,
): LabDomain {
  return labDomain(domain, what, { policyHost: policyOf(domain, differences), expected: unserved(finding) });
}

function certified(
  domain: string,
  what: string,
  certificate: CertificateKind,
  finding: ProblemCode,
): LabDomain {
  return hosted(domain, what, { certificate }, finding);
}

function policyOf(domain: string, differences: Partial<PolicyHost>): PolicyHost {
  return serves(policyText({ mx: usualServers(domain).map(([, host]) => host) }), differences);
}

/** Everything that can go wrong between a good policy and its readers. */
export const POLICY_HOST: readonly LabDomain[] = [
  hosted(
    'redirect.test',
    'The policy host redirects to a good policy, which senders must not follow.',
    { status: 301, headers: { location: 'https://www.redirect.test/.well-known/mta-sts.txt' } },
    'policy-redirect',
  ),
  hosted('not-found.test', 'The policy host answers 404.', { status: 404 }, 'policy-status'),
  hosted(
    'partial.test',
    'The policy host answers 206 with a good policy; only 200 counts.',
    { status: 206 },
    'policy-status',
  ),
  labDomain('html.test', 'The policy host answers every path with a web page.', {
    policyHost: serves(HTML, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    expected: { ...broken('policy-html'), headlines: { 'mta-sts': 'broken-policy' } },
  }),
  labDomain('wrong-media-type.test', 'A good policy that calls itself application/octet-stream.', {
    policyHost: policyOf('wrong-media-type.test', {
      headers: { 'content-type': 'application/octet-stream' },
    }),
    expected: {
      standing: 'fragile',
      headlines: { 'mta-sts': 'fragile-enforce' },
      findings: ['policy-media-type'],
    },
  }),
  labDomain('no-media-type.test', 'A good policy that does not say its media type.', {
    policyHost: policyOf('no-media-type.test', { headers: {} }),
    expected: {
      standing: 'fragile',
      headlines: { 'mta-sts': 'fragile-enforce' },
      findings: ['policy-no-media-type'],
    },
  }),
  certified(
    'expired.test',
    'The certificate of the policy host has expired.',
    'expired',
    'policy-certificate-expired',
  ),
  certified(
    'wrong-name.test',
    'The certificate of the policy host is for another name.',
    'wrong-name',
    'policy-certificate-wrong-name',
  ),
  certified(
    'self-signed.test',
    'The certificate of the policy host is signed by itself.',
    'self-signed',
    'policy-certificate-untrusted',
  ),
  hosted('refused.test', 'Nobody listens on the policy host.', { behaviour: 'refused' }, 'policy-refused'),
  labDomain('no-address.test', 'A record announces a policy, but the policy host has no address.', {
    policyAddress: null,
    expected: unserved('policy-host-no-address'),
  }),
  labDomain('slow.test', 'The policy host takes the request and never answers.', {
    policyHost: policyOf('slow.test', { behaviour: 'silent' }),
    expected: { ...noPolicy('unknown', 'policy-timeout'), headlines: { 'mta-sts': 'unknown-policy' } },
  }),
  labDomain('drip.test', 'The policy host sends one byte after the other and never ends.', {
    policyHost: policyOf('drip.test', { behaviour: 'drip' }),
    expected: { ...noPolicy('unknown', 'policy-timeout'), headlines: { 'mta-sts': 'unknown-policy' } },
  }),
  labDomain('hesitant.test', 'The policy comes after two and a half seconds: too late for some senders.', {
    policyHost: policyOf('hesitant.test', { delayMs: 2500 }),
    expected: { findings: ['policy-slow'] },
  }),
  hosted(
    'endless.test',
    'The policy host sends lines without end.',
    { behaviour: 'endless' },
    'policy-too-large',
  ),
];
