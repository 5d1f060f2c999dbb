import { describe, expect, it } from 'vitest';
import { assess, type Deps } from '../../lib/check/assess.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { RememberedPolicy } from '../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import { EXAMPLE, name, policyText } from '../support/assessments.ts';
import { a, cname, txt } from '../support/dns-wire.ts';
import { validationHabits } from '../../lib/dns/validation-habit.ts';
import { POLICY, POLICY_URL, VALIDATING, fakeDeps, world } from '../support/deps.ts';
import {
  address,
  breaks,
  file,
  nodata,
  nxdomain,
  opaqueRedirect,
  reply,
  servers,
  servfail,
  texts,
  type Prepared,
} from '../support/network.ts';
import { NOW } from '../support/time.ts';

/** What RFC 8461 asks of whoever fetches a policy and applies it, seen from click to verdict. */

async function judge(prepared: Prepared, change: Partial<Deps> = {}, cached: RememberedPolicy | null = null) {
  const { deps, network, remembered } = fakeDeps(prepared, cached);
  const assessment: Assessment = await assess(EXAMPLE, { ...deps, ...change }, () => undefined);
  return { assessment, verdict: standingOf(assessment, NOW), network, remembered };
}

const says = (words: string): Partial<Deps> => ({
  observe: () => ({
    failure: Promise.resolve(words),
    redirect: new Promise<string>(() => undefined),
    stop: () => undefined,
  }),
});
const codes = (verdict: ReturnType<typeof standingOf>) => verdict.findings.map(({ code }) => code);
const cached: RememberedPolicy = {
  policyDomain: EXAMPLE,
  policyId: '1',
  policyText: POLICY,
  mode: 'enforce',
  replaced: null,
  mediaType: 'text/plain',
  maxAgeSeconds: 1209600,
  fetchedAt: NOW - 60_000,
};

describe('§3.1: CNAMEs MUST be followed', () => {
  it('at _mta-sts, and the policy host may be an alias', async () => {
    const provider = reply({
      answers: [
        cname('_mta-sts.example.com', 'sts.provider.test'),
        txt('sts.provider.test', 'v=STSv1; id=9'),
      ],
    });
    const hosting = reply({
      answers: [cname('mta-sts.example.com', 'web.provider.test'), a('web.provider.test')],
    });
    const { assessment, verdict } = await judge(
      world({ '_mta-sts.example.com TXT': provider, 'mta-sts.example.com A': hosting }),
    );
    expect(assessment).toMatchObject({
      stsRecord: { aliases: ['sts.provider.test'], value: { id: '9' } },
      policyHost: { aliases: ['web.provider.test'] },
    });
    expect(verdict.standing).toBe('enforced');
  });
});

describe('§3.2: the policy stands at one address', () => {
  it('that of the policy host, by HTTPS, and nowhere else', async () => {
    const { network } = await judge(world());
    expect(network.fetched()).toEqual(['https://mta-sts.example.com/.well-known/mta-sts.txt']);
  });
});

describe('§3.3: the certificate MUST be valid', () => {
  const rows = [
    ['for the DNS-ID "mta-sts"', 'net::ERR_CERT_COMMON_NAME_INVALID', 'policy-certificate-wrong-name'],
    ['by a trusted root', 'net::ERR_CERT_AUTHORITY_INVALID', 'policy-certificate-untrusted'],
    ['and not expired', 'net::ERR_CERT_DATE_INVALID', 'policy-certificate-expired'],
  ] as const;
  it.each(rows)('%s', async (_, words, code) => {
    const { verdict } = await judge(world({}, breaks), says(words));
    expect(verdict).toMatchObject({ standing: 'broken', headline: 'broken-fetch', mode: null });
    expect(codes(verdict)).toEqual([code]);
  });
});

describe('§3.3: a policy is only valid with the response code 200', () => {
  it.each([204, 206, 301, 403, 404, 500])(
    '%i is a broken policy, and deliveries go on unprotected',
    async (status) => {
      const answer = () =>
        new Response(status === 204 ? null : POLICY, { status, headers: { 'content-type': 'text/plain' } });
      const { verdict } = await judge(world({}, answer));
      expect(verdict).toMatchObject({ standing: 'broken', servers: [{ consequence: 'unprotected' }] });
    },
  );

  it('redirects MUST NOT be followed: one request, and no policy', async () => {
    const { verdict, network } = await judge(world({}, opaqueRedirect));
    expect(network.sent.filter(({ url }) => url === POLICY_URL).map(({ init }) => init.redirect)).toEqual([
      'manual',
    ]);
    expect(network.fetched()).toHaveLength(1);
    expect(codes(verdict)).toEqual(['policy-redirect']);
  });

  it('HTTP caching MUST NOT be used, and a Cache-Control header keeps nothing', async () => {
    const headers = { 'content-type': 'text/plain', 'cache-control': 'max-age=31536000' };
    const { network, remembered } = await judge(world({}, () => new Response(POLICY, { headers })));
    expect(network.sent.find(({ url }) => url === POLICY_URL)?.init.cache).toBe('no-store');
    expect(remembered).toMatchObject([{ maxAgeSeconds: 1209600 }]);
  });
});

describe('§3.3: a valid record, no policy, none cached', () => {
  it('delivery MUST go on as though the domain had no MTA-STS', async () => {
    const { verdict } = await judge(world({}, breaks), says('net::ERR_CONNECTION_REFUSED'));
    expect(verdict).toMatchObject({ mode: null, coverage: null, servers: [{ consequence: 'unprotected' }] });
  });
});

describe('§3.3: a valid policy in the cache of a sender MUST be applied', () => {
  const gone = [
    ['where the record is gone', { '_mta-sts.example.com TXT': nodata }],
    ['where the whole name is gone', { '_mta-sts.example.com TXT': nxdomain }],
    ['where there are two records', { '_mta-sts.example.com TXT': texts('v=STSv1; id=1', 'v=STSv1; id=2') }],
    ['where DNS fails', { '_mta-sts.example.com TXT': servfail }],
  ] as const;
  it.each(gone)('%s: we say until when', async (_, dns) => {
    const { verdict } = await judge(world(dns), {}, cached);
    expect(verdict.findings).toContainEqual({
      code: 'policy-remembered',
      parameters: { until: cached.fetchedAt + 1209600_000 },
    });
  });

  it('where a new id is announced, and its policy cannot be fetched', async () => {
    const dns = { '_mta-sts.example.com TXT': texts('v=STSv1; id=2') };
    const { verdict } = await judge(world(dns, breaks), says('net::ERR_CONNECTION_REFUSED'), cached);
    expect(codes(verdict)).toEqual(['policy-refused', 'policy-remembered']);
  });

  it('but not once its max_age is over', async () => {
    const old = { ...cached, maxAgeSeconds: 60 };
    const { verdict } = await judge(world({ '_mta-sts.example.com TXT': nodata }), {}, old);
    expect(codes(verdict)).toEqual(['sts-absent']);
  });

  it('SHOULD be refreshed about daily', async () => {
    const fetchedAt = NOW - 24 * 3600_000;
    const { network } = await judge(world(), {}, { ...cached, fetchedAt });
    expect(network.fetched()).toEqual([POLICY_URL]);
  });
});

describe('§3.4: a subdomain', () => {
  it('MUST NOT take the policy of its parent', async () => {
    const { deps, network } = fakeDeps({
      dns: {
        'sub.example.com MX': servers([10, 'mail.example.com']),
        'sub.example.com TXT': nxdomain,
        '_mta-sts.sub.example.com TXT': nxdomain,
        '_smtp._tls.sub.example.com TXT': nxdomain,
        '_dmarc.sub.example.com TXT': nxdomain,
        '_dmarc.example.com TXT': nxdomain,
        '_dmarc.com TXT': nxdomain,
        '_domainkey.sub.example.com TXT': nxdomain,
        'default._bimi.sub.example.com TXT': nxdomain,
        'mail.example.com A': address,
        ...VALIDATING,
      },
    });
    const { standing, headline } = standingOf(
      await assess(
        name('sub.example.com'),
        { ...deps, validationHabits: validationHabits() },
        () => undefined,
      ),
    );
    expect([standing, headline]).toEqual(['absent', 'absent']);
    expect(network.questions().filter((question) => question.startsWith('_mta-sts.'))).toEqual([
      '_mta-sts.sub.example.com TXT',
    ]);
  });
});

describe('§5: what is done with a host that fails', () => {
  const two = {
    'example.com MX': servers([10, 'mail.example.com'], [20, 'other.test']),
    'other.test A': address,
  };
  const rows = [
    ['enforce', ['verified', 'refused'], 'MUST NOT deliver'],
    ['testing', ['tested', 'reported'], 'may be delivered, and is reported'],
    ['none', ['unprotected', 'unprotected'], 'as though there were no policy'],
  ] as const;
  it.each(rows)('%s: %j, %s', async (mode, consequences) => {
    const { verdict } = await judge(world(two, file(policyText(mode, 'mx: mail.example.com'))));
    expect(verdict.servers.map(({ consequence }) => consequence)).toEqual(consequences);
    expect(verdict.mode).toBe(mode);
  });
});

describe('§5.1: a new id', () => {
  it('is looked for before anything else, and a policy of another id is fetched anew', async () => {
    const dns = { '_mta-sts.example.com TXT': texts('v=STSv1; id=2') };
    const { assessment, network, remembered } = await judge(
      world(dns, file(policyText('testing', 'mx: mail.example.com'))),
      {},
      cached,
    );
    expect(network.fetched()).toEqual([POLICY_URL]);
    expect(assessment.policy).toMatchObject({ value: { mode: 'testing' } });
    expect(remembered).toMatchObject([{ policyId: '2' }]);
  });
});

describe('§8.4: a backup that is left out', () => {
  it('is hidden while the first server works, so it is named apart', async () => {
    const dns = {
      'example.com MX': servers([10, 'mail.example.com'], [20, 'backup.test']),
      'backup.test A': address,
    };
    const { verdict } = await judge(world(dns));
    expect(codes(verdict)).toContain('mx-backup-uncovered');
  });
});
