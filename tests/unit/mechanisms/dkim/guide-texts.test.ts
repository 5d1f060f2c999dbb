import { describe, expect, it } from 'vitest';
import type { GuidedName } from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import {
  deletion,
  inLine,
  keyRecord,
  onlyCase,
  revokeCase,
  targetOf,
  textsOf,
  unmarked,
} from '../../../../lib/mechanisms/dkim/guide-texts.ts';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { name } from '../../../support/assessments.ts';
import { ABOVE } from '../../../support/dkim-guided.ts';
import { NOW } from '../../../support/time.ts';
import { bare, WORDS } from '../../../support/words.ts';

const contextOf = (domain: string) => ({
  policyDomain: name(domain),
  registrableOf,
  now: NOW,
  say: WORDS.say,
  answers: {},
});
const CONTEXT = contextOf('example.com');
const REVOKED = 'v=DKIM1; p=';
const written = (text: string) => ({ text, key: parseDkimKey(text) });
const nameWith = (...texts: readonly string[]): GuidedName => ({
  name: `s1.${ABOVE}`,
  selector: 's1',
  aliases: [],
  provider: null,
  state: 'found',
  keys: texts.map(written),
  isCut: false,
});

describe('a record of a selector', () => {
  it.each([
    ['example.com', 'example.com'],
    ['mail.example.co.uk', 'example.co.uk'],
    // Somebody has a suffix too, and no domain is above it.
    ['co.uk', 'co.uk'],
  ])('of %s stands in the zone %s', (domain, zone) => {
    expect(keyRecord('s1.x', 'value', ['old'], contextOf(domain))).toEqual({
      kind: 'record',
      record: { ownerName: 's1.x', zone, value: 'value', replaces: ['old'], separator: ';' },
    });
  });

  it('is revoked in the place of all that stands there, behind a condition', () => {
    expect(revokeCase(nameWith(GOOD_DKIM, 'v=DKIM1'), 'condition', 'then', CONTEXT)).toEqual({
      kind: 'case',
      condition: 'condition',
      body: [
        { kind: 'sentence', text: 'then' },
        keyRecord(`s1.${ABOVE}`, REVOKED, [GOOD_DKIM, 'v=DKIM1'], CONTEXT),
      ],
    });
  });

  it.each<[why: string, text: string, part: string]>([
    [
      'its middle, since keys begin alike',
      `v=DKIM1; p=${'a'.repeat(50)}0123456789abcdef${'z'.repeat(50)}`,
      '0123456789abcdef',
    ],
    ['81 characters', `v=DKIM1; p=${'a'.repeat(50)}0123456789abcdef${'z'.repeat(15)}`, '0123456789abcdef'],
    [
      '80 characters: its start',
      `v=DKIM1; p=${'a'.repeat(50)}0123456789abcdef${'z'.repeat(14)}`,
      'a'.repeat(16),
    ],
    ['its value ends at the semicolon', 'v=DKIM1; p = abc; t=s', 'abc'],
    ['nothing', 'v=DKIM1', ''],
  ])(
    'is kept alone behind the condition that it is the one in use, by letters of its key: %s',
    (_, text, part) => {
      const at = nameWith(text, 'other');
      expect(onlyCase(at, written(text), CONTEXT)).toEqual({
        kind: 'case',
        condition: WORDS.say('dkim.guide.record.severalCase', { part }),
        body: [keyRecord(`s1.${ABOVE}`, text, [text, 'other'], CONTEXT)],
      });
    },
  );
});

describe('what the guide says of names', () => {
  it('is all of them in one line, up to ten', () => {
    const names = Array.from({ length: 11 }, (_, index) => `n${index}`);
    expect(inLine([])).toBe('');
    expect(inLine(['a', 'b'])).toBe('a, b');
    expect(inLine(names.slice(0, 10))).toBe('n0, n1, n2, n3, n4, n5, n6, n7, n8, n9');
    expect(inLine(names)).toBe('n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, …');
  });

  it('is who publishes it in the end, where that is somebody else', () => {
    expect(targetOf(nameWith())).toBeNull();
    expect(targetOf({ ...nameWith(), aliases: ['a.example', 'b.example'] })).toBe('b.example');
  });

  it('is the texts of its keys', () => {
    expect(textsOf(nameWith(GOOD_DKIM, REVOKED))).toEqual([GOOD_DKIM, REVOKED]);
  });

  it('is what is to be deleted, behind a condition, to be copied', () => {
    expect(deletion('condition', 'what', 'line')).toEqual({
      kind: 'case',
      condition: 'condition',
      body: [{ kind: 'copy', what: 'what', text: 'line' }],
    });
  });

  it('has no marks where it is copied', () => {
    const marked = WORDS.say('dkim.guide.plan.publish.what', { selector: 'k1' });
    expect(marked).not.toBe(bare(marked));
    expect(unmarked(marked)).toBe(bare(marked));
  });
});
