import { expect, it } from 'vitest';
import {
  expectable,
  isKnownCode,
  isKnownMechanism,
  isKnownStanding,
  TO_COME,
} from '../../lab/description/foreseen.ts';
import { SIGNED } from '../../lab/world.ts';

/** What is foreseen of domains of the lab is left out only as long as nobody could say it. */

it('what is to come has not come yet: a word that is known is a word like all others', () => {
  const known = [
    ...TO_COME.standings.filter(isKnownStanding),
    ...TO_COME.mechanisms.filter(isKnownMechanism),
    ...TO_COME.codes.filter(isKnownCode),
  ];
  expect(known).toEqual([]);
});

it('every word that is to come is foreseen of some domain', () => {
  const expected = SIGNED.map((domain) => domain.expected);
  const foreseen = new Set<string>(
    expected.flatMap(({ standing, headlines, findings, findingsByReason = [] }) => [
      standing,
      ...Object.keys(headlines),
      ...findings,
      ...findingsByReason,
    ]),
  );
  const words = [...TO_COME.standings, ...TO_COME.mechanisms, ...TO_COME.codes];
  expect(words.filter((word) => !foreseen.has(word))).toEqual([]);
});

it('nothing else is left out', () => {
  const toCome = new Set<string>(Object.values(TO_COME).flat());
  const left = SIGNED.filter(({ expected }) => !toCome.has(expected.standing));
  const kept = expectable(SIGNED);
  expect(kept.map(({ domain }) => domain)).toEqual(left.map(({ domain }) => domain));
  expect(kept.map(({ expected }) => expected.findings)).toEqual(
    left.map(({ expected }) => expected.findings.filter((code) => !toCome.has(code))),
  );
});
