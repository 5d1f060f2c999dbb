import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeaker, oneLower, type Policy } from '../../lib/mechanisms/dmarc/policy.ts';
import { isMeantAsDmarcRecord, parseDmarcRecord } from '../../lib/mechanisms/dmarc/record.ts';
import { mergedSpf } from '../../lib/mechanisms/spf/guide-merge.ts';
import { repairedSpf } from '../../lib/mechanisms/spf/guide-repair.ts';
import { weakest } from '../../lib/mechanisms/spf/guide-words.ts';
import { parseSpfRecord } from '../../lib/mechanisms/spf/record.ts';
import type { Qualifier } from '../../lib/mechanisms/spf/term.ts';
import { guided, published, recordsIn } from '../support/guided.ts';
import { checked } from '../support/spf-world.ts';

const octet = fc.integer({ min: 0, max: 255 });
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const hostName = fc.tuple(label, label).map(([a, b]) => `${a}.${b}.example`);
const ip4 = fc.tuple(octet, octet).map(([a, b]) => `ip4:10.0.${a}.${b}`);
const sender = fc.oneof(
  ip4,
  hostName.map((each) => `include:${each}`),
  hostName.map((each) => `a:${each}`),
  fc.constantFrom('a', 'mx', 'ip6:2001:db8::/32'),
);
const qualifier = fc.constantFrom<Qualifier>('+', '?', '~', '-');
const record = fc.tuple(fc.array(sender, { maxLength: 4 }), fc.option(qualifier)).map(([terms, end]) => ({
  terms,
  end,
  text: ['v=spf1', ...terms, ...(end === null ? [] : [`${end}all`])].join(' '),
}));

describe('SPF records made one', () => {
  it('lose no term, and end in one all that is the weakest of them, and never in +all', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 2, maxLength: 4 }), (records) => {
        const merged = mergedSpf(records.map(({ text }) => text));
        if (merged.state !== 'one') return;
        const parsed = parseSpfRecord(merged.text);
        expect(parsed.state).toBe('valid');
        const words = merged.text.split(' ').slice(1);
        const terms = [...new Set(records.flatMap((each) => each.terms))];
        const end = weakest(records.map((each) => each.end ?? '?'));
        const [first, ...others] = records;
        // The same record twice stays as it is.
        if (end !== '+' && others.every(({ text }) => text === first?.text))
          expect(merged.text).toBe(first?.text);
        else expect(words).toEqual([...terms, `${end === '+' ? '?' : end}all`]);
        expect(merged.lookUps).toBeLessThanOrEqual(10);
      }),
    );
  });

  it('let in whoever one of them let in', async () => {
    const own = fc
      .tuple(fc.array(ip4, { minLength: 1, maxLength: 4 }), qualifier)
      .map(([terms, end]) => ({ terms, text: ['v=spf1', ...terms, `${end}all`].join(' ') }));
    await fc.assert(
      fc.asyncProperty(fc.array(own, { minLength: 2, maxLength: 3 }), async (records) => {
        const merged = mergedSpf(records.map(({ text }) => text));
        if (merged.state !== 'one') return;
        for (const term of records.flatMap(({ terms }) => terms)) {
          const answer = await checked({ 'example.com': merged.text }, term.slice(4), 'a@example.com');
          expect(answer.result).toBe('pass');
        }
      }),
      { numRuns: 50 },
    );
  });
});

const closed = record.filter(({ end }) => end !== '+');

describe('an SPF record that is repaired', () => {
  it('comes back letter for letter where nothing is wrong with it', () => {
    fc.assert(
      fc.property(closed, ({ text }) => {
        expect(repairedSpf(text)).toBe(text);
      }),
    );
  });

  const slips: readonly (readonly [string, (text: string) => string])[] = [
    ['quotes', (text) => `"${text}"`],
    ['a space before it', (text) => ` ${text}`],
    ['tabs', (text) => text.replaceAll(' ', '\t')],
    ['commas', (text) => text.replaceAll(' ', ', ')],
    ['another name', (text) => text.replaceAll('ip4:', 'ipv4:')],
    ['long dashes', (text) => text.replaceAll('-all', '–all')],
    ['a space behind the colon', (text) => text.replaceAll('include:', 'include: ')],
  ];
  it.each(slips)('is what it was before somebody wrote it with %s', (_name, slip) => {
    fc.assert(
      fc.property(closed, ({ text }) => {
        expect(repairedSpf(slip(text))).toBe(text);
      }),
    );
  });

  it('is sound or not offered, whatever stands there', () => {
    const word = fc.oneof(
      sender,
      fc.string({ maxLength: 8 }),
      fc.constantFrom('-all', '~all', 'v=spf1', 'redirect=a.example', 'exp=', ';', '"'),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.constantFrom(' ', ';', ''), (words, between) => {
        const repaired = repairedSpf(['v=spf1', ...words].join(between));
        if (repaired !== null) expect(parseSpfRecord(repaired).state).toBe('valid');
      }),
    );
  });
});

const tag = fc.constantFrom(
  'v=DMARC1',
  'v=dmarc1',
  'p=none',
  'p=quarantine',
  'p=reject',
  'p=bogus',
  'sp=none',
  'sp=reject',
  'sp=bogus',
  'np=reject',
  'np=bogus',
  't=y',
  'pct=20',
  'adkim=s',
  'aspf=strict',
  'fo=1:d',
  'psd=n',
  'psd=y',
  'rua=mailto:a@example.com',
  'rua=mailto:b@example.com,mailto:c@example.com',
  'rua=d@example.com',
  'x=1',
  '',
  'sp-none',
  'adkim=s',
  'aspf=s',
  // What stands in another value, or behind what nobody sees, is not read.
  'rua=mailto:a@example.com adkim=s',
  'rua=mailto:a@example.com, sp=reject',
  'pct=100 np=reject',
  'aspf=s\u200b',
  'sp=reject"',
);
const dmarcText = fc
  .tuple(fc.boolean(), fc.array(tag, { maxLength: 6 }))
  .map(([isVersioned, tags]) => [...(isVersioned ? ['v=DMARC1'] : []), ...tags].join('; '));

describe('DMARC records that the guide proposes without a condition', () => {
  it('can be read, ask for no more than receivers do now, and keep every address', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(dmarcText, { minLength: 1, maxLength: 3 }), async (texts) => {
        const zone = {
          'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' },
          '_dmarc.example.com': { TXT: texts },
        };
        const { steps, parts } = await guided({ of: 'dmarc', domain: 'example.com', zone });
        if (parts.dmarc.state === 'pending') throw new Error('It was gathered.');
        const { applied, record: read } = parts.dmarc;
        for (const { value } of steps.flatMap((step) => recordsIn(step))) {
          const parsed = parseDmarcRecord(value);
          if (parsed.state !== 'valid') throw new Error(`${value} cannot be read.`);
          const { effective, isTesting, adkim, aspf, psd } = parsed.value;
          const asks = (policy: Policy) => (isTesting ? oneLower(policy) : policy);
          expect(isWeaker(applied.domain?.policy ?? 'none', asks(effective.p))).toBe(false);
          expect(isWeaker(applied.subdomain?.policy ?? 'none', asks(effective.sp))).toBe(false);
          expect(isWeaker(applied.nonexistent?.policy ?? 'none', asks(effective.np))).toBe(false);
          if (Object.values(effective).some((policy) => policy !== 'none')) {
            expect([adkim, read?.adkim]).not.toEqual(['s', 'r']);
            expect([aspf, read?.aspf]).not.toEqual(['s', 'r']);
            expect(psd).toBe(read?.psd ?? 'u');
          }
          const meant = texts.filter(isMeantAsDmarcRecord).join(' ');
          for (const [address] of meant.matchAll(/[a-d]@example\.com/g)) expect(value).toContain(address);
        }
      }),
      { numRuns: 400 },
    );
  });
});

const orgRecord = fc
  .tuple(
    fc.constantFrom('none', 'quarantine', 'reject'),
    fc.subarray(['sp=none', 'sp=reject', 'np=reject', 'adkim=s', 't=y', 'pct=20']),
  )
  .filter(([, tags]) => !(tags.includes('sp=none') && tags.includes('sp=reject')))
  .map(([p, tags]) => [`v=DMARC1; p=${p}`, ...tags].join('; '));

describe('DMARC records that the guide proposes for a name below an organization', () => {
  it('ask for no more of its mail, and of that below it, than receivers do now', async () => {
    const order = ['none', 'quarantine', 'reject'];
    await fc.assert(
      fc.asyncProperty(
        orgRecord,
        fc.array(dmarcText, { minLength: 1, maxLength: 2 }),
        async (above, texts) => {
          const zone = {
            'sub.example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' },
            '_dmarc.example.com': above,
            '_dmarc.sub.example.com': { TXT: texts },
          };
          const question = { of: 'dmarc', domain: 'sub.example.com', zone } as const;
          const before = await guided(question);
          for (const proposal of before.steps.flatMap((step) => recordsIn(step))) {
            const after = await guided({ ...question, zone: published(zone, proposal) });
            const [was, is] = [before.parts.dmarc, after.parts.dmarc];
            if (was.state === 'pending' || is.state === 'pending') throw new Error('It was gathered.');
            for (const kind of ['domain', 'subdomain', 'nonexistent'] as const)
              expect(order.indexOf(is.applied[kind]?.policy ?? 'none')).toBeLessThanOrEqual(
                order.indexOf(was.applied[kind]?.policy ?? 'none'),
              );
            if ((is.applied.domain?.policy ?? 'none') !== 'none') {
              expect([was.record?.adkim, is.record?.adkim]).not.toEqual(['r', 's']);
              expect([was.record?.aspf, is.record?.aspf]).not.toEqual(['r', 's']);
            }
            // Whatever the policy: which names agree with this one is what mail of others passes by.
            expect(is.organizationalDomain).toBe(was.organizationalDomain);
            expect(order.indexOf(is.list.policy ?? 'none')).toBeLessThanOrEqual(
              order.indexOf(was.list.policy ?? 'none'),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

const world = {
  'a.example': 'v=spf1 ip4:192.0.2.0/24 -all',
  'none.example': { TXT: 'hello' },
  'host.example': { A: '203.0.113.50' },
  'mail.example.com': { A: '203.0.113.9' },
};
const clients = ['192.0.2.1', '203.0.113.9', '203.0.113.50', '10.0.0.1', '198.51.100.9'];
const spfWord = fc.oneof(
  fc.constantFrom('mx', 'a:host.example', 'ip4:10.0.0.0/8', '-ip4:10.0.0.1', '?a:host.example'),
  fc.constantFrom(
    'include:a.example',
    'include:A.example',
    'include:none.example',
    'include:no-such-one.com',
  ),
  fc.constantFrom('a:gone.example.com', 'a:void1.example', 'a:void2.example', '-all', '~all', '+all'),
  fc.constantFrom('ipv4:192.0.2.7', 'include: a.example', 'mx-all'),
);

describe('SPF records that the guide proposes without a condition', () => {
  it('drop nobody who passed, refuse nobody whom a usable record did not refuse, and let in no stranger', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(spfWord, { maxLength: 6 }), { minLength: 1, maxLength: 2 }),
        async (records) => {
          const TXT = records.map((words) => ['v=spf1', ...words].join(' '));
          const zone = { ...world, 'example.com': { MX: '10 mail.example.com', TXT } };
          const { steps } = await guided({ of: 'spf', domain: 'example.com', zone });
          for (const proposal of steps.flatMap((step) => recordsIn(step)))
            for (const client of clients) {
              const was = (await checked(zone, client, 'a@example.com')).result;
              const is = (await checked(published(zone, proposal), client, 'a@example.com')).result;
              if (was !== 'permerror' && was !== is) expect([was, is]).toEqual(['fail', 'softfail']);
              if (client === '198.51.100.9' && was !== 'pass') expect(is).not.toBe('pass');
            }
        },
      ),
      { numRuns: 300 },
    );
  });
});
