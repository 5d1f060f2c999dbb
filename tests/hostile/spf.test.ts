import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { LookUp } from '../../lib/dns/lookup.ts';
import { checkHost } from '../../lib/mechanisms/spf/check-host.ts';
import { SPF_STORED } from '../../lib/mechanisms/spf/facts.ts';
import { judgeSpf, type SpfHeadline } from '../../lib/mechanisms/spf/judge.ts';
import type { SpfProblemCode } from '../../lib/mechanisms/spf/problems.ts';
import { spfPicture } from '../../lib/mechanisms/spf/picture.ts';
import { EXAMPLE, host, mxOf } from '../support/assessments.ts';
import { spfFactsFrom } from '../support/spf.ts';
import { spfWorld, type Zone } from '../support/spf-world.ts';
import { WORDS } from '../support/words.ts';

/** A world that makes up its records as it is asked. */
type Answering = (name: string, type: string) => readonly string[];

function inventing(answering: Answering): { lookUp: LookUp; asked: string[] } {
  const asked: string[] = [];
  const lookUp = (async (name: string, type: string) => {
    asked.push(`${type} ${name}`);
    const texts = answering(name, type);
    const records = type === 'MX' ? texts.map((exchange) => ({ preference: 10, exchange })) : texts;
    const base = { aliases: [], authentic: false, ttlSeconds: 60 };
    return records.length > 0
      ? { state: 'found', records, ...base }
      : { state: 'absent', reason: 'nodata', ...base };
  }) as LookUp;
  return { lookUp, asked };
}

const times = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => of(index)).join(' ');
const world = (zone: Zone) => spfWorld(zone);

interface Row {
  readonly what: string;
  readonly make: () => { lookUp: LookUp; asked: string[] };
  readonly headline: SpfHeadline;
  readonly finding: SpfProblemCode;
}

const rows: readonly Row[] = [
  {
    what: 'eleven levels of includes',
    make: () => inventing((name, type) => (type === 'TXT' ? [`v=spf1 include:x.${name} -all`] : [])),
    headline: 'too-many',
    finding: 'spf-too-many-lookups',
  },
  {
    what: '5,000 terms',
    make: () => world({ 'example.com': `v=spf1 ${times(5000, (index) => `a:h${index}.example.com`)} -all` }),
    headline: 'too-many',
    finding: 'spf-too-many-lookups',
  },
  {
    what: '5,000 addresses',
    make: () =>
      world({
        'example.com': `v=spf1 ${times(5000, (index) => `ip4:198.41.${index >> 8}.${index & 255}`)} -all`,
      }),
    headline: 'strict',
    finding: 'spf-answer-too-long',
  },
  {
    what: 'a record of 64 KiB that is one term',
    make: () => world({ 'example.com': `v=spf1 a:${'x'.repeat(65_000)}.example.com -all` }),
    headline: 'strict',
    finding: 'spf-answer-too-long',
  },
  {
    what: '64 KiB of wrong terms',
    make: () => world({ 'example.com': `v=spf1 ${times(16_000, () => 'foo')}` }),
    headline: 'broken',
    finding: 'spf-unknown-mechanism',
  },
  {
    what: '64 KiB of slashes',
    make: () => world({ 'example.com': `v=spf1 a:${'/1'.repeat(32_000)}` }),
    headline: 'broken',
    finding: 'spf-domain-spec',
  },
  {
    what: '64 KiB of percent signs',
    make: () => world({ 'example.com': `v=spf1 a:${'%'.repeat(65_001)}` }),
    headline: 'broken',
    finding: 'spf-macro-syntax',
  },
  {
    what: 'two hundred includes side by side, each with ten terms',
    make: () =>
      inventing((name, type) => {
        if (type !== 'TXT') return ['198.41.0.4'];
        return name === 'example.com'
          ? [`v=spf1 ${times(200, (index) => `include:i${index}.example.com`)} -all`]
          : [`v=spf1 ${times(10, (index) => `a:h${index}.${name}`)} -all`];
      }),
    headline: 'too-many',
    finding: 'spf-too-many-lookups',
  },
  {
    what: 'ten times mx with ten servers each',
    make: () =>
      inventing((name, type) => {
        if (type === 'TXT') return [`v=spf1 ${times(10, (index) => `mx:d${index}.example.com`)} -all`];
        return type === 'MX' ? Array.from({ length: 10 }, (_, index) => `m${index}.${name}`) : ['198.41.0.4'];
      }),
    headline: 'unknown',
    finding: 'spf-left-out',
  },
  {
    what: 'macros that make a name of a megabyte',
    make: () => world({ 'example.com': `v=spf1 include:${'%{d}.'.repeat(13_000)}example.net -all` }),
    headline: 'broken',
    finding: 'spf-include-none',
  },
  {
    what: 'a thousand records',
    make: () =>
      world({
        'example.com': { TXT: Array.from({ length: 1000 }, () => `v=spf1 ${times(500, () => 'a')}`) },
      }),
    headline: 'broken',
    finding: 'spf-records-several',
  },
  {
    what: 'a hundred thousand spaces',
    make: () => world({ 'example.com': `v=spf1${' '.repeat(100_000)}-all` }),
    headline: 'closed',
    finding: 'spf-answer-too-long',
  },
];

/** Of work, and not of waiting for other programs. */
const secondsSince = (before: NodeJS.CpuUsage) => process.cpuUsage(before).user / 1e6;

const MAIL = mxOf(host('mail.example.com'));

describe('an SPF record of a stranger who means harm', () => {
  it.each(rows)('$what', async ({ make, headline, finding }) => {
    const { lookUp, asked } = make();
    const before = process.cpuUsage();
    const spf = await spfFactsFrom(lookUp);
    // The first question is one of those of the tree.
    expect(new Set(asked).size).toBeLessThanOrEqual(60);
    expect(JSON.stringify(spf).length).toBeLessThan(64_000);
    expect(v.parse(SPF_STORED.spf, structuredClone(spf))).toEqual(spf);
    const judged = judgeSpf({ spf }, { mx: MAIL });
    expect(judged.headline).toBe(headline);
    expect(judged.findings.map(({ code }) => code)).toContain(finding);
    const drawn = spfPicture({ spf }, {}, { ...WORDS, policyDomain: EXAMPLE });
    expect(JSON.stringify(drawn).length).toBeLessThan(40_000);
    expect(secondsSince(before)).toBeLessThan(3);
  });

  it.each(rows)('and checkHost asks within its limits: $what', async ({ make }) => {
    const { lookUp, asked } = make();
    const before = process.cpuUsage();
    const sender = `${'%{s}'.repeat(1000)}@example.com`;
    await checkHost({ ip: '203.0.113.1', domain: 'example.com', sender, helo: 'x'.repeat(100_000) }, lookUp);
    expect(asked.length).toBeLessThanOrEqual(1 + 10 * (1 + 10) + 1);
    expect(secondsSince(before)).toBeLessThan(3);
  });

  it('an explanation of 64 KiB of macros is cut', async () => {
    const zone = { 'example.com': 'v=spf1 -all exp=e.example.com', 'e.example.com': '%{s}'.repeat(16_000) };
    const sender = `${'a'.repeat(10_000)}@example.com`;
    const { explanation } = await checkHost(
      { ip: '203.0.113.1', domain: 'example.com', sender },
      world(zone).lookUp,
    );
    expect(explanation?.length).toBe(4096);
  });
});
