import { describe, expect, it } from 'vitest';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import type { StepText } from '../../../../lib/steps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { host, mxOf } from '../../../support/assessments.ts';
import { ABOVE, guidedKeys, type KeyZone } from '../../../support/dkim-guided.ts';
import { recordOfKey } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';
import { bare } from '../../../support/words.ts';

const OTHER = recordOfKey(rsaPair(2048, 'other').publicKey);
const QUOTED = `"${GOOD_DKIM}"`;
const AT = `default.${ABOVE}`;
const NO_KEY = 'Receivers cannot use the record at';

/** The step with its state, and what it says: what stands behind a condition is set off, and records have the name before them. */
async function told(zone: KeyZone, mx?: MxParts['mx']): Promise<readonly string[]> {
  const step = (await guidedKeys({ zone, ...(mx && { mx }) })).steps.find(
    ({ name }) => name === 'dkim-record',
  );
  if (!step) return [];
  const lines = (body: readonly StepText[], margin: string): string[] =>
    body.flatMap((each) => {
      if (each.kind === 'sentence') return [`${margin}${bare(each.text)}`];
      if (each.kind === 'copy') return [`${margin}${bare(each.what)}: ${each.text}`];
      if (each.kind === 'record') return [`${margin}${each.record.ownerName} := ${each.record.value}`];
      if (each.kind === 'case')
        return [`${margin}${bare(each.condition)}?`, ...lines(each.body, `${margin}- `)];
      return [`${margin}${each.kind}`];
    });
  return [step.state, ...lines(step.body, '')];
}

const DENIED = `A name server denies that ${ABOVE} exists, though there are keys below it. Ask whoever runs it to answer NODATA there.`;
const unanswered = (name: string) =>
  `${name} could not be looked up. Change nothing there before it is known what it holds: check again later.`;
const UNANSWERED = unanswered(AT);
const sound = (...names: string[]) =>
  `Receivers can read what is published. Names that Waxseal found: ${names.map((each) => `${each}.${ABOVE}`).join(', ')}`;

describe('what the guide says of the records of keys', () => {
  it.each<[why: string, zone: KeyZone, wanted: readonly string[]]>([
    ['nothing is there, and nothing said', {}, []],
    ['a key', { default: [GOOD_DKIM] }, ['done', sound('default')]],
    ['two names', { default: [GOOD_DKIM], s1: [OTHER] }, ['done', sound('default', 's1')]],
    ['one that was taken back', { default: ['v=DKIM1; p='] }, ['done', sound('default')]],
    ['no answer', { default: 'servfail' }, ['unknown', UNANSWERED]],
    ['no answer beside a key', { default: 'servfail', s1: [GOOD_DKIM] }, ['unknown', UNANSWERED]],
    [
      'no answer beside a fault: both',
      { default: 'servfail', s1: [QUOTED] },
      [
        'needed',
        `${NO_KEY} s1.${ABOVE}. This is the same key as it was meant.`,
        `s1.${ABOVE} := ${GOOD_DKIM}`,
        UNANSWERED,
      ],
    ],
    [
      'more than is kept',
      { default: Array.from({ length: 40 }, (_, at) => `${GOOD_DKIM}; n=${at}`) },
      ['unknown', `There is more at ${AT} than Waxseal keeps, so it proposes nothing.`],
    ],
    [
      'a key that is cut off',
      { default: [GOOD_DKIM.slice(0, 255)] },
      [
        'needed',
        `The key at ${AT} is cut off. Publish it again as a whole, in strings of at most 255 characters in one record.`,
      ],
    ],
    [
      'no key that anybody can read',
      { default: ['v=DKIM1; p=AAAA!'] },
      ['needed', `${NO_KEY} ${AT}. Copy it again from where your sender shows it, as a whole.`],
    ],
    [
      'testing ends only behind a condition',
      { default: [`${GOOD_DKIM}; t=y`] },
      [
        'needed',
        `Because of \`t=y\` at ${AT}, receivers treat signed mail as unsigned.`,
        'A receiver reports `dkim=pass` for a message with this selector, in its `Authentication-Results` header?',
        `- ${AT} := ${GOOD_DKIM}`,
      ],
    ],
    [
      'testing of a key that was taken back is nothing',
      { default: ['v=DKIM1; t=y; p='] },
      ['done', sound('default')],
    ],
    [
      'an alias to a key that is broken is its owner’s',
      { default: { alias: 'k.example' }, 'k.example': [QUOTED] },
      [
        'needed',
        `Receivers cannot use what ${AT} leads to. It is published at k.example: its owner must repair it.`,
      ],
    ],
    [
      'and so are several keys behind one',
      { default: { alias: 'k.example' }, 'k.example': [GOOD_DKIM, OTHER] },
      [
        'needed',
        `Receivers cannot use what ${AT} leads to. It is published at k.example: its owner must repair it.`,
      ],
    ],
    [
      'an alias to a sound one',
      { default: { alias: 'k.example' }, 'k.example': [GOOD_DKIM] },
      ['done', sound('default')],
    ],
    [
      'an alias that leads nowhere goes only behind a condition; the line is the alias that stands there',
      { default: { alias: 'a.example' }, 'a.example': { alias: 'gone.example' } },
      [
        'needed',
        `${AT} leads to gone.example, where there is no key. Ask the provider whether it still signs for you.`,
        'No sender of yours uses this selector any more, and no mail that was signed with it is in transit?',
        `- Delete this alias: ${AT}. IN CNAME a.example.`,
      ],
    ],
    [
      'a wildcard that is an alias to a key',
      { '*': { alias: 'k.example' }, 'k.example': [GOOD_DKIM] },
      [
        'needed',
        'A wildcard answers with a key for every selector. Give each selector in use its own record first.',
        'The wildcard is an alias, so the owner of k.example publishes the key.',
      ],
    ],
    [
      'one to a key that was taken back answers nobody with a key',
      { '*': { alias: 'k.example' }, 'k.example': ['v=DKIM1; p='] },
      ['done', sound('*')],
    ],
  ])('%s', async (_, zone, wanted) => {
    expect(await told(zone)).toEqual(wanted);
  });

  it.each<[why: string, zone: KeyZone, wanted: readonly string[]]>([
    ['below which there is a key', { zmail: [GOOD_DKIM] }, ['needed', DENIED]],
    ['below which nothing answers', { zmail: 'servfail' }, ['unknown', unanswered(`zmail.${ABOVE}`)]],
    ['below which there is nothing', {}, []],
  ])('a name that the server denies, %s', async (_, zone, wanted) => {
    expect(await told({ [ABOVE]: 'nxdomain', ...zone }, mxOf(host('mx.zoho.com')))).toEqual(wanted);
  });
});
