import { describe, expect, it } from 'vitest';
import { copied, inCase, sentence, stateOfChecks, withNext, type MechanismStep } from '../../lib/steps.ts';

const step = (name: string, state: MechanismStep['state']) => ({ name, state }) as MechanismStep;
const checks = (...states: readonly ('done' | 'open' | 'unknown')[]) =>
  states.map((state, index) => ({ name: `${index}`, state, text: '' }));

describe('the texts of a step', () => {
  it('say what they are', () => {
    expect(sentence('Do it.')).toEqual({ kind: 'sentence', text: 'Do it.' });
    expect(copied('record', 'v=spf1 -all')).toEqual({ kind: 'copy', what: 'record', text: 'v=spf1 -all' });
    expect(inCase('If so:', sentence('a'), copied('b', 'c'))).toEqual({
      kind: 'case',
      condition: 'If so:',
      body: [sentence('a'), copied('b', 'c')],
    });
  });
});

describe('what comes next', () => {
  it('is the first step that is to do, and that one alone', () => {
    const steps = [step('a', 'done'), step('b', 'unknown'), step('c', 'needed'), step('d', 'needed')];
    expect(withNext(steps)).toEqual([steps[0], steps[1], { ...steps[2], isNext: true }, steps[3]]);
  });

  it('is nothing where all is done or not known', () => {
    const steps = [step('a', 'done'), step('b', 'unknown')];
    expect(withNext(steps)).toEqual(steps);
  });
});

describe('how far the last step is', () => {
  it.each([
    ['no line at all', checks(), 'done'],
    ['every line is done', checks('done', 'done'), 'done'],
    ['one is open', checks('done', 'open'), 'needed'],
    ['one is open and another is not known', checks('unknown', 'open'), 'needed'],
    ['one is not known', checks('done', 'unknown'), 'unknown'],
    ['none is known', checks('unknown'), 'unknown'],
  ] as const)('%s', (_, lines, state) => {
    expect(stateOfChecks(lines)).toBe(state);
  });
});
