import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseDmarcRecord } from '../../lib/mechanisms/dmarc/record.ts';
import { parseSpfRecord } from '../../lib/mechanisms/spf/record.ts';
import { sameAs } from '../../lib/mechanisms/spf/term.ts';
import { seenText } from '../../lib/text/seen-text.ts';
import { txtEntriesOf } from '../../lib/text/txt-entries.ts';
import { txtLineOf } from '../../lib/text/txt-lines.ts';
import { withEveryFix } from '../../lib/workshop/fix.ts';
import { DMARC, SPF } from '../support/txt-texts.ts';
import { dmarcMistake, dmarcText, spfMistake, spfText } from './txt-grammar.ts';

/** What a fix of an SPF or DMARC record may never do, over all that people make of records in up to four steps. */

const wrong = (text: fc.Arbitrary<string>, mistake: fc.Arbitrary<(text: string) => string>) =>
  fc
    .tuple(text, fc.array(mistake, { minLength: 1, maxLength: 4 }))
    .map(([start, mistakes]) => mistakes.reduce((now, make) => make(now), start));
const RUNS = { numRuns: 2000 };
const valuesIn = (text: string) => txtEntriesOf(text).entries.map(({ value }) => value);
/** Letters and digits as people see them, in lower case. */
const flat = (text: string) => seenText(text).replaceAll('\0', '').toLowerCase();
const hosts = (text: string) =>
  new Set(flat(text).match(/[\w-]+(?:\.[\w-]+)*\.(?:example|net|com)(?![\w-])/g));
const spfTerms = (value: string) => {
  const parsed = parseSpfRecord(value);
  return parsed.state === 'valid' ? parsed.value.terms.map(({ text }) => sameAs(text)) : null;
};

it('of an SPF record that receivers can read, every term stays that no problem with a fix stands at', () => {
  let kept = 0;
  fc.assert(
    fc.property(wrong(spfText, spfMistake), (text) => {
      for (const before of valuesIn(text)) {
        const parsed = parseSpfRecord(before);
        if (parsed.state === 'invalid') continue;
        const faults = SPF.problemsOf(before).filter(({ code }) => code in SPF.fixes);
        const left = spfTerms(withEveryFix(SPF, before)) ?? [];
        for (const term of parsed.value.terms) {
          const { offset } = term.position;
          if (faults.some(({ position }) => position?.offset === offset)) continue;
          kept += 1;
          expect(left).toContain(sameAs(term.text));
        }
      }
    }),
    RUNS,
  );
  expect(kept).toBeGreaterThan(300);
});

it('no fix of an SPF record names a host or an address that did not stand there, and none loses one', () => {
  let mended = 0;
  fc.assert(
    fc.property(wrong(spfText, spfMistake), (before) => {
      const after = withEveryFix(SPF, before);
      if (after !== before) mended += 1;
      const known = flat(before);
      for (const host of hosts(after)) expect(known).toContain(host);
      for (const [address] of after.matchAll(/\d+\.\d+\.\d+\.\d+(?:\/\d+)?|[\da-f]+:[\da-f]+::(?:\/\d+)?/g))
        expect(known).toContain(address);
      for (const host of ['a.example', 'b.example.net', '_spf.c-d.example', 'mail.example.com', '8.8.8.8'])
        expect([host, flat(after).includes(host)]).toEqual([host, known.includes(host)]);
    }),
    RUNS,
  );
  expect(mended).toBeGreaterThan(500);
});

it('no fix of an SPF record lets an all say what none said there', () => {
  fc.assert(
    fc.property(wrong(spfText, spfMistake), (before) => {
      const ends = (text: string) =>
        valuesIn(text).flatMap((value) => (spfTerms(value) ?? []).filter((term) => /^[~?-]?all$/.test(term)));
      const known = flat(before).replace(/([+?~-])\1+/g, '$1');
      for (const end of ends(withEveryFix(SPF, before))) {
        expect(known).toContain(end);
        // Everybody is never let in by a fix.
        if (end === 'all') expect(ends(before)).toContain('all');
      }
    }),
    RUNS,
  );
});

it('no fix of a DMARC record adds or loses a target of reports, or asks for a policy that did not stand there', () => {
  let mended = 0;
  fc.assert(
    fc.property(wrong(dmarcText, dmarcMistake), (before) => {
      const after = withEveryFix(DMARC, before);
      if (after === before) return;
      mended += 1;
      const targets = (text: string) => new Set(flat(text).match(/[\w.+-]+@[\w.-]+/g));
      expect(targets(valuesIn(after).join('\n'))).toEqual(targets(before));
      for (const value of valuesIn(after)) {
        const parsed = parseDmarcRecord(value);
        if (parsed.state === 'invalid') continue;
        for (const tag of ['p', 'sp', 'np'] as const) {
          const policy = parsed.value[tag];
          const written = new RegExp(String.raw`(?<![a-z])${tag}\s*[=:]\s*"?${policy}`);
          if (policy !== null && policy !== 'none') expect(flat(before)).toMatch(written);
        }
        if (parsed.value.aspf === 's') expect(flat(before)).toMatch(/aspf[=:]s(?!t)/);
      }
    }),
    RUNS,
  );
  expect(mended).toBeGreaterThan(500);
});

it('a DMARC record that receivers can use asks for the same after every fix', () => {
  let readable = 0;
  fc.assert(
    fc.property(wrong(dmarcText, dmarcMistake), (before) => {
      const [value, another] = valuesIn(before);
      const parsed = value !== undefined && another === undefined ? parseDmarcRecord(value) : null;
      // Where a tag cannot be read, receivers do without it.
      if (
        parsed?.state !== 'valid' ||
        DMARC.problemsOf(before).some(({ code }) =>
          /invalid|invisible|malformed|misspelt|scheme|skipped/.test(code),
        )
      )
        return;
      readable += 1;
      const [after = ''] = valuesIn(withEveryFix(DMARC, before));
      const { effective, rua, aspf, adkim } = parsed.value;
      const read = parseDmarcRecord(after);
      expect(read).toMatchObject({ state: 'valid', value: { effective, aspf, adkim } });
      expect(new Set(read.state === 'valid' ? read.value.rua : [])).toEqual(new Set(rua));
    }),
    RUNS,
  );
  expect(readable).toBeGreaterThan(200);
});

it('what is published is read again as what it is, whatever it is', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', minLength: 1 }),
        spfText.map((text) => `"${text}"`),
        fc.string({ unit: fc.constantFrom('"', '\\', ' ', 'TXT', ';', '\n', '(', 'a'), minLength: 1 }),
      ),
      (text) => {
        const [value = ''] = valuesIn(txtLineOf(text));
        expect(value).toBe(text);
      },
    ),
    RUNS,
  );
});
