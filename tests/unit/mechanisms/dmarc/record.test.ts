import { describe, expect, it } from 'vitest';
import type { DmarcRecord } from '../../../../lib/mechanisms/dmarc/record.ts';
import { parseDmarcRecord, selectDmarcRecord } from '../../../../lib/mechanisms/dmarc/record.ts';
import { told, type Told } from '../../../support/reading.ts';

const A = 'mailto:a@example.com';
const none = { p: 'none', sp: 'none', np: 'none' };

interface Row {
  readonly reason: string;
  readonly text: string;
  readonly value?: { readonly [Key in keyof DmarcRecord]?: unknown };
  readonly problems?: readonly Told[];
}

const valid: readonly Row[] = [
  {
    reason: 'a policy alone is for every name below',
    text: 'v=DMARC1; p=reject',
    value: {
      effective: { p: 'reject', sp: 'reject', np: 'reject' },
      psd: 'u',
      isTesting: false,
      adkim: 'r',
      aspf: 'r',
      fo: ['0'],
      rua: [],
      ruf: [],
      pct: null,
    },
  },
  {
    reason: 'sp is for names below, and np follows it',
    text: 'v=DMARC1;p=reject;sp=quarantine;',
    value: {
      p: 'reject',
      sp: 'quarantine',
      np: null,
      effective: { p: 'reject', sp: 'quarantine', np: 'quarantine' },
    },
  },
  {
    reason: 'np without sp',
    text: 'v=DMARC1; p=none; np=reject',
    value: { effective: { p: 'none', sp: 'none', np: 'reject' } },
  },
  {
    reason: 'space around everything, and a last delimiter',
    text: `v \t= DMARC1 ;\tp = reject ; rua = ${A} , ${A}x\t; `,
    value: { effective: { p: 'reject', sp: 'reject', np: 'reject' }, rua: [A, `${A}x`] },
  },
  {
    reason: 'values in any case',
    text: 'v=DMARC1; p=Reject; adkim=S; aspf=S; psd=N; t=Y',
    value: { p: 'reject', adkim: 's', aspf: 's', psd: 'n', isTesting: true },
  },
  {
    reason: 'names of tags in capitals are read, and said',
    text: 'V=DMARC1; P=none',
    value: { p: 'none' },
    problems: [
      { code: 'dmarc-tag-case', tag: 'V', at: 'V' },
      { code: 'dmarc-tag-case', tag: 'P', at: 'P=none' },
    ],
  },
  {
    reason: 't leaves what is declared as it is',
    text: 'v=DMARC1; p=reject; t=y',
    value: { isTesting: true, effective: { p: 'reject', sp: 'reject', np: 'reject' } },
  },
  {
    reason: 'an unknown tag is ignored',
    text: 'v=DMARC1; p=reject; x=1; x=2',
    value: { p: 'reject' },
    problems: [
      { code: 'dmarc-tag-unknown', tag: 'x', at: 'x=1' },
      { code: 'dmarc-tag-unknown', tag: 'x', at: 'x=2' },
    ],
  },
  {
    reason: 'an unknown tag that is nearly a known one',
    text: `v=DMARC1; p=reject; rau=${A}`,
    value: { rua: [] },
    problems: [{ code: 'dmarc-tag-misspelt', tag: 'rau', nearest: 'rua', at: `rau=${A}` }],
  },
  {
    reason: 'other values are discarded for the defaults, each by itself',
    text: 'v=DMARC1; p=reject; adkim=strict; aspf=x; psd=maybe; t=1',
    value: { p: 'reject', adkim: 'r', aspf: 'r', psd: 'u', isTesting: false },
    problems: [
      { code: 'dmarc-value-invalid', tag: 'adkim', value: 'strict', default: 'r', at: 'adkim=strict' },
      { code: 'dmarc-value-invalid', tag: 'aspf', value: 'x', default: 'r', at: 'aspf=x' },
      { code: 'dmarc-value-invalid', tag: 'psd', value: 'maybe', default: 'u', at: 'psd=maybe' },
      { code: 'dmarc-value-invalid', tag: 't', value: '1', default: 'n', at: 't=1' },
    ],
  },
  {
    reason: 'what is no tag is discarded alone',
    text: 'v=DMARC1; p=reject; fo:0; sp-none; 0; t9=y; é=x',
    value: { p: 'reject', sp: null },
    problems: ['fo:0', 'sp-none', '0', 't9=y', 'é=x'].map((text) => ({
      code: 'dmarc-tag-malformed',
      text,
      at: text,
    })),
  },
  {
    reason: 'two delimiters, and a name without a value',
    text: 'v=DMARC1; p=reject;; rua=;',
    value: { p: 'reject', rua: [] },
    problems: [
      { code: 'dmarc-tag-empty', at: '' },
      { code: 'dmarc-value-empty', tag: 'rua', at: 'rua=' },
    ],
  },
  {
    reason: 'p behind another tag, which old receivers do not find',
    text: 'v=DMARC1; sp=none; p=reject',
    value: { p: 'reject' },
    problems: [{ code: 'dmarc-p-not-second', at: 'p=reject' }],
  },
  {
    reason: 'an invalid p with a report address is none',
    text: `v=DMARC1; p=block; sp=reject; rua=${A}`,
    value: { p: null, effective: none },
    problems: [{ code: 'dmarc-p-invalid', value: 'block', at: 'p=block' }],
  },
  {
    reason: 'a missing p with a report address is none for all names, also where sp is there',
    text: `v=DMARC1; sp=reject; rua=${A}`,
    value: { sp: 'reject', effective: none, historic: { p: 'none', sp: 'none' } },
    problems: [{ code: 'dmarc-p-missing' }],
  },
  {
    reason: 'an invalid np costs the policy, but not old receivers, which do not know it',
    text: `v=DMARC1; p=reject; np=x; rua=${A}`,
    value: { effective: none, historic: { p: 'reject', sp: 'reject' } },
    problems: [{ code: 'dmarc-np-invalid', value: 'x', at: 'np=x' }],
  },
  {
    reason: 'an empty sp is invalid too, and old receivers know it',
    text: `v=DMARC1; p=reject; sp=; rua=${A}`,
    value: { effective: none, historic: { p: 'none', sp: 'none' } },
    problems: [{ code: 'dmarc-sp-invalid', value: '', at: 'sp=' }],
  },
  {
    reason: 'a second p without a value is invalid beside a valid one',
    text: `v=DMARC1; p=reject; p=; rua=${A}`,
    value: { effective: none, historic: { p: 'none', sp: 'none' } },
    problems: [{ code: 'dmarc-p-invalid', value: '', at: 'p=' }],
  },
  {
    reason: 'a letter that ASCII has not costs the policy for names below, and is shown without its blanks',
    text: `v=DMARC1; p=reject; sp = r\u00e9ject ; rua=${A}`,
    value: { p: 'reject', sp: null, effective: none },
    problems: [{ code: 'dmarc-sp-invalid', value: 'r\u00e9ject', at: 'sp = r\u00e9ject' }],
  },
  {
    reason: 'relaxed alignment may be written',
    text: 'v=DMARC1; p=reject; adkim=r; aspf=R',
    value: { adkim: 'r', aspf: 'r' },
  },
  {
    reason: 'psd=u is what is read without it',
    text: 'v=DMARC1; p=reject; psd=u',
    value: { psd: 'u' },
  },
  ...['101', '5.5', '-5', '1e1', 'x'].map((pct): Row => ({
    reason: `pct=${pct} is no percentage`,
    text: `v=DMARC1; p=reject; pct=${pct}`,
    value: { pct: null },
    problems: [{ code: 'dmarc-value-invalid', tag: 'pct', value: pct, default: '100', at: `pct=${pct}` }],
  })),
  {
    reason: 'nothing between commas is no address, and none that stands twice',
    text: `v=DMARC1; p=none; rua=${A},,`,
    value: { rua: [A] },
    problems: [
      { code: 'dmarc-rua-skipped', uri: '', at: '' },
      { code: 'dmarc-rua-skipped', uri: '', at: '' },
    ],
  },
  {
    reason: 'an address without a host is one that reports cannot reach, beside another as well',
    text: `v=DMARC1; p=none; rua=${A},mailto:x`,
    value: { rua: [A, 'mailto:x'] },
    problems: [{ code: 'dmarc-rua-invalid', uri: 'mailto:x', at: 'mailto:x' }],
  },
  {
    reason: 'of addresses for single failures there may be more than two',
    text: `v=DMARC1; p=none; ruf=${A},mailto:b@example.com,mailto:c@example.com`,
    value: { ruf: [A, 'mailto:b@example.com', 'mailto:c@example.com'] },
  },
  {
    reason: 'a curly quote at the end makes the last policy none of the three',
    text: `v=DMARC1; rua=${A}; p=reject”`,
    value: { effective: none },
    problems: [{ code: 'dmarc-p-invalid', value: 'reject”', at: 'p=reject”' }],
  },
  {
    reason: 'a character that nobody sees costs its tag',
    text: 'v=DMARC1; p=reject; adkim=\u200bs',
    value: { p: 'reject', adkim: 'r' },
    problems: [{ code: 'dmarc-invisible-character', character: 'U+200B (zero width space)', at: '\u200b' }],
  },
  {
    reason: 'historic tags change nothing but what old receivers make of pct',
    text: 'v=DMARC1; p=reject; pct=50; ri=86400; rf=afrf',
    value: { pct: 50, effective: { p: 'reject', sp: 'reject', np: 'reject' } },
    problems: [
      { code: 'dmarc-pct', value: '50', at: 'pct=50' },
      { code: 'dmarc-tag-historic', tag: 'ri', value: '86400', at: 'ri=86400' },
      { code: 'dmarc-tag-historic', tag: 'rf', value: 'afrf', at: 'rf=afrf' },
    ],
  },
  ...['p=none', 'p=none; np=reject', `p=x; rua=mailto:a@b.example`].map((tags): Row => ({
    reason: `of nothing a part is nothing: ${tags}`,
    text: `v=DMARC1; ${tags}; pct=50`,
    value: { pct: 50 },
    problems: [
      ...(tags.startsWith('p=x') ? [{ code: 'dmarc-p-invalid', value: 'x', at: 'p=x' } as const] : []),
      { code: 'dmarc-tag-historic', tag: 'pct', value: '50', at: 'pct=50' },
    ],
  })),
  ...['p=none; sp=reject', 'p=quarantine'].map((tags): Row => ({
    reason: `of what older receivers are asked for, it is a part: ${tags}`,
    text: `v=DMARC1; ${tags}; pct=50`,
    value: { pct: 50 },
    problems: [{ code: 'dmarc-pct', value: '50', at: 'pct=50' }],
  })),
  ...['pct=100 rua=mailto:a@b.example', 'ri=86400, rua=mailto:a@b.example', 'rf= sp=none'].map(
    (tag): Row => ({
      reason: `no receiver reads the second of ${tag}`,
      text: `v=DMARC1; p=reject; ${tag}`,
      value: { pct: null, rua: [], sp: null },
      problems: [{ code: 'dmarc-tag-malformed', text: tag, at: tag }],
    }),
  ),
  {
    reason: 'pct=100 changes nothing; pct=101 is none',
    text: 'v=DMARC1; p=reject; pct=100',
    value: { pct: 100 },
    problems: [{ code: 'dmarc-tag-historic', tag: 'pct', value: '100', at: 'pct=100' }],
  },
  {
    reason: 'a size limit is taken off',
    text: `v=DMARC1; p=none; rua=${A}!10m`,
    value: { rua: [A] },
    problems: [{ code: 'dmarc-uri-size-limit', suffix: '!10m', at: A }],
  },
  {
    reason: 'malformed addresses are skipped one by one',
    text: `v=DMARC1; p=none; rua=${A},a b:c,b@example.com`,
    value: { rua: [A] },
    problems: [
      { code: 'dmarc-rua-skipped', uri: 'a b:c', at: 'a b:c' },
      { code: 'dmarc-rua-scheme-missing', tag: 'rua', uri: 'b@example.com', at: 'b@example.com' },
    ],
  },
  {
    reason: 'with none that is good they are errors',
    text: 'v=DMARC1; p=none; rua=x y; ruf=x y',
    value: { rua: [], ruf: [] },
    problems: [
      { code: 'dmarc-rua-invalid', uri: 'x y', at: 'x y' },
      { code: 'dmarc-ruf-invalid', uri: 'x y', at: 'x y' },
    ],
  },
  {
    reason: 'a scheme that is no must',
    text: 'v=DMARC1; p=none; rua=https://example.com/x',
    value: { rua: ['https://example.com/x'] },
    problems: [
      { code: 'dmarc-rua-scheme', tag: 'rua', uri: 'https://example.com/x', at: 'https://example.com/x' },
    ],
  },
  {
    reason: 'more than two, and one of them twice',
    text: `v=DMARC1; p=none; rua=${A},mailto:b@example.com,${A}`,
    value: { rua: [A, 'mailto:b@example.com', A] },
    problems: [
      { code: 'dmarc-rua-many', count: 3, at: `rua=${A},mailto:b@example.com,${A}` },
      { code: 'dmarc-rua-duplicate', tag: 'rua', uri: A, at: A },
    ],
  },
  {
    reason: 'fo with every option once, with ruf',
    text: `v=DMARC1; p=none; ruf=${A}; fo=1:d:s`,
    value: { fo: ['1', 'd', 's'] },
  },
  {
    reason: 'fo without ruf is ignored',
    text: 'v=DMARC1; p=none; fo=1',
    problems: [{ code: 'dmarc-fo-without-ruf', at: 'fo=1' }],
  },
  ...['0:1', '0:1:d:s', 'd:d', 'd,s', '0: d', '2', '1:'].map((fo): Row => ({
    reason: `fo=${fo} is no list of it`,
    text: `v=DMARC1; p=none; ruf=${A}; fo=${fo}`,
    value: { fo: ['0'] },
    problems: [{ code: 'dmarc-value-invalid', tag: 'fo', value: fo, default: '0', at: `fo=${fo}` }],
  })),
];

describe('parseDmarcRecord: valid', () => {
  for (const { reason, text, value = {}, problems = [] } of valid)
    it(reason, () => {
      const parsed = parseDmarcRecord(text);
      expect(parsed).toMatchObject({ state: 'valid', value });
      expect(told(parsed.problems, text)).toEqual(problems);
    });

  it('a long record is said to be long', () => {
    const text = `v=DMARC1; p=none; rua=mailto:${'a'.repeat(450)}@example.com`;
    expect(told(parseDmarcRecord(text).problems, text)).toEqual([
      { code: 'dmarc-length', count: text.length },
    ]);
    const fitting = 'v=DMARC1; p=none; rua=mailto:@example.com'.replace('@', `${'a'.repeat(409)}@`);
    expect([fitting.length, parseDmarcRecord(fitting).problems]).toEqual([450, []]);
    expect(parseDmarcRecord(fitting.replace('@', 'a@')).problems).toHaveLength(1);
  });
});

const invalid: readonly (readonly [reason: string, text: string, ...codes: string[]])[] = [
  ['the version alone, without a delimiter', 'v=DMARC1', 'dmarc-p-missing'],
  ['no policy and no report address', 'v=DMARC1; adkim=s', 'dmarc-p-missing'],
  [
    'an address without mailto is no URI, so that nothing saves the record',
    'v=DMARC1; rua=a@example.com',
    'dmarc-rua-scheme-missing',
    'dmarc-p-missing',
  ],
  ['a policy that there is not', 'v=DMARC1; p=rejct', 'dmarc-p-invalid'],
  ['a policy in quotes', 'v=DMARC1; p="reject"', 'dmarc-p-invalid'],
  ['the beginning of a policy', 'v=DMARC1; p=r', 'dmarc-p-invalid'],
  ['a good p beside a bad sp', 'v=DMARC1; p=reject; sp=all', 'dmarc-sp-invalid'],
  ['a tag that stands twice', 'v=DMARC1; p=reject; p=none', 'dmarc-tag-repeated'],
  ['the same in another case', 'v=DMARC1; p=reject; P=reject', 'dmarc-tag-repeated', 'dmarc-tag-case'],
  [
    'two records that were joined',
    'v=DMARC1; p=none; v=DMARC1; p=none',
    'dmarc-tag-repeated',
    'dmarc-tag-repeated',
  ],
  ['another case of the version', 'v=dmarc1; p=none', 'dmarc-version-case'],
  ['a version that there is not', 'v=DMARC12; p=none', 'dmarc-version-value'],
  ['a space in the place of the delimiter', 'v=DMARC1 p=none', 'dmarc-version-value'],
  ['a comma in its place', 'v=DMARC1, p=none', 'dmarc-version-value'],
  ['a backslash of a zone file', 'v=DMARC1\\; p=none', 'dmarc-version-value'],
  ['the version behind the policy', 'p=none; v=DMARC1', 'dmarc-version-not-first'],
  ['no version', 'p=none; rua=mailto:a@example.com', 'dmarc-version-missing'],
  ['the version without v=', 'DMARC1; p=none', 'dmarc-version-missing'],
  ['an equals sign alone', '=DMARC1; p=none', 'dmarc-version-missing'],
  ['a leading space', ' v=DMARC1; p=none', 'dmarc-leading-space'],
  ['quotes that were published', '"v=DMARC1; p=none"', 'dmarc-quoted'],
  ['a byte order mark', '\ufeffv=DMARC1; p=none', 'dmarc-invisible-character'],
  ['an SPF record', 'v=spf1 -all', 'dmarc-unrelated-text'],
  ['nothing', '', 'dmarc-unrelated-text'],
];

describe('parseDmarcRecord: ignored', () => {
  it.each(invalid)('%s: %s', (_, text, ...codes) => {
    const parsed = parseDmarcRecord(text);
    expect(parsed.state).toBe('invalid');
    expect(parsed.problems.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
  });
});

const GOOD = 'v=DMARC1; p=reject';

describe('what is said of a text that is none', () => {
  it.each<[why: string, text: string, said: Told]>([
    [
      'the character that nobody sees, at its place',
      `\ufeff${GOOD}`,
      { code: 'dmarc-invisible-character', character: 'U+FEFF (byte order mark)', at: '\ufeff' },
    ],
    [
      'also within the version',
      'v=\u200bDMARC1; p=none',
      { code: 'dmarc-invisible-character', character: 'U+200B (zero width space)', at: '\u200b' },
    ],
    ['the text', ` ${GOOD}`, { code: 'dmarc-leading-space', text: ` ${GOOD}`, at: ` ${GOOD}` }],
    [
      'the text of something else, which is one',
      'x',
      { code: 'dmarc-unrelated-text', count: 1, text: 'x', at: 'x' },
    ],
  ])('%s', (_, text, said) => {
    expect(told(parseDmarcRecord(text).problems, text)).toEqual([said]);
  });

  it('which tag stands twice', () => {
    const text = 'v=DMARC1; p=reject; p=none';
    expect(told(parseDmarcRecord(text).problems, text)).toEqual([
      { code: 'dmarc-tag-repeated', tag: 'p', at: 'p=none' },
    ]);
  });
});

describe('selectDmarcRecord', () => {
  it('sets aside what is no record, and says so', () => {
    expect(selectDmarcRecord(['v=spf1 -all', GOOD, 'x'])).toMatchObject({
      state: 'found',
      text: GOOD,
      problems: [{ code: 'dmarc-unrelated-text', parameters: { count: 2, text: 'v=spf1 -all' } }],
    });
  });

  it('does not read a text that was meant as one', () => {
    expect(selectDmarcRecord([GOOD, 'v=dmarc1; p=none'])).toMatchObject({
      state: 'found',
      text: GOOD,
      problems: [{ code: 'dmarc-version-case' }],
    });
    expect(selectDmarcRecord(['v=dmarc1; p=none']).state).toBe('absent');
  });

  it('never chooses one of several, not even where both say the same', () => {
    expect(selectDmarcRecord([GOOD, GOOD])).toEqual({
      state: 'invalid',
      problems: [{ code: 'dmarc-several-records', parameters: { count: 2 } }],
    });
  });

  it('finds nothing among nothing', () => {
    expect(selectDmarcRecord([])).toEqual({ state: 'absent', problems: [] });
    expect(selectDmarcRecord(['v=DMARC1; p=bad']).state).toBe('invalid');
  });
});
