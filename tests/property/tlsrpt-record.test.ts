import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTlsrptRecord, selectTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { faultOfRua, splitRua } from '../../lib/mechanisms/tlsrpt/rua.ts';
import { isReportUri } from '../../lib/text/report-uri.ts';
import * as any from './generators.ts';
import { isTlsrptTextRecord, isUri } from './grammar.ts';
import { expectSoundProblems } from '../support/sound.ts';

/** Atoms with a dot between them (RFC 6068 §2). */
const localPart = fc.stringMatching(
  /^(?:[A-Za-z0-9_~$&'*+=-]|%2[0-9A-F]){1,9}(?:\.[A-Za-z0-9_~-]{1,9}){0,2}$/,
);
const path = fc
  .stringMatching(/^(?:\/[A-Za-z0-9._~$&'()*+=:@%20-]{0,8}){0,3}$/)
  .filter((text) => !/%(?![0-9A-F]{2})/.test(text));
/** The last label of a host name is no number (RFC 1123 §2.1). */
const hostName = any.domain.filter((name) => !/(?:^|\.)\d+$/.test(name));
const uri = fc.oneof(
  fc.tuple(localPart, hostName).map(([local, domain]) => `mailto:${local}@${domain}`),
  fc.tuple(hostName, path).map(([host, rest]) => `https://${host}${rest}`),
);

const print = ({ name, value }: { name: string; value: string }) => `${name}=${value}`;

/** A record of the grammar: rua fields of one or more URIs each, and extensions around them. */
const record = fc
  .record({
    groups: fc.array(fc.array(uri, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
    comma: fc.tuple(any.wsp, any.wsp).map(([before, behind]) => `${before},${behind}`),
    before: fc.array(any.extension, { maxLength: 2 }),
    behind: fc.array(any.extension, { maxLength: 2 }),
  })
  .chain(({ groups, comma, before, behind }) => {
    const fields = [
      ...before.map(print),
      ...groups.map((uris) => `rua=${uris.join(comma)}`),
      ...behind.map(print),
    ];
    return any.recordOf('v=TLSRPTv1', fields).map((text) => ({ text, rua: groups.flat() }));
  });

const PIECES = [
  'v=TLSRPTv1',
  'v',
  '=',
  ';',
  ' ',
  '\t',
  'rua',
  'rua=',
  'mailto:a@b',
  ',',
  '!',
  'é',
  '\0',
  'x=y',
  '\ud800',
];

describe('parseTlsrptRecord', () => {
  it('reads every record of the grammar as what it says', () => {
    fc.assert(
      fc.property(record, ({ text, rua }) => {
        const parsed = parseTlsrptRecord(text);
        expect(parsed).toMatchObject({ state: 'valid', value: { rua } });
        expectSoundProblems(parsed.problems, text);
        const codes = parsed.problems.map(({ code }) => code);
        expect(codes.includes('tlsrpt-space-after-version')).toBe(!text.startsWith('v=TLSRPTv1;'));
        expect(codes).not.toContain('tlsrpt-rua-unusable');
      }),
      any.RUNS,
    );
  });

  it('draws the line between valid and malformed where the grammar draws it', () => {
    const text = any.nearly(
      record.map((r) => r.text),
      'rua=;,,! \t:/?#[]@%-_.1aZ\x00é"',
    );
    fc.assert(
      fc.property(text, (near) => {
        expect(parseTlsrptRecord(near).state).toBe(isTlsrptTextRecord(near) ? 'valid' : 'invalid');
      }),
      { numRuns: 5000 },
    );
  });

  it('reads any text, and never without a reason to refuse it', () => {
    const text = any
      .anyText(PIECES)
      .chain((rest) => fc.constantFrom(rest, `v=TLSRPTv1${rest}`, `v=TLSRPTv1;${rest}`));
    fc.assert(
      fc.property(text, (anything) => {
        const parsed = parseTlsrptRecord(anything);
        expectSoundProblems(parsed.problems, anything);
        if (parsed.state === 'invalid') expect(parsed.problems).not.toEqual([]);
        else expect(parsed.value.rua.length).toBeGreaterThan(0);
      }),
      any.RUNS,
    );
  });

  it('gives the same value with an unknown field as without', () => {
    fc.assert(
      fc.property(record, any.extension, ({ text, rua }, { name, value }) => {
        const more = text.replace(';', () => `;${name}=${value};`);
        expect(parseTlsrptRecord(more)).toMatchObject({ state: 'valid', value: { rua } });
      }),
      any.RUNS,
    );
  });

  it('reads what was printed from a value as that value, without a word', () => {
    fc.assert(
      fc.property(fc.array(uri, { minLength: 1 }), (rua) => {
        const parsed = parseTlsrptRecord(`v=TLSRPTv1; rua=${rua.join(',')}`);
        expect(parsed).toEqual({ state: 'valid', value: { rua }, problems: [] });
      }),
      any.RUNS,
    );
  });
});

describe('selectTlsrptRecord', () => {
  const texts = fc.array(
    fc.oneof(
      record.map(({ text }) => text),
      any.anyText(PIECES),
      fc.constantFrom(
        'v=TLSRPTv1; rua=mailto:a@b',
        'v=TLSRPTv1 ; rua=mailto:a@b',
        'V=TLSRPTV1',
        'v=TLSRPTv1;',
        '',
      ),
    ),
    { maxLength: 6 },
  );

  it('chooses the same whatever the order in which DNS gives the texts', () => {
    const twice = texts.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(twice, ([one, other]) => {
        const { problems: a, ...chosen } = selectTlsrptRecord(one);
        const { problems: b, ...chosenAgain } = selectTlsrptRecord(other);
        expect(chosenAgain).toEqual(chosen);
        const inOrder = (list: typeof a) => list.map((problem) => JSON.stringify(problem)).toSorted();
        expect(inOrder(b)).toEqual(inOrder(a));
      }),
      any.RUNS,
    );
  });

  it('finds a record exactly where RFC 8460 §3 does', () => {
    fc.assert(
      fc.property(texts, (list) => {
        const ours = list.length > 1 ? list.filter((text) => text.startsWith('v=TLSRPTv1;')) : list;
        const [text] = ours;
        const isFound = ours.length === 1 && text !== undefined && isTlsrptTextRecord(text);
        expect(selectTlsrptRecord(list).state === 'found').toBe(isFound);
      }),
      any.RUNS,
    );
  });
});

/** Without the space around commas. */
const strip = (list: string) => list.replaceAll(/[ \t]*,[ \t]*/g, ',');

describe('rua', () => {
  const near = any.nearly(
    fc.oneof(
      uri,
      fc.webUrl({
        withFragments: true,
        withQueryParameters: true,
        authoritySettings: { withPort: true, withUserInfo: true, withIPv6: true },
      }),
    ),
    ':/?#[]@!$%&,; aé1',
  );

  it('is a URI exactly where RFC 3986 says so, with "!", "," and ";" encoded', () => {
    fc.assert(
      fc.property(near, (text) => {
        const code = faultOfRua(text)?.code;
        const isMalformed = code === 'tlsrpt-rua-syntax' || code === 'tlsrpt-rua-reserved-character';
        expect(isMalformed).toBe(!isUri(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('is of use only where a URL parser finds a host or an address in it', () => {
    fc.assert(
      fc.property(near, (text) => {
        fc.pre(isReportUri(text));
        expect(text).toMatch(/^(?:https:\/\/[^/?#]*[^/?#@:][^/?#]*|mailto:[^@]+@[^@]+)/i);
      }),
      any.RUNS,
    );
  });

  it('is cut at its commas without loss', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ':', ',', ' ', '\t') });
    fc.assert(
      fc.property(value, (text) => {
        const { uris } = splitRua(text);
        expect(uris.length).toBe(text.split(',').length);
        for (const { uri: part, offset } of uris) expect(text.slice(offset, offset + part.length)).toBe(part);
        expect(strip(uris.map((part) => part.uri).join(','))).toBe(strip(text));
      }),
      any.RUNS,
    );
  });
});
