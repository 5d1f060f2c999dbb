import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseBimiRecord } from '../../lib/mechanisms/bimi/record.ts';
import { meantDkimKey } from '../../lib/mechanisms/dkim/text-edits.ts';
import { parseDkimKey } from '../../lib/mechanisms/dkim/key.ts';
import { seenText } from '../../lib/text/seen-text.ts';
import { txtEntriesOf } from '../../lib/text/txt-entries.ts';
import { fixesOf, withEveryFix } from '../../lib/workshop/fix.ts';
import { ED25519, recordOfKey } from '../support/dkim.ts';
import { BIMI, DKIM } from '../support/txt-texts.ts';
import { rsaPair } from '../support/keys.ts';

/** What a fix of a DKIM key or a BIMI record may never do, over all that people make of records in up to four steps. */

const keyOf = (modulusLength: number) => recordOfKey(rsaPair(modulusLength).publicKey).replace(/^.*p=/, '');
const KEYS = [keyOf(2048), keyOf(1024), keyOf(1032)];
const ED = recordOfKey(ED25519.publicKey).replace(/^.*p=/, '');
const RUNS = { numRuns: 1500 };

const tag = fc.constantFrom(
  't=s',
  't=y',
  't=y:s',
  's=email',
  's=*',
  's=tlsrpt',
  'h=sha256',
  'h=sha1',
  'h=sha1:sha256',
  'n=a note',
  'x=1',
  'S=other',
  'T=y',
);
const dkimText = fc
  .tuple(
    fc.boolean(),
    fc.constantFrom('', 'k=rsa', 'k=ed25519'),
    fc.uniqueArray(tag, { maxLength: 2, selector: (each) => each.slice(0, 1) }),
    fc.constantFrom(...KEYS),
    fc.constantFrom('; ', ';'),
  )
  .map(([hasVersion, type, tags, rsa, seam]) =>
    [hasVersion ? 'v=DKIM1' : '', type, ...tags, `p=${type === 'k=ed25519' ? ED : rsa}`]
      .filter((each) => each !== '')
      .join(seam),
  );
type Mistake = (text: string) => string;
const place = fc.nat({ max: 400 });
const put = (text: string, at: number, added: string) =>
  text.slice(0, at % (text.length + 1)) + added + text.slice(at % (text.length + 1));
const mistake: fc.Arbitrary<Mistake> = fc.oneof(
  fc.constantFrom<Mistake>(
    (text) => `"${text}"`,
    (text) => text.replaceAll(';', '\\;'),
    (text) => text.replaceAll('; ', ', '),
    (text) => text.replaceAll('; ', ' '),
    (text) => text.replace('DKIM1', 'dkim1'),
    (text) => text.replace(/^(v=DKIM1)(;.*)$/s, '$2; $1').replace(/^; */, ''),
    (text) => text.replace('k=', 'k:'),
    (text) => text.replace('p=', 'P='),
    (text) => text.replace(/(k=\w+)/, '$1; $1'),
    (text) => text.toUpperCase(),
    (text) => `${text};;`,
    (text) => `${text}; `,
    (text) => text.replace('p=', ''),
    (text) => text.replace('p=', 'p=-----BEGIN PUBLIC KEY-----'),
    (text) => text.replaceAll('+', '-').replaceAll('/', '_'),
    (text) => `s1._domainkey.a.example. IN TXT ${text}`,
    (text) => `s1._domainkey.a.example. IN TXT "${text}"`,
    (text) => `${text}\n${text}`,
  ),
  fc.tuple(place, fc.constantFrom(' ', '" "', '\u200b', '\u00a0', ';', '=', '.', 'A', '\\', 't=s')).map(
    ([at, added]): Mistake =>
      (text) =>
        put(text, at, added),
  ),
  place.map(
    (at): Mistake =>
      (text) =>
        text.slice(0, at % (text.length + 1)),
  ),
);
const wrong = (text: fc.Arbitrary<string>, made: fc.Arbitrary<Mistake>) =>
  fc
    .tuple(text, fc.array(made, { minLength: 1, maxLength: 4 }))
    .map(([start, mistakes]) => mistakes.reduce((now, make) => make(now), start));
const keysIn = (text: string) =>
  txtEntriesOf(text).entries.flatMap(({ value }) => {
    const key = parseDkimKey(value);
    return key.state === 'usable' && key.data ? [key] : [];
  });
const octetsOf = ({ data }: ReturnType<typeof parseDkimKey>) =>
  data === null ? '' : (data.type === 'rsa' ? data.modulus : data.octets).toString();
const ALL = new Set(
  [...KEYS, ED].map((each) => octetsOf(parseDkimKey(`k=${each === ED ? 'ed25519' : 'rsa'}; p=${each}`))),
);

it('no fix of a DKIM key makes another key, loses one, or adds a flag; and done twice it does no more', () => {
  let [mended, usable] = [0, 0];
  fc.assert(
    fc.property(wrong(dkimText, mistake), (before) => {
      const after = withEveryFix(DKIM, before);
      expect(withEveryFix(DKIM, after)).toBe(after);
      if (after === before) return;
      mended += 1;
      const [had, has] = [keysIn(before), keysIn(after)];
      const known = new Set(had.map(octetsOf));
      for (const key of has) {
        const octets = octetsOf(key);
        // One that could not be read is one of those that the text was made of.
        expect(known.has(octets) || ALL.has(octets)).toBe(true);
        if (!known.has(octets) && ALL.has(octets)) usable += 1;
        for (const flag of key.flags) expect(seenText(before).toLowerCase()).toContain(seenText(flag));
      }
      for (const key of known) expect(has.map(octetsOf)).toContain(key);
      // Of keys that are in use nothing changes.
      if (had.length === 1 && has.length === 1) {
        expect(has[0]).toMatchObject({ type: had[0]?.type, bits: had[0]?.bits });
        expect(has[0]?.flags).toEqual(had[0]?.flags);
      }
    }),
    RUNS,
  );
  expect([mended > 200, usable > 50]).toEqual([true, true]);
});

it('every fix that is offered takes its problem away and brings no error along', () => {
  fc.assert(
    fc.property(wrong(dkimText, mistake), (before) => {
      for (const [code, after] of fixesOf(DKIM, before))
        expect(DKIM.problemsOf(after).map((problem) => problem.code)).not.toContain(code);
    }),
    RUNS,
  );
});

it('what a text was meant to be is a key that receivers can use, and itself what it was meant to be', () => {
  fc.assert(
    fc.property(wrong(dkimText, mistake), (before) => {
      const meant = meantDkimKey(before);
      if (meant === null) return;
      expect(['usable', 'revoked']).toContain(parseDkimKey(meant).state);
      expect(meantDkimKey(meant)).toBe(meant);
    }),
    RUNS,
  );
});

const bimiText = fc
  .tuple(
    fc.constantFrom('l=https://a.example/x.svg', 'l=', 'l=https://a.example/x,y.svg'),
    fc.constantFrom('a=https://b.example/v.pem', 'a=', ''),
    fc.constantFrom('avp=brand', 'avp=Personal', ''),
  )
  .map((tags) => ['v=BIMI1', ...tags.filter((each) => each !== '')].join('; '));
const bimiMistake: fc.Arbitrary<Mistake> = fc.oneof(
  fc.constantFrom<Mistake>(
    (text) => `"${text}"`,
    (text) => text.replace('BIMI1', 'bimi1'),
    (text) => text.replace(';', ','),
    (text) => text.replace('l=', 'L='),
    (text) => text.replace('avp=', 'avp:'),
    (text) => text.replace('; ', ';; '),
    (text) => `${text}\n${text}`,
    (text) => text.replaceAll('https', 'http'),
    (text) => `default._bimi TXT ${text}`,
  ),
  fc.tuple(place, fc.constantFrom(' ', ';', ',', 'x', '"')).map(
    ([at, added]): Mistake =>
      (text) =>
        put(text, at, added),
  ),
);

it('no fix of a BIMI record names an address that did not stand there, and none loses one', () => {
  let mended = 0;
  fc.assert(
    fc.property(wrong(bimiText, bimiMistake), (before) => {
      const after = withEveryFix(BIMI, before);
      expect(withEveryFix(BIMI, after)).toBe(after);
      if (after === before) return;
      mended += 1;
      const flat = (text: string) => text.replaceAll('%2C', ',').replaceAll(/[\s"']/g, '');
      for (const { value } of txtEntriesOf(after).entries) {
        const parsed = parseBimiRecord(value);
        if (parsed.state === 'invalid') continue;
        for (const uri of [parsed.value.logo, parsed.value.evidence])
          if (uri !== null) expect(flat(before)).toContain(flat(uri));
      }
    }),
    RUNS,
  );
  expect(mended).toBeGreaterThan(100);
});
