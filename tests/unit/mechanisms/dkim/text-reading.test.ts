import { describe, expect, it } from 'vitest';
import type { DkimProblemCode } from '../../../../lib/mechanisms/dkim/problems.ts';
import { keyIn } from '../../../../lib/mechanisms/dkim/text-reading.ts';
import { txtEntriesOf } from '../../../../lib/text/txt-entries.ts';
import { withEveryFix } from '../../../../lib/workshop/fix.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { DKIM, saidOf } from '../../../support/txt-texts.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const P_LINES = P.match(/.{1,64}/g)!.join('\n');

describe('a problem of a DKIM key stands at its place', () => {
  it.each<[reason: string, text: string, said: [string, string][]]>([
    ['none in a sound key', GOOD_DKIM, []],
    ['a test', `v=DKIM1; t=y; p=${P}`, [['dkim-testing', 't=y']]],
    ['the case of the version', `v=dkim1; p=${P}`, [['dkim-version', 'v=dkim1']]],
    ['a tag that is no tag', `v=DKIM1; k:rsa; p=${P}`, [['dkim-key-tag-syntax', 'k:rsa']]],
    [
      'a foreign character in the key',
      `v=DKIM1; p=${P.slice(0, 40)}*${P.slice(41)}`,
      [['dkim-key-base64', '*']],
    ],
    [
      'in a zone file',
      `s1._domainkey.a.example. IN TXT "v=DKIM1; k=RSA; " "p=${P}"`,
      [['dkim-key-type-case', 'k=RSA']],
    ],
    ['a key that is revoked', 'v=DKIM1; p=', [['dkim-key-revoked', 'p=']]],
    [
      'a key on several lines, and nothing of its pieces',
      `v=DKIM1; p=\n${P_LINES}`,
      [['dkim-key-lines', 'v=DKIM1; p=']],
    ],
    [
      'lines that make no key together are what each of them is',
      `v=DKIM1; p=\n${P.slice(0, 64)}`,
      [
        ['dkim-key-revoked', 'p='],
        ['dkim-key-missing', P.slice(0, 64)],
      ],
    ],
    [
      'a sound key is not joined with what stands below it',
      `v=DKIM1; p=${P}\nAAAA`,
      [['dkim-key-unrelated', 'AAAA']],
    ],
    ['what is no key', 'v=spf1 -all', [['dkim-key-unrelated', 'v=spf1 -all']]],
    ['and nothing of a text at another name', 'a.example. IN TXT "v=spf1 -all"', []],
    ...(
      [
        ['a label that is not `_domainkey`', 'default._domainkeys.a.example.', true],
        ['one without its underscore', 's1.domainkey.a.example', true],
        ['no such label', 'default.a.example.', true],
        ['the zone may bring the label', 'default', false],
        ['so it may to a selector with a dot', 'default.mail', false],
        ['a wildcard answers below its name too', '*.a.example.', false],
        ['the label at its place', 's1._domainkey.a.example.', false],
        ['at the end of a name', 's1._domainkey', false],
      ] as const
    ).map(([why, owner, isWrong]): [string, string, [string, string][]] => [
      `where receivers look for a key: ${why}`,
      `${owner} IN TXT "${GOOD_DKIM}"`,
      isWrong ? [['dkim-wrong-place', GOOD_DKIM]] : [],
    ]),
    [
      'a revoked key that nobody finds',
      'default.a.example. TXT "v=DKIM1; p="',
      [
        ['dkim-key-revoked', 'p='],
        ['dkim-wrong-place', 'v=DKIM1; p='],
      ],
    ],
    [
      'another text with a `p=` is no key that was meant for the place',
      '_dmarc.a.example. TXT "p=none"',
      [['dkim-key-der', 'none']],
    ],
    [
      'the second key of a name',
      `s._domainkey.a.example. TXT "v=DKIM1; p=${P}"\ns._domainkey.a.example. TXT "v=DKIM1; p="`,
      [
        ['dkim-key-revoked', 'p='],
        ['dkim-several-records', 'v=DKIM1; p='],
      ],
    ],
  ])('%s', (_, text, said) => {
    expect(saidOf(DKIM, text)).toEqual(said);
  });
});

describe('keys of several names and of one', () => {
  const AT_S1 = `s1._domainkey.a.example. TXT "v=DKIM1; p=${P}"`;
  const AT_S2 = AT_S1.replace('s1', 's2');
  const REVOKED_AT_S1 = 's1._domainkey.a.example. TXT "v=DKIM1; p="';

  it.each<[why: string, text: string, parameters: readonly object[]]>([
    ['one at each name', `${AT_S1}\n${AT_S2}`, []],
    ['two at one name', `${AT_S1}\n${REVOKED_AT_S1}`, [{ name: 's1._domainkey.a.example', count: 2 }]],
    [
      'three at one name: said at each but the first',
      `${AT_S1}\n${REVOKED_AT_S1}\n${AT_S1}`,
      Array.from({ length: 2 }, () => ({ name: 's1._domainkey.a.example', count: 3 })),
    ],
    ['lines without a name may be those of several', `v=DKIM1; p=${P}\nv=DKIM1; p=`, []],
    [
      'but not where they say the same',
      `v=DKIM1; p=${P}\nv=DKIM1; p=${P}`,
      [{ name: '<selector>._domainkey', count: 2 }],
    ],
    ['a text of something else beside a key', `${AT_S1}\ns1._domainkey.a.example. TXT "hello"`, []],
  ])('%s', (_, text, parameters) => {
    const several = DKIM.problemsOf(text).filter(({ code }) => code === 'dkim-several-records');
    expect(several.map((each) => each.parameters)).toEqual(parameters);
  });

  it('over several lines are counted, by no name', () => {
    const [lines] = DKIM.problemsOf(`v=DKIM1; p=\n${P_LINES}`);
    expect(lines).toMatchObject({
      code: 'dkim-key-lines',
      parameters: { name: '<selector>._domainkey', count: 1 + P_LINES.split('\n').length },
    });
  });

  it('are called by their name, and by none where they have none', () => {
    const nameOf = (text: string) => DKIM.problemsOf(text)[0]?.parameters['name'];
    expect(nameOf(REVOKED_AT_S1)).toBe('s1._domainkey.a.example');
    expect(nameOf('v=DKIM1; p=')).toBe('<selector>._domainkey');
  });

  it('are one where the same stands there twice, and are left alone where they differ', () => {
    expect(withEveryFix(DKIM, `${AT_S1}\n${AT_S1}\n${AT_S1}`)).toBe(AT_S1);
    expect(withEveryFix(DKIM, `${AT_S1}\n${AT_S1}\n${REVOKED_AT_S1}`)).toBe(
      `${AT_S1}\n${AT_S1}\n${REVOKED_AT_S1}`,
    );
    const withText = `${AT_S1}\ns1._domainkey.a.example. TXT "hello"\n${AT_S1}`;
    expect(withEveryFix(DKIM, withText)).toBe(withText.slice(0, withText.lastIndexOf('\n')));
  });
});

describe('what stands at a name is read as a key', () => {
  const stateOf = (text: string) => keyIn(txtEntriesOf(text).entries[0]!)?.state ?? null;
  it.each<[why: string, text: string, state: string | null]>([
    ['at a selector', 's1._domainkey.a.example. TXT "hello"', 'not-dkim'],
    ['at the name above them', '_domainkey TXT "o=~"', 'not-dkim'],
    ['at a name that only begins alike', '_domainkeys.a.example. TXT "hello"', null],
    ['at a name that only ends alike', 'x_domainkey.a.example. TXT "hello"', null],
    ['at another name, where it says that it is one', 'a.example. TXT "v=DKIM1; p="', 'revoked'],
    ['without a name', 'hello', 'not-dkim'],
  ])('%s', (_, text, state) => {
    expect(stateOf(text)).toBe(state);
  });
});

describe('what a fix may bring to light', () => {
  it.each<[code: DkimProblemCode, reveals: boolean, why: string]>([
    ['dkim-testing', true, 'it says what a record means that can be read'],
    ['dkim-key-short', true, 'so does what is advised against'],
    ['dkim-key-too-short', true, 'the key can be read now, and was as short before'],
    ['dkim-key-known-private', true, 'and was as well known'],
    ['dkim-service-not-mail', true, 'and was for another service'],
    ['dkim-key-space', false, 'it is a fault of the text that a fix mends'],
    ['dkim-key-cut-off', false, 'it is one that a person has to mend'],
    ['dkim-private-key-published', false, 'so is that'],
  ])('%s: %s (%s)', (code, reveals) => {
    expect(DKIM.reveals?.(code)).toBe(reveals);
  });
});
