import { describe, expect, it } from 'vitest';
import type { GuidedName } from '../../../../lib/mechanisms/dkim/guide-keys.ts';
import { wildcardTexts } from '../../../../lib/mechanisms/dkim/guide-wildcard.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import type { StepText } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { name } from '../../../support/assessments.ts';
import { ABOVE, DOMAIN } from '../../../support/dkim-guided.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const CONTEXT = { policyDomain: name(DOMAIN), registrableOf, now: NOW, say: WORDS.say };
const WILDCARD: GuidedName = {
  name: `*.${ABOVE}`,
  selector: '*',
  aliases: [],
  provider: null,
  state: 'found',
  keys: [],
  isCut: false,
};

const textsFor = (lines: readonly string[] | undefined, text = GOOD_DKIM) =>
  wildcardTexts(WILDCARD, text, { ...CONTEXT, answers: lines ? { 'dkim-selectors': lines } : {} });

const questionWith = (fault: string | null): StepText => ({
  kind: 'question',
  question: {
    name: 'dkim-selectors',
    label: WORDS.say('dkim.guide.selectors.label'),
    hint: WORDS.say('dkim.guide.selectors.hint', { domain: DOMAIN }),
    form: 'lines',
    options: [],
    fault: fault === null ? null : WORDS.say('dkim.guide.selectors.fault', { line: fault }),
  },
});
const recordAt = (selector: string): StepText => ({
  kind: 'record',
  record: {
    ownerName: `${selector}.${ABOVE}`,
    zone: name(DOMAIN),
    value: GOOD_DKIM,
    replaces: [],
    separator: ';',
  },
});
const deleted = (line: string): StepText => ({
  kind: 'case',
  condition: WORDS.say('dkim.guide.record.wildcardCase'),
  body: [{ kind: 'copy', what: WORDS.say('dkim.guide.record.wildcardDelete'), text: line }],
});

describe('a wildcard with a key', () => {
  it.each<
    [why: string, lines: readonly string[] | undefined, fault: string | null, selectors: readonly string[]]
  >([
    ['nobody has answered', undefined, null, []],
    ['one selector', ['s1'], null, ['s1']],
    [
      'several, as people write them, each once',
      [' S1 ', 's2', 's1', '_x-1.a_b'],
      null,
      ['s1', 's2', '_x-1.a_b'],
    ],
    ['the first that cannot be one is told, and the others are proposed', ['a b', '-c', 'd'], 'a b', ['d']],
    ['an empty line', ['s1', ''], '', ['s1']],
    ['a hyphen at its end', ['s-'], 's-', []],
    ['two dots', ['a..b'], 'a..b', []],
    ['a dot at its end', ['a.'], 'a.', []],
    ['one character', ['1'], null, ['1']],
    ['63 characters', ['a'.repeat(63)], null, ['a'.repeat(63)]],
    ['64 characters', ['a'.repeat(64)], 'a'.repeat(64), []],
  ])('each selector in use gets its own record first: %s', (_, lines, fault, selectors) => {
    expect(textsFor(lines)).toEqual([
      { kind: 'sentence', text: WORDS.say('dkim.guide.record.wildcard') },
      questionWith(fault),
      ...selectors.map(recordAt),
      deleted(`*.${ABOVE}. IN TXT "${GOOD_DKIM.slice(0, 255)}" "${GOOD_DKIM.slice(255)}"`),
    ]);
  });

  it('is deleted as a zone file writes it', () => {
    const text = String.raw`v=DKIM1; n=a"b\c; p=`;
    expect(textsFor([], text).at(-1)).toEqual(
      deleted(String.raw`*.${ABOVE}. IN TXT "v=DKIM1; n=a\"b\\c; p="`),
    );
  });
});
