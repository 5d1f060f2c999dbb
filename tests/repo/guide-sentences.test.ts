import { describe, expect, it } from 'vitest';
import {
  CACHES,
  CHECKS,
  GUIDE_NOTES,
  IMPOSSIBLE_REASONS,
  NO_PLAN_REASONS,
  PLAN_EVENTS,
  RUA_TARGET_FAULTS,
  STEP_REASONS,
} from '../../lib/guide/codes.ts';
import { HOSTING_CHECKS } from '../../lib/guide/hosting-checks.ts';
import { HOSTINGS } from '../../lib/guide/hosting.ts';
import { STEPS } from '../../lib/guide/step.ts';
import { SENTENCES, placeholdersOf } from '../support/i18n.ts';

type Codes = Readonly<Record<string, readonly string[]>>;

/** Sentences of a group that belong to no code of it. */
const OTHERS = new Set(['guide.impossible.title', 'guide.check.state']);
const keyOf = (code: string) => code.replaceAll('-', '_');
const keysIn = (group: string) =>
  [...SENTENCES.keys()].filter(
    (key) => key.startsWith(`${group}.`) && ![...OTHERS].some((other) => key.startsWith(other)),
  );
const without = (codes: readonly string[], parameters: readonly string[] = []): Codes =>
  Object.fromEntries(codes.map((code) => [code, parameters]));
/** What the page itself puts into every sentence of the group. */
const withMore = (codes: Codes, name: string): Codes =>
  Object.fromEntries(Object.entries(codes).map(([code, parameters]) => [code, [...parameters, name]]));

const GROUPS: readonly (readonly [group: string, codes: Codes, parts: readonly string[]])[] = [
  ['impossible', IMPOSSIBLE_REASONS, ['']],
  ['note', GUIDE_NOTES, ['']],
  ['rua', RUA_TARGET_FAULTS, ['']],
  ['reason', STEP_REASONS, ['']],
  ['check', without(CHECKS), ['']],
  ['cache', withMore(CACHES, 'until'), ['']],
  ['event', PLAN_EVENTS, ['.what', '.why']],
  ['noPlan', NO_PLAN_REASONS, ['']],
  ['hosting.kind', without(HOSTINGS), ['']],
  ['hosting.hint', without(HOSTINGS), ['']],
];

describe.each(GROUPS)('the sentences of guide.%s', (group, codes, parts) => {
  it('are one for each code, and nothing else', () => {
    const expected = Object.keys(codes).flatMap((code) =>
      parts.map((part) => `guide.${group}.${keyOf(code)}${part}`),
    );
    expect(keysIn(`guide.${group}`).toSorted()).toEqual(expected.toSorted());
  });

  it.each(Object.keys(codes))('%s: use its parameters, all of them and no other', (code) => {
    const used = parts.flatMap((part) =>
      placeholdersOf(SENTENCES.get(`guide.${group}.${keyOf(code)}${part}`) ?? ''),
    );
    expect([...new Set(used)].toSorted()).toEqual([...(codes[code] ?? [])].toSorted());
  });
});

describe('the sentences of', () => {
  it.each([
    ['step', STEPS],
    ['hosting.check', HOSTING_CHECKS],
  ] as const)('guide.%s are one for each, and nothing else', (group, names) => {
    expect(keysIn(`guide.${group}`).toSorted()).toEqual(
      names.map((name) => `guide.${group}.${name}`).toSorted(),
    );
  });
});
