import * as fc from 'fast-check';
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { describe, expect, it } from 'vitest';
import { discoverDmarc } from '../../lib/mechanisms/dmarc/discover.ts';
import * as any from '../property/generators.ts';
import { zone } from '../support/dmarc.ts';
import { linesOfSeeds } from './inputs.ts';

/**
 * discoverDmarc and the strict mode of mailauth, which reads RFC 9989 too, over the same small DNS: TXT by the domain that it stands at. They ask alike, walk alike, and apply alike; what they read
 * otherwise is written below, and taken out.
 */
type Records = Readonly<Record<string, readonly string[]>>;

interface Reading {
  readonly policy: string | null;
  readonly recordDomain: string | null;
}

async function readingOfMailauth(domain: string, records: Records): Promise<Reading> {
  const resolver = async (name: string, type: string): Promise<string[][]> => {
    const texts = type === 'TXT' ? records[name.replace(/^_dmarc\./, '')] : undefined;
    if (texts && texts.length > 0) return texts.map((text) => [text]);
    const exists = Object.entries(records).some(
      ([each, found]) => found.length > 0 && (each === name || each.endsWith(`.${name}`)),
    );
    throw Object.assign(new Error('no record'), { code: exists ? 'ENODATA' : 'ENOTFOUND' });
  };
  const found = await dmarc({
    headerFrom: domain,
    spfDomains: [],
    dkimDomains: [],
    resolver,
    strict: true,
  } as never);
  const {
    status,
    policy = null,
    policyDomain = null,
  } = found as unknown as {
    status: { result: string };
    policy?: string;
    policyDomain?: string;
  };
  return status.result === 'none'
    ? { policy: null, recordDomain: null }
    : { policy, recordDomain: policyDomain };
}

async function readingOfOurs(domain: string, records: Records): Promise<Reading> {
  const prepared = Object.entries(records).flatMap(([name, texts]) =>
    texts.length > 0 ? [[`_dmarc.${name}`, texts] as const] : [],
  );
  const { applied } = await discoverDmarc(domain, zone(Object.fromEntries(prepared)).lookUp);
  return { policy: applied.domain?.policy ?? null, recordDomain: applied.domain?.record ?? null };
}

/** What they read otherwise in one text, and who is right. */
const DIFFERENCES: readonly { readonly why: string; readonly isIn: (text: string) => boolean }[] = [
  {
    // RFC 6376 §3.2 makes such a list invalid. mailauth discards the record, and goes on to the next name; ours says that it is broken, since a policy from above would make of a broken record a better one.
    why: 'a tag that stands twice',
    isIn: (text) => {
      const names = tagsIn(text).map((tag) => /^[^=]*/.exec(tag)?.[0].trim().toLowerCase());
      // The version is one of them.
      return new Set(['v', ...names]).size <= names.length;
    },
  },
  {
    // RFC 9989 §4.8: names of tags are strings of ABNF, which RFC 5234 §2.3 reads in any case; RFC 6376 §3.2 reads tags with their case. Neither is certain: ours reads them, and says so.
    why: 'the name of a tag in capitals',
    isIn: (text) => tagsIn(text).some((tag) => /^[^=]*[A-Z]/.test(tag)),
  },
  {
    // RFC 9989 §4.8 has "v" first, and space only in delimiters: the text is to be ignored. mailauth trims it.
    why: 'space before the version',
    isIn: (text) => /^\s/.test(text),
  },
  {
    // WSP is space and tab (RFC 5234 B.1), and dmarc-value is printable ASCII. mailauth trims whatever is white to JavaScript.
    why: 'white space that is no WSP, and characters that are not ASCII',
    // oxlint-disable-next-line no-control-regex
    isIn: (text) => /[^\x20-\x7e\t]/.test(text),
  },
  {
    // RFC 9989 §4.8: a name is letters alone. mailauth takes whatever stands before "=".
    why: 'a name that is no name',
    isIn: (text) => tagsIn(text).some((tag) => !/^\s*[A-Za-z]+\s*=/.test(tag)),
  },
  {
    // RFC 3986 §3: brackets stand around an address only, "#" once, "//" before an authority. mailauth looks at the characters alone.
    why: 'a report address that is no URI by its structure',
    isIn: (text) => tagsIn(text).some((tag) => /^\s*rua\s*=/i.test(tag) && /[[\]#]|\/\/|\d[^@]*$/.test(tag)),
  },
];

function tagsIn(text: string): string[] {
  return text
    .split(';')
    .slice(1)
    .filter((tag) => tag.trim() !== '');
}

const policy = fc.constantFrom('none', 'quarantine', 'reject', 'Reject', 'bogus', '');
const tag = fc.oneof(
  fc.tuple(fc.constantFrom('p', 'sp', 'np'), policy).map(([name, value]) => `${name}=${value}`),
  fc.constantFrom('t=y', 't=n', 't=Y', 'psd=y', 'psd=n', 'psd=u', 'adkim=s', 'fo=1', 'pct=50', 'x=1'),
  fc.constantFrom(
    'rua=mailto:a@example.com',
    'rua=a@example.com',
    'rua=mailto:a@example.com!10m',
    'rua=x y,mailto:b@b.example',
    'rua=',
  ),
);
const record = fc
  .uniqueArray(tag, { maxLength: 5, selector: (each) => /^[^=]*/.exec(each)?.[0] })
  .chain((tags) => any.recordOf('v=DMARC1', tags));
const text = fc.oneof(
  { weight: 6, arbitrary: record },
  { weight: 2, arbitrary: any.nearly(record, 'vp=;; \t,!:nrs1é"') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'v=spf1 -all',
      'v=dmarc1; p=reject',
      'V=DMARC1; p=reject',
      ' v=DMARC1; p=reject',
      'v=DMARC1;p=reject;p=none',
      'v=DMARC1; P=reject',
      'v=DMARC1; p=reject\u00a0',
      'v=DMARC1; rua=mailto:a[b@example.com',
    ),
  },
);

const isExplained = (one: string) => DIFFERENCES.some(({ isIn }) => isIn(one));

describe('discoverDmarc and mailauth', () => {
  it.each(linesOfSeeds('dmarc-record').filter((seed) => !isExplained(seed)))(
    'read %j alike',
    async (seed) => {
      const records = { 'example.com': [seed] };
      expect(await readingOfOurs('example.com', records)).toEqual(
        await readingOfMailauth('example.com', records),
      );
    },
  );

  it('read every single TXT alike, but for what is explained', async () => {
    const met = new Set<string>();
    let agreed = 0;
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        const records = { 'a.example.com': [one], 'example.com': ['v=DMARC1; p=none; sp=quarantine'] };
        const [ours, theirs] = [
          await readingOfOurs('a.example.com', records),
          await readingOfMailauth('a.example.com', records),
        ];
        if (JSON.stringify(ours) === JSON.stringify(theirs)) {
          agreed += 1;
          return;
        }
        const causes = DIFFERENCES.filter(({ isIn }) => isIn(one));
        expect(
          causes,
          `${JSON.stringify(one)}: ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs)}`,
        ).not.toEqual([]);
        for (const { why } of causes) met.add(why);
      }),
      { numRuns: 4000 },
    );
    expect(agreed).toBeGreaterThan(1000);
    expect([...met].toSorted()).toEqual(DIFFERENCES.map(({ why }) => why).toSorted());
  });

  it('walk alike, whatever stands on the way up, and apply the same', async () => {
    const labels = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 0, maxLength: 10 });
    const withPolicy = fc
      .tuple(fc.constantFrom('none', 'quarantine', 'reject'), record)
      .map(([p, rest]) => rest.replace('v=DMARC1', `v=DMARC1;p=${p}`));
    const good = fc.oneof(withPolicy, record).filter((one) => !isExplained(one));
    const found = fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: good.map((one) => [one]) },
      { weight: 1, arbitrary: fc.array(fc.oneof(good, fc.constant('v=spf1 -all')), { maxLength: 2 }) },
    );
    await fc.assert(
      fc.asyncProperty(labels, fc.array(found, { minLength: 12, maxLength: 12 }), async (below, all) => {
        const path = [...below, 'example', 'com'];
        const names = path.map((_, index) => path.slice(index).join('.'));
        const records = Object.fromEntries(names.map((name, index) => [name, all[index] ?? []]));
        const [domain = ''] = names;
        expect(await readingOfOurs(domain, records)).toEqual(await readingOfMailauth(domain, records));
      }),
      { numRuns: 2000 },
    );
  });
});
