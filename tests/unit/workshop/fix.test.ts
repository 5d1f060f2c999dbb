import { describe, expect, it } from 'vitest';
import { fixedText, fixesOf, MAX_MENDED } from '../../../lib/workshop/fix.ts';
import { POLICY } from '../../../lib/workshop/kinds.ts';
import { policy, RIGHT } from '../../support/policy-text.ts';

describe('a fix', () => {
  it('is offered only for a problem that is there', () => {
    expect(fixedText(POLICY, `\n${RIGHT}`, 'policy-byte-order-mark')).toBeNull();
  });

  it('is in the list of all only where it has an answer', () => {
    const text = `\n${policy({ mode: 'mode: on' })}`;
    expect([...fixesOf(POLICY, text)]).toEqual([['policy-blank-line', text.slice(1)]]);
  });

  it('is offered though the file grows beyond what every sender reads, of which it is told elsewhere', () => {
    const names = Array.from({ length: 600 }, (_, i) => `mx${i + 100}.example`);
    const before = policy({ mx: `mx: ${names.join(' ')}` });
    expect(fixedText(POLICY, before, 'policy-mx-list')).toBe(
      policy({ mx: names.map((name) => `mx: ${name}`).join('\n') }),
    );
  });

  it.each([
    [MAX_MENDED, true],
    [MAX_MENDED + 1, false],
  ])('of a text of %i characters is offered: %s', (length, expected) => {
    const start = `\n${RIGHT}x: `;
    const text = start + 'y'.repeat(length - start.length);
    expect(fixedText(POLICY, text, 'policy-blank-line') !== null).toBe(expected);
    expect(fixesOf(POLICY, text).has('policy-blank-line')).toBe(expected);
  });
});
