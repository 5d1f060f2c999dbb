import { describe, expect, it } from 'vitest';
import { readByList } from '../../../../lib/mechanisms/dmarc/by-list.ts';
import { discoverDmarc } from '../../../../lib/mechanisms/dmarc/discover.ts';
import { walkNames } from '../../../../lib/mechanisms/dmarc/walk.ts';
import { zone, type Prepared } from '../../../support/dmarc.ts';

/** "reject by p at example.com", for each of the three kinds of name; or why there is none. */
async function applied(domain: string, prepared: Readonly<Record<string, Prepared>>) {
  const { lookUp, asked } = zone(prepared);
  const { applied: found, states, ...rest } = await discoverDmarc(domain, lookUp);
  const words = (kind: 'domain' | 'subdomain' | 'nonexistent') => {
    const policy = found[kind];
    return policy ? `${policy.policy} by ${policy.tag} at ${policy.record}` : states[kind];
  };
  return { ...rest, all: [words('domain'), words('subdomain'), words('nonexistent')], asked };
}

interface Row {
  readonly why: string;
  readonly domain: string;
  readonly records: Readonly<Record<string, Prepared>>;
  readonly organization: string | null;
  readonly all: readonly [string, string, string];
}

const R = 'v=DMARC1; p=reject';

const ROWS: readonly Row[] = [
  {
    why: 'one record is for all names',
    domain: 'example.com',
    records: { '_dmarc.example.com': [R] },
    organization: 'example.com',
    all: ['reject by p at example.com', 'reject by p at example.com', 'reject by p at example.com'],
  },
  {
    why: 'a record beside a text that is none',
    domain: 'example.com',
    records: { '_dmarc.example.com': ['v=spf1 -all', R] },
    organization: 'example.com',
    all: ['reject by p at example.com', 'reject by p at example.com', 'reject by p at example.com'],
  },
  {
    why: 'each kind of name has its tag',
    domain: 'example.com',
    records: { '_dmarc.example.com': ['v=DMARC1; p=reject; sp=quarantine; np=none'] },
    organization: 'example.com',
    all: ['reject by p at example.com', 'quarantine by sp at example.com', 'none by np at example.com'],
  },
  {
    why: 'testing is one level lower, and leaves none as it is',
    domain: 'example.com',
    records: { '_dmarc.example.com': ['v=DMARC1; p=reject; sp=quarantine; np=none; t=y'] },
    organization: 'example.com',
    all: ['quarantine by p at example.com', 'none by sp at example.com', 'none by np at example.com'],
  },
  {
    why: 'no record: the domain is its own organization',
    domain: 'a.example.com',
    records: {},
    organization: 'a.example.com',
    all: ['absent', 'absent', 'absent'],
  },
  {
    why: 'a subdomain inherits sp, and np where it does not exist',
    domain: 'a.example.com',
    records: { '_dmarc.example.com': ['v=DMARC1; p=none; sp=quarantine; np=reject'] },
    organization: 'example.com',
    all: ['reject by np at example.com', 'quarantine by sp at example.com', 'reject by np at example.com'],
  },
  {
    why: 'it exists as soon as anything is below it',
    domain: 'a.example.com',
    records: {
      '_dmarc.example.com': ['v=DMARC1; p=none; sp=quarantine; np=reject'],
      'x.a.example.com': ['x'],
    },
    organization: 'example.com',
    all: [
      'quarantine by sp at example.com',
      'quarantine by sp at example.com',
      'reject by np at example.com',
    ],
  },
  {
    why: 'a record in between is never used',
    domain: 'a.mail.example.com',
    records: {
      '_dmarc.example.com': ['v=DMARC1; p=reject; sp=quarantine'],
      '_dmarc.mail.example.com': ['v=DMARC1; p=none; sp=none'],
      'a.mail.example.com': 'nodata',
    },
    organization: 'example.com',
    all: [
      'quarantine by sp at example.com',
      'quarantine by sp at example.com',
      'quarantine by sp at example.com',
    ],
  },
  {
    why: 'its own record counts for itself alone; names below take that of the organization',
    domain: 'mail.example.com',
    records: {
      '_dmarc.example.com': ['v=DMARC1; p=reject; sp=quarantine'],
      '_dmarc.mail.example.com': ['v=DMARC1; p=none; sp=none'],
    },
    organization: 'example.com',
    all: [
      'none by p at mail.example.com',
      'quarantine by sp at example.com',
      'quarantine by sp at example.com',
    ],
  },
  {
    why: 'psd=n makes an organization of its own, and ends the walk',
    domain: 'mail.example.com',
    records: { '_dmarc.example.com': [R], '_dmarc.mail.example.com': ['v=DMARC1; p=none; psd=n'] },
    organization: 'mail.example.com',
    all: ['none by p at mail.example.com', 'none by p at mail.example.com', 'none by p at mail.example.com'],
  },
  {
    why: 'what does not answer behind the end of the walk does not matter',
    domain: 'mail.example.com',
    records: { '_dmarc.example.com': 'servfail', '_dmarc.mail.example.com': ['v=DMARC1; p=none; psd=n'] },
    organization: 'mail.example.com',
    all: ['none by p at mail.example.com', 'none by p at mail.example.com', 'none by p at mail.example.com'],
  },
  {
    why: 'RFC 9989 B.4.3: below psd=y, a domain with a record is the organization',
    domain: 'giant.bank.example',
    records: { '_dmarc.giant.bank.example': [R], '_dmarc.bank.example': ['v=DMARC1; p=none; psd=y'] },
    organization: 'giant.bank.example',
    all: [
      'reject by p at giant.bank.example',
      'reject by p at giant.bank.example',
      'reject by p at giant.bank.example',
    ],
  },
  {
    why: 'B.4.3: without a record, its public suffix has the policy, and the name below is the organization',
    domain: 'mail.mega.bank.example',
    records: {
      '_dmarc.bank.example': ['v=DMARC1; p=none; sp=quarantine; psd=y'],
      'mail.mega.bank.example': 'nodata',
    },
    organization: 'mega.bank.example',
    all: [
      'quarantine by sp at bank.example',
      'quarantine by sp at bank.example',
      'quarantine by sp at bank.example',
    ],
  },
  {
    why: 'the public suffix itself: its own record, and each name below is an organization',
    domain: 'bank.example',
    records: { '_dmarc.bank.example': ['v=DMARC1; p=none; sp=reject; psd=y'] },
    organization: 'bank.example',
    all: ['none by p at bank.example', 'reject by sp at bank.example', 'reject by sp at bank.example'],
  },
  {
    why: 'a suffix that does not say so becomes the organization of all below',
    domain: 'council.gov.example',
    records: { '_dmarc.gov.example': ['v=DMARC1; p=reject; sp=none'], 'council.gov.example': 'nodata' },
    organization: 'gov.example',
    all: ['none by sp at gov.example', 'none by sp at gov.example', 'none by sp at gov.example'],
  },
  {
    why: 'B.4.2: names between the first and the seventh label are skipped',
    domain: 'a.b.c.d.e.f.g.h.i.j.k.example.com',
    records: {
      '_dmarc.b.c.d.e.f.g.h.i.j.k.example.com': [R],
      '_dmarc.example.com': ['v=DMARC1; p=quarantine'],
      'a.b.c.d.e.f.g.h.i.j.k.example.com': 'nodata',
    },
    organization: 'example.com',
    all: [
      'quarantine by p at example.com',
      'quarantine by p at example.com',
      'quarantine by p at example.com',
    ],
  },
  {
    why: 'a name of eight labels: its own record does not reach the names below, of which nine are skipped to seven',
    domain: 'a.b.c.d.e.f.example.com',
    records: { '_dmarc.a.b.c.d.e.f.example.com': [R], '_dmarc.example.com': ['v=DMARC1; p=none'] },
    organization: 'example.com',
    all: ['reject by p at a.b.c.d.e.f.example.com', 'none by p at example.com', 'none by p at example.com'],
  },
  {
    why: 'nor does what such a record says of its organization',
    domain: 'a.b.c.d.e.f.example.com',
    records: {
      '_dmarc.a.b.c.d.e.f.example.com': [`${R}; psd=n`],
      '_dmarc.example.com': ['v=DMARC1; p=none'],
    },
    organization: 'a.b.c.d.e.f.example.com',
    all: ['reject by p at a.b.c.d.e.f.example.com', 'none by p at example.com', 'none by p at example.com'],
  },
  {
    why: 'nor that it gave no answer',
    domain: 'a.b.c.d.e.f.example.com',
    records: { '_dmarc.a.b.c.d.e.f.example.com': 'timeout', '_dmarc.example.com': [R] },
    organization: null,
    all: ['unavailable', 'reject by p at example.com', 'reject by p at example.com'],
  },
  {
    why: 'of eight labels the next name that is asked has seven',
    domain: 'a.b.c.d.e.f.example.com',
    records: { '_dmarc.b.c.d.e.f.example.com': [R], 'a.b.c.d.e.f.example.com': 'nodata' },
    organization: 'b.c.d.e.f.example.com',
    all: [
      'reject by p at b.c.d.e.f.example.com',
      'reject by p at b.c.d.e.f.example.com',
      'reject by p at b.c.d.e.f.example.com',
    ],
  },
  {
    why: 'a suffix below which a name gave no answer: it could have been an organization',
    domain: 'a.mega.bank.example',
    records: { '_dmarc.bank.example': [`${R}; psd=y`], '_dmarc.mega.bank.example': 'servfail' },
    organization: null,
    all: ['unavailable', 'unavailable', 'unavailable'],
  },
  {
    why: 'several records are as if there were none: the walk goes on',
    domain: 'a.example.com',
    records: { '_dmarc.a.example.com': [R, R], '_dmarc.example.com': ['v=DMARC1; p=reject; sp=none'] },
    organization: 'example.com',
    all: ['none by sp at example.com', 'none by sp at example.com', 'none by sp at example.com'],
  },
  {
    why: 'several, and nothing above: broken, and no policy',
    domain: 'example.com',
    records: { '_dmarc.example.com': [R, 'v=DMARC1; p=none'] },
    organization: 'example.com',
    all: ['invalid', 'absent', 'absent'],
  },
  {
    why: 'texts that do not begin with the version are set aside, and the walk goes on',
    domain: 'a.example.com',
    records: { '_dmarc.a.example.com': ['v=spf1 -all', 'v=dmarc1; p=none'], '_dmarc.example.com': [R] },
    organization: 'example.com',
    all: ['reject by p at example.com', 'reject by p at example.com', 'reject by p at example.com'],
  },
  {
    why: 'a record without policy and reports ends it: nothing is taken from above',
    domain: 'a.example.com',
    records: { '_dmarc.a.example.com': ['v=DMARC1; sp=reject'], '_dmarc.example.com': [R] },
    organization: 'example.com',
    all: ['invalid', 'reject by p at example.com', 'reject by p at example.com'],
  },
  {
    why: 'with reports it is none',
    domain: 'a.example.com',
    records: {
      '_dmarc.a.example.com': ['v=DMARC1; sp=reject; rua=mailto:a@example.com'],
      '_dmarc.example.com': [R],
    },
    organization: 'example.com',
    all: ['none by p at a.example.com', 'reject by p at example.com', 'reject by p at example.com'],
  },
  {
    why: 'no answer at the domain: nothing is known of it',
    domain: 'example.com',
    records: { '_dmarc.example.com': 'timeout' },
    organization: null,
    all: ['unavailable', 'unavailable', 'unavailable'],
  },
  {
    why: 'no answer above: its own policy is known, and no more',
    domain: 'example.com',
    records: { '_dmarc.example.com': [R], '_dmarc.com': 'servfail' },
    organization: null,
    all: ['reject by p at example.com', 'unavailable', 'unavailable'],
  },
  {
    why: 'no answer in between: it could have been psd=n',
    domain: 'a.b.example.com',
    records: { '_dmarc.b.example.com': 'servfail', '_dmarc.example.com': [R] },
    organization: null,
    all: ['unavailable', 'unavailable', 'unavailable'],
  },
  {
    why: 'whether it exists could not be known, and the policy hangs on that',
    domain: 'a.example.com',
    records: {
      '_dmarc.example.com': ['v=DMARC1; p=none; np=reject'],
      '_dmarc.a.example.com': 'nxdomain',
      'a.example.com MX': 'servfail',
    },
    organization: 'example.com',
    all: ['unavailable', 'none by p at example.com', 'reject by np at example.com'],
  },
];

describe('discoverDmarc', () => {
  it.each(ROWS)('$why', async ({ domain, records, organization, all }) => {
    const found = await applied(domain, records);
    expect(found.all).toEqual(all);
    expect(found.organizationalDomain).toBe(organization);
  });

  it('asks at most eight names, and each once', async () => {
    const labels = Array.from({ length: 126 }, (_, index) => `a${index % 10}`);
    for (const count of [1, 2, 7, 8, 9, 80]) {
      const domain = [...labels.slice(0, count), 'com'].slice(-127).join('.');
      const { asked } = await applied(domain, {});
      expect(asked.length).toBeLessThanOrEqual(8);
      expect(new Set(asked).size).toBe(asked.length);
    }
  });

  it('takes a name in any case, with or without its final dot', async () => {
    const found = await applied('EXAMPLE.com.', { '_dmarc.example.com': [R] });
    expect(found.recordDomain).toBe('example.com');
  });

  it.each<[why: string, written: string, asked: string]>([
    ['U-labels are asked as A-labels (RFC 5890 §2.3)', 'münchen.test', 'xn--mnchen-3ya.test'],
    ['in any case, with a final dot', 'MÜNCHEN.Test.', 'xn--mnchen-3ya.test'],
    ['what is there already stays', 'XN--mnchen-3ya.test', 'xn--mnchen-3ya.test'],
    ['no host name, and in DNS all the same', 'a_b._x.test', 'a_b._x.test'],
    ['the longest label', `${'a'.repeat(63)}.test`, `${'a'.repeat(63)}.test`],
  ])('%s: %s', async (_, written, name) => {
    const found = await applied(written, { [`_dmarc.${name}`]: [R] });
    expect([found.domain, found.recordDomain, found.asked[0]]).toEqual([name, name, `_dmarc.${name} TXT`]);
  });

  it.each<[why: string, domain: string]>([
    ['nothing', ''],
    ['the root', '.'],
    ['an empty label', 'a..b'],
    ['an empty first label', '.a.test'],
    ['a label of 64 octets', `${'a'.repeat(64)}.test`],
    ['300 characters', `${'a.'.repeat(148)}test`],
    ['U-labels that no A-label stands for', 'ü\u0000.test'],
    ['a character that ends a line', 'a\n.test'],
  ])('what is no name is not asked, and unavailable, not absent: %s', async (_, domain) => {
    const found = await applied(domain, { '_dmarc.test': [R] });
    expect(found.asked).toEqual([]);
    expect(found.all).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect([found.state, found.exists, found.organizationalDomain]).toEqual(['unavailable', null, null]);
    expect(new Set(found.steps.map(({ state }) => state))).toEqual(new Set(['unavailable']));
  });

  it('asks whether a domain exists only where its policy hangs on that, and no answer tells', async () => {
    const records = { '_dmarc.example.com': ['v=DMARC1; p=none; sp=quarantine; np=reject'] };
    const existence = async (more: Readonly<Record<string, Prepared>>) => {
      const { exists, asked } = await applied('a.example.com', { ...records, ...more });
      return [exists, asked.includes('a.example.com MX')];
    };
    expect(await existence({})).toEqual([false, true]);
    expect(await existence({ 'a.example.com MX': ['mail.example.com'] })).toEqual([true, true]);
    expect(await existence({ '_dmarc.a.example.com': 'nodata' })).toEqual([true, false]);
    expect(await existence({ '_dmarc.a.example.com': [R] })).toEqual([true, false]);
    expect(await existence({ '_dmarc.example.com': [R] })).toEqual([null, false]);
  });

  it('takes a domain that is an alias for one that exists, whatever its target is (RFC 6604 §3)', async () => {
    const { lookUp } = zone({ '_dmarc.example.com': ['v=DMARC1; p=none; np=reject'] });
    const alias = { aliases: ['x.example.net'], authentic: false, ttlSeconds: 60 };
    const aliased = (async (asking: string, type: 'TXT') =>
      asking === 'a.example.com'
        ? { state: 'absent', reason: 'nxdomain', ...alias }
        : lookUp(asking, type)) as typeof lookUp;
    const found = await discoverDmarc('a.example.com', aliased);
    expect([found.exists, found.applied.domain?.policy]).toEqual([true, 'none']);
  });

  it('never rejects, though a look-up does', async () => {
    const { state, steps } = await discoverDmarc('example.com', async () =>
      Promise.reject(new Error('down')),
    );
    expect(state).toBe('unavailable');
    expect(steps[0]?.answer).toEqual({ state: 'unavailable', reason: 'network', detail: null });
    const thrown = await discoverDmarc('example.com', () => {
      throw new Error('down');
    });
    expect(thrown.state).toBe('unavailable');
  });

  it('tells of the record what it is', async () => {
    const found = await applied('example.com', { '_dmarc.example.com': [`${R}; rua=mailto:a@example.com`] });
    expect(found.record).toMatchObject({
      rua: ['mailto:a@example.com'],
      effective: { p: 'reject', sp: 'reject', np: 'reject' },
    });
    expect(found.state).toBe('found');
  });
});

describe('walkNames', () => {
  it('are those of RFC 9989 §4.10', () => {
    expect(walkNames('a.b.c.d.e.f.g.h.i.j.mail.example.com')).toEqual([
      'a.b.c.d.e.f.g.h.i.j.mail.example.com',
      'g.h.i.j.mail.example.com',
      'h.i.j.mail.example.com',
      'i.j.mail.example.com',
      'j.mail.example.com',
      'mail.example.com',
      'example.com',
      'com',
    ]);
    expect(walkNames('a.mail.example.com')).toEqual([
      'a.mail.example.com',
      'mail.example.com',
      'example.com',
      'com',
    ]);
    expect(walkNames('com')).toEqual(['com']);
  });
});

describe('readByList', () => {
  const read = async (
    domain: string,
    listed: string | null,
    prepared: Readonly<Record<string, Prepared>>,
  ) => {
    const { steps } = await discoverDmarc(domain, zone(prepared).lookUp);
    const { state, policy, subdomain, recordDomain } = readByList(domain, listed, steps);
    return { state, policy, subdomain, recordDomain };
  };

  it('goes from the domain to the registered one, and no further', async () => {
    expect(
      await read('a.example.com', 'example.com', { '_dmarc.example.com': ['v=DMARC1; p=reject; sp=none'] }),
    ).toEqual({
      state: 'found',
      policy: 'none',
      subdomain: 'none',
      recordDomain: 'example.com',
    });
    expect(
      (await read('council.gov.example', 'council.gov.example', { '_dmarc.gov.example': [R] })).state,
    ).toBe('absent');
    expect((await read('gov.example', null, { '_dmarc.gov.example': [R] })).policy).toBe('reject');
  });

  it('ends with several records, and knows neither t nor np nor psd', async () => {
    expect(
      await read('a.example.com', 'example.com', {
        '_dmarc.a.example.com': [R, R],
        '_dmarc.example.com': [R],
      }),
    ).toMatchObject({ state: 'invalid', policy: null });
    expect(
      await read('a.example.com', 'example.com', {
        '_dmarc.a.example.com': ['v=DMARC1; p=reject; t=y; np=bad; psd=n'],
      }),
    ).toMatchObject({ state: 'found', policy: 'reject' });
  });

  it('does not know what gave no answer', async () => {
    expect((await read('a.example.com', 'example.com', { '_dmarc.example.com': 'servfail' })).state).toBe(
      'unavailable',
    );
    expect((await read('a.example.com', 'example.com', { '_dmarc.a.example.com': 'servfail' })).state).toBe(
      'unavailable',
    );
    expect((await read('a.example.com', 'example.com', { '_dmarc.example.com': [R, R] })).state).toBe(
      'invalid',
    );
    expect((await read('a.example.com', 'example.com', { '_dmarc.example.com': ['v=DMARC1'] })).state).toBe(
      'invalid',
    );
  });
});
