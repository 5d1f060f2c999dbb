import { PROBLEMS } from '../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { fetchFailure } from '../../lib/mechanisms/mta-sts/fetch-failure.ts';
import { BEHAVIOURS, CERTIFICATES, DIVERSIONS } from '../lab/description/types.ts';
import { read } from '../support/repository.ts';
import { DIFFERENCES, FAILURE_CASES, type Told } from './failure-cases.ts';
import { POLICY_CASES } from './world.ts';

const both = ({ chromium, firefox }: { chromium: Told; firefox: Told }) => [chromium, firefox];

describe('the table of what browsers make of policy hosts', () => {
  it('has every behaviour of the lab, or the case of Node that a deadline or a limit ends', () => {
    const seen = new Set(FAILURE_CASES.map(({ policyHost }) => policyHost.behaviour));
    const byNode = new Set(POLICY_CASES.map(({ policyHost }) => policyHost.behaviour));
    expect(DIVERSIONS.filter((behaviour) => !seen.has(behaviour))).toEqual([]);
    expect(BEHAVIOURS.filter((behaviour) => !seen.has(behaviour) && !byNode.has(behaviour))).toEqual([]);
  });

  it('has every kind of certificate', () => {
    const seen = new Set(FAILURE_CASES.map(({ policyHost }) => policyHost.certificate));
    expect(CERTIFICATES.filter((kind) => !seen.has(kind))).toEqual([]);
  });

  it('says each thing once', () => {
    for (const part of ['domain', 'what'] as const)
      expect(new Set(FAILURE_CASES.map((row) => row[part])).size).toBe(FAILURE_CASES.length);
  });

  it('has a reason where the browsers differ by more than their words, and none where they do not', () => {
    const wrong = FAILURE_CASES.filter(({ chromium, firefox, because }) => {
      const isTarget = chromium.code === 'policy-redirect' && chromium.value !== firefox.value;
      return (chromium.code !== firefox.code || isTarget) !== (because !== undefined);
    });
    expect(wrong).toEqual([]);
  });

  it('has the words that the class of each finding follows from', () => {
    const words = FAILURE_CASES.flatMap(both).filter(
      ({ code, value }) =>
        code !== null &&
        PROBLEMS[code].parameters.includes('detail') &&
        !String(value).startsWith('Content-Encoding'),
    );
    for (const { code, value } of words) expect(fetchFailure(String(value)).code).toBe(code);
    expect(words.length).toBeGreaterThan(20);
  });

  it.each(Object.entries(DIFFERENCES))('stands in docs/browsers.md: %s', (key, sentence) => {
    expect(read('docs/browsers.md').replace(/\s+/g, ' ').toLowerCase()).toContain(sentence.toLowerCase());
    expect(FAILURE_CASES.some(({ because }) => because === key)).toBe(true);
  });
});
