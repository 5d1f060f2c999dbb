import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode } from '../../../lib/mechanisms.ts';
import type { Tone } from '../../../lib/mechanism.ts';
import type { OwnedFinding } from '../../../lib/verdict/digest.ts';
import { isDigestCurrent } from '../../../lib/verdict/digest.ts';
import { hiddenErrors, isError, isFault, isToRepair, isToSetUp } from '../../../lib/verdict/fault.ts';
import { gravityOf } from '../../../lib/verdict/findings.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { assessmentOf } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const findingOf = (
  code: ProblemCode,
  mechanism: OwnedFinding['mechanism'],
  parameters = {},
): OwnedFinding => ({
  code,
  mechanism,
  parameters,
  severity: PROBLEMS[code].severity,
  source: PROBLEMS[code].source,
});

describe('how wrong something is', () => {
  it.each([
    ['critical', true, true],
    ['error', true, true],
    ['warning', true, false],
    ['notice', false, false],
    ['info', false, false],
  ] as const)('%s: a fault is %s, an error %s', (severity, fault, error) => {
    expect([isFault({ severity }), isError({ severity })]).toEqual([fault, error]);
  });

  it('a trial is a fault that the owner chose', () => {
    expect(isToRepair({ severity: 'warning', code: 'policy-mode-testing' })).toBe(false);
    expect(isToRepair({ severity: 'warning', code: 'mx-alias' })).toBe(true);
    expect(isToRepair({ severity: 'info', code: 'mx-alias' })).toBe(false);
  });

  it('no policy yet is to be set up', () => {
    expect(
      (['sts-absent', 'dane-without-sts', 'tlsrpt-absent'] as const).map((code) => isToSetUp({ code })),
    ).toEqual([true, true, false]);
  });

  it('is in the order of severity, with a wrong MX record first and a trial last among its like', () => {
    const codes: readonly ProblemCode[] = [
      'mx-all-uncovered',
      'policy-mode-testing',
      'mx-alias',
      'mx-misspelt',
      'tlsrpt-absent',
      'mx-domain-doubled',
      'mx-final-dot',
      'mx-ip-address',
    ];
    const inOrder = codes.toSorted((a, b) => gravityOf({ code: a }) - gravityOf({ code: b }));
    expect(inOrder.slice(0, 4).toSorted()).toEqual([
      'mx-domain-doubled',
      'mx-final-dot',
      'mx-ip-address',
      'mx-misspelt',
    ]);
    for (const code of inOrder.slice(0, 4)) expect(gravityOf({ code }), code).toBe(-1);
    const trial = gravityOf({ code: 'policy-mode-testing' });
    expect(trial % 1).toBe(0.5);
    expect(inOrder[4]).toBe('mx-all-uncovered');
  });
});

describe('the errors that a verdict in green would hide', () => {
  const at = (line: number) => ({ offset: line, length: 1, line });
  const errors = [findingOf('mx-all-uncovered', 'mx'), findingOf('policy-status', 'mta-sts')];

  it.each<[why: string, tone: Tone, findings: readonly OwnedFinding[], hidden: number]>([
    ['none', 'good', [], 0],
    ['each of them', 'good', errors, 2],
    [
      'not what is only advised against',
      'good',
      [findingOf('mx-alias', 'mx'), findingOf('tlsrpt-absent', 'tlsrpt')],
      0,
    ],
    [
      'not what others send in its name',
      'good',
      [findingOf('spf-all-pass', 'spf'), findingOf('dmarc-absent', 'dmarc')],
      0,
    ],
    [
      'one that stands on several lines once',
      'good',
      [
        { ...findingOf('policy-line-syntax', 'mta-sts', { text: 'a' }), inLines: true, position: at(2) },
        { ...findingOf('policy-line-syntax', 'mta-sts', { text: 'b' }), inLines: true, position: at(3) },
      ],
      1,
    ],
    ['none where it is not green', 'warn', errors, 0],
    ['nor where it is idle', 'idle', errors, 0],
  ])('%s', (_, tone, findings, hidden) => {
    expect(hiddenErrors({ tone, findings })).toBe(hidden);
  });
});

describe('a digest that may be shown without asking again', () => {
  const digest = {
    ...digestOf(assessmentOf(), NOW),
    startedAt: NOW - 20,
    finishedAt: NOW - 10,
    expiresAt: NOW + 100,
  };

  it.each<[why: string, change: Partial<typeof digest>, now: number, is: boolean]>([
    ['it is finished', {}, NOW, true],
    ['just now', { startedAt: NOW, finishedAt: NOW }, NOW, true],
    ['it goes on', { finishedAt: null as never }, NOW, false],
    ['it is as old as it may be', {}, NOW + 99, true],
    ['and older', {}, NOW + 100, false],
    ['it begins in the future: the clock was set back', {}, NOW - 30, false],
    ['it ends in the future', {}, NOW - 15, false],
  ])('%s', (_, change, now, is) => {
    expect(isDigestCurrent({ ...digest, ...change }, now)).toBe(is);
  });
});
