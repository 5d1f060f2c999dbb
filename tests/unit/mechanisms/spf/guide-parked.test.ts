import { describe, expect, it } from 'vitest';
import type { SpfParts } from '../../../../lib/mechanisms/spf/facts.ts';
import { spfParked } from '../../../../lib/mechanisms/spf/guide-parked.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { name, unknown } from '../../../support/assessments.ts';
import { spfFactsOf, STRICT_SPF } from '../../../support/spf.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

const EXAMPLE = 'example.com';
const CONTEXT = { policyDomain: name(EXAMPLE), registrableOf, now: NOW, say: WORDS.say, answers: {} };
const textAt = (data: string) => ({ ownerName: EXAMPLE, type: 'TXT', data });
const CLOSED = 'v=spf1 -all';

describe('the SPF record in the zone of a domain without mail', () => {
  it.each<[why: string, texts: readonly string[], says: string, replaces: readonly string[]]>([
    ['none so far, and other texts', ['hello'], 'nothing', []],
    ['one by which somebody sends', ['v=spf1 mx -all', 'hello'], 'mail', ['v=spf1 mx -all']],
    ['a softer end', ['v=spf1 ~all'], 'mail', ['v=spf1 ~all']],
    ['the same twice, which receivers do not read', [CLOSED, CLOSED], 'mail', [CLOSED, CLOSED]],
    ['what was meant as one, and is none', ['v=spf1; mx -all'], 'mail', ['v=spf1; mx -all']],
    ['one with a fault in it', ['v=spf1 foo -all'], 'mail', ['v=spf1 foo -all']],
    ['what is like one beside it stays', ['v=spf1 mx -all', 'v=spf2 mx'], 'mail', ['v=spf1 mx -all']],
    [
      'nine records',
      Array.from({ length: 9 }, () => CLOSED),
      'mail',
      Array.from({ length: 9 }, () => CLOSED),
    ],
  ])('%s', async (_, texts, says, replaces) => {
    const spf = await spfFactsOf({ [EXAMPLE]: { TXT: texts } });
    expect(spfParked({ spf }, CONTEXT)).toEqual({
      says,
      changes: [{ publish: textAt(CLOSED), replaces: replaces.map(textAt) }],
    });
  });

  it('nothing has to change where it refuses everybody', async () => {
    const spf = await spfFactsOf({ [EXAMPLE]: { TXT: [CLOSED, 'v=spf2 mx'] } });
    expect(spfParked({ spf }, CONTEXT)).toEqual({ says: 'no-mail', changes: [] });
  });

  it.each<[why: string, spf: SpfParts['spf'], says: string]>([
    ['it is looked up', PENDING, 'unknown'],
    ['no answer', unknown(), 'unknown'],
    ['as many texts as are kept', { ...STRICT_SPF, texts: Array.from({ length: 10 }, () => CLOSED) }, 'mail'],
    ['one that was cut', { ...STRICT_SPF, texts: [`v=spf1 ${'a '.repeat(2000)}`.slice(0, 4000)] }, 'mail'],
  ])('what stands there is not known in full, and nothing is proposed: %s', (_, spf, says) => {
    expect(spfParked({ spf }, CONTEXT)).toEqual({ says, changes: null });
  });

  it('an alias is somebody else\u2019s to change', () => {
    expect(spfParked({ spf: { ...STRICT_SPF, aliases: [name('x.example')] } }, CONTEXT)).toBeNull();
  });
});
