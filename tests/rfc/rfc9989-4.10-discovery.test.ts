import { describe, expect, it } from 'vitest';
import { discoverDmarc } from '../../lib/mechanisms/dmarc/discover.ts';
import { zone, type Prepared } from '../support/dmarc.ts';

async function discover(domain: string, prepared: Readonly<Record<string, Prepared>>) {
  const { lookUp, asked } = zone(prepared);
  return { ...(await discoverDmarc(domain, lookUp)), asked };
}

const REJECT = 'v=DMARC1; p=reject';

describe('RFC 9989 §4.10', () => {
  it('a walk makes no more than eight queries, those of the example', async () => {
    const { asked } = await discover('a.b.c.d.e.f.g.h.i.j.mail.example.com', {});
    expect(asked).toEqual(
      [
        'a.b.c.d.e.f.g.h.i.j.mail.example.com',
        'g.h.i.j.mail.example.com',
        'h.i.j.mail.example.com',
        'i.j.mail.example.com',
        'j.mail.example.com',
        'mail.example.com',
        'example.com',
        'com',
      ].map((name) => `_dmarc.${name} TXT`),
    );
  });

  it('step 2: records that do not begin with the version are discarded', async () => {
    const { recordDomain } = await discover('example.com', {
      '_dmarc.example.com': ['v=spf1 -all', REJECT, 'x=1; v=DMARC1'],
    });
    expect(recordDomain).toBe('example.com');
  });

  it('steps 2 and 6: of multiple records at a name all are discarded', async () => {
    const found = await discover('a.b.example.com', {
      '_dmarc.a.b.example.com': [REJECT, REJECT],
      '_dmarc.b.example.com': [REJECT, 'v=DMARC1; p=none; psd=n'],
      '_dmarc.example.com': ['v=DMARC1; p=quarantine'],
    });
    expect(found).toMatchObject({ organizationalDomain: 'example.com', recordDomain: 'example.com' });
  });

  it('steps 2 and 6: a single record with psd=n or psd=y ends the walk', async () => {
    for (const [psd, organization] of [
      ['n', 'b.example.com'],
      ['y', 'a.b.example.com'],
    ] as const) {
      const found = await discover('a.b.example.com', {
        '_dmarc.b.example.com': [`v=DMARC1; p=none; psd=${psd}`],
        '_dmarc.example.com': [REJECT],
      });
      expect(found).toMatchObject({
        organizationalDomain: organization,
        recordDomain: 'b.example.com',
        read: 2,
      });
    }
  });

  it('psd=u ends nothing', async () => {
    const found = await discover('b.example.com', {
      '_dmarc.b.example.com': ['v=DMARC1; p=none; psd=u'],
      '_dmarc.example.com': [REJECT],
    });
    expect(found.organizationalDomain).toBe('example.com');
  });
});

describe('RFC 9989 §4.10.1', () => {
  it('the record of the author domain comes first, with its tag p', async () => {
    const { applied } = await discover('a.example.com', {
      '_dmarc.a.example.com': ['v=DMARC1; p=none; sp=reject'],
      '_dmarc.example.com': [REJECT],
    });
    expect(applied.domain).toMatchObject({ policy: 'none', tag: 'p', record: 'a.example.com' });
  });

  it('then that of the organizational domain: sp for a name that exists, np for one that does not, else p', async () => {
    const records = { '_dmarc.example.com': ['v=DMARC1; p=none; sp=quarantine; np=reject'] };
    expect(
      (await discover('a.example.com', { ...records, 'a.example.com': 'nodata' })).applied.domain,
    ).toMatchObject({ policy: 'quarantine', tag: 'sp' });
    expect((await discover('a.example.com', records)).applied.domain).toMatchObject({
      policy: 'reject',
      tag: 'np',
    });
    expect(
      (await discover('a.example.com', { '_dmarc.example.com': [REJECT] })).applied.domain,
    ).toMatchObject({ policy: 'reject', tag: 'p' });
  });

  it('then that of the public suffix', async () => {
    const { applied } = await discover('example.bank', { '_dmarc.bank': ['v=DMARC1; p=reject; psd=y'] });
    expect(applied.domain).toMatchObject({ policy: 'reject', record: 'bank' });
  });

  it('the policy of a public suffix is not used for an organization that has a record', async () => {
    const { applied, record } = await discover('mail.example.bank', {
      '_dmarc.example.bank': ['v=DMARC1; p=none'],
      '_dmarc.bank': ['v=DMARC1; p=reject; psd=y; rua=mailto:a@bank'],
    });
    expect(applied.domain).toMatchObject({ policy: 'none', record: 'example.bank' });
    expect(record?.rua).toEqual([]);
  });

  it('without a valid p, or with an sp or np that is not valid, and with a valid rua, receivers MUST act as if it were p=none', async () => {
    for (const tags of ['sp=reject', 'p=x', 'p=reject; sp=x', 'p=reject; np=x']) {
      const { applied } = await discover('example.com', {
        '_dmarc.example.com': [`v=DMARC1; ${tags}; rua=mailto:a@example.com`],
      });
      expect([applied.domain?.policy, applied.subdomain?.policy, applied.nonexistent?.policy]).toEqual([
        'none',
        'none',
        'none',
      ]);
    }
  });

  it('otherwise they apply no DMARC, and look no further', async () => {
    const found = await discover('a.example.com', {
      '_dmarc.a.example.com': ['v=DMARC1; p=x; rua=nothing'],
      '_dmarc.example.com': [REJECT],
    });
    expect(found).toMatchObject({ state: 'invalid', recordDomain: 'a.example.com', record: null });
    expect(found.applied.domain).toBeNull();
  });

  it('without any record they MUST NOT apply DMARC', async () => {
    const found = await discover('a.example.com', { 'a.example.com': 'nodata' });
    expect(found).toMatchObject({ state: 'absent', recordDomain: null });
    expect(found.applied).toEqual({ domain: null, subdomain: null, nonexistent: null });
  });

  it('a DNS error is no sign that there is none', async () => {
    expect((await discover('example.com', { '_dmarc.example.com': 'servfail' })).state).toBe('unavailable');
  });
});

describe('RFC 9989 §4.10.2', () => {
  it('without a psd tag, the name with the fewest labels is the organization', async () => {
    const found = await discover('a.mail.example.com', {
      '_dmarc.mail.example.com': [REJECT],
      '_dmarc.example.com': [REJECT],
    });
    expect(found.organizationalDomain).toBe('example.com');
  });

  it('psd=n is the organization', async () => {
    const found = await discover('a.mail.example.com', {
      '_dmarc.mail.example.com': [`${REJECT}; psd=n`],
      '_dmarc.example.com': [REJECT],
    });
    expect(found.organizationalDomain).toBe('mail.example.com');
  });

  it('psd=y at another name: one label below it, whether that was asked or not', async () => {
    expect(
      (await discover('a.mail.example.com', { '_dmarc.com': [`${REJECT}; psd=y`] })).organizationalDomain,
    ).toBe('example.com');
    const deep = await discover('a.b.c.d.e.f.g.h.i.example', {
      '_dmarc.d.e.f.g.h.i.example': [`${REJECT}; psd=y`],
    });
    expect(deep.organizationalDomain).toBe('c.d.e.f.g.h.i.example');
  });

  it('psd=y where the walk started does not count as such', async () => {
    expect(
      (await discover('bank.example', { '_dmarc.bank.example': [`${REJECT}; psd=y`] })).organizationalDomain,
    ).toBe('bank.example');
  });

  it('without a record the first name is the organization', async () => {
    expect((await discover('a.mail.example.com', {})).organizationalDomain).toBe('a.mail.example.com');
  });
});

describe('RFC 9989 §3.2.13', () => {
  const records = { '_dmarc.example.com': ['v=DMARC1; p=none; np=reject'] };

  it('a name that has nothing of the type asked for exists', async () => {
    expect((await discover('a.example.com', { ...records, '_dmarc.a.example.com': 'nodata' })).exists).toBe(
      true,
    );
    expect((await discover('a.example.com', { ...records, 'a.example.com MX': 'nodata' })).exists).toBe(true);
  });

  it('NXDOMAIN alone says that it does not', async () => {
    expect((await discover('a.example.com', { ...records })).exists).toBe(false);
  });

  it('an alias whose target does not exist does (RFC 8020 §2)', async () => {
    const { lookUp } = zone(records);
    const { exists } = await discoverDmarc('a.example.com', async (name, type) =>
      name === 'a.example.com'
        ? { state: 'absent', reason: 'nxdomain', aliases: ['gone.example'], authentic: false, ttlSeconds: 60 }
        : lookUp(name, type),
    );
    expect(exists).toBe(true);
  });
});
