import { describe, expect, it } from 'vitest';
import { BIMI_TEXT } from '../../../../lib/mechanisms/bimi/workshop.ts';
import { WRITTEN_BIMI } from '../../../../lib/mechanisms/bimi/written-text.ts';
import { withEveryFix } from '../../../../lib/workshop/fix.ts';
import { BIMI, saidOf } from '../../../support/txt-texts.ts';
import { textsOf, WORDS } from '../../../support/words.ts';

const LOGO = 'l=https://a.example/logo.svg';
const GOOD = `v=BIMI1; ${LOGO}; a=https://a.example/vmc.pem`;

describe('a problem of a BIMI record stands at its place', () => {
  it.each<[reason: string, text: string, said: [string, string][]]>([
    ['none in a sound record', GOOD, []],
    ['the version', `v=bimi1; ${LOGO}`, [['bimi-version', `v=bimi1; ${LOGO}`]]],
    ['no HTTPS', 'v=BIMI1; l=http://a.example/x.svg; a=', [['bimi-not-https', 'http://a.example/x.svg']]],
    ['a tag that is no tag', `v=BIMI1; x; ${GOOD.slice(9)}`, [['bimi-tag-syntax', 'x']]],
    ['a second record of a name', `${GOOD}\n${GOOD}`, [['bimi-several', GOOD]]],
    ['and nothing of a text at another name', 'a.example. IN TXT "v=spf1 -all"', []],
  ])('%s', (_, text, said) => {
    expect(saidOf(BIMI, text)).toEqual(said);
  });
});

describe('a BIMI record is mended where one answer is right', () => {
  it.each<[reason: string, before: string, after: string]>([
    ['the case of the version', GOOD.replace('BIMI', 'bimi'), GOOD],
    ['quotes that were pasted', `"${GOOD}"`, GOOD],
    ['a comma behind the version', GOOD.replace(';', ','), GOOD],
    ['names in upper case', GOOD.replace('l=', 'L='), GOOD],
    ['a tag that stands there twice', `${GOOD}; ${LOGO}`, GOOD],
    ['a colon behind a name', `${GOOD}; avp:brand`, `${GOOD}; avp=brand`],
    ['two semicolons', GOOD.replace(';', ';;'), GOOD],
    ['a comma in an address', GOOD.replace('logo', 'lo,go'), GOOD.replace('logo', 'lo%2Cgo')],
    ['commas in the place of semicolons', GOOD.replaceAll(';', ','), GOOD],
    ['the same without a space', GOOD.replace('; a=', ',a='), GOOD],
    ['nothing in the place of semicolons', GOOD.replaceAll(';', ''), GOOD],
    ['a comma before a word', `${GOOD}, avp=brand`, `${GOOD}; avp=brand`],
    ['a comma between two spaces', GOOD.replace('; a=', ' , a='), GOOD.replace('; a=', ' ; a=')],
    ['a comma between two empty tags', 'v=BIMI1; l=, a=', 'v=BIMI1; l=; a='],
    [
      'what only looks like a tag belongs to the address',
      GOOD.replace('logo.svg', 'logo.svg?x=1,a=2'),
      GOOD.replace('logo.svg', 'logo.svg?x=1%2Ca=2'),
    ],
    ['the backslashes of a zone file', GOOD.replaceAll(';', '\\;'), GOOD],
    ['the same in quotes', `"${GOOD.replaceAll(';', '\\;')}"`, GOOD],
    ['quotes around addresses', GOOD.replaceAll(/https:[^;]+/g, '"$&"'), GOOD],
    ['brackets around addresses', GOOD.replaceAll(/https:[^;]+/g, '<$&>'), GOOD],
    [
      'an address without HTTPS is still to be seen to',
      'v=BIMI1; l=http://a.example/x.svg, a=https://a.example/vmc.pem',
      'v=BIMI1; l=http://a.example/x.svg; a=https://a.example/vmc.pem',
    ],
    ['a word in upper case', `${GOOD}; avp=Brand`, `${GOOD}; avp=brand`],
    ['the same record twice', `${GOOD}\n${GOOD}`, GOOD],
    ['a line of a zone without quotes', `default._bimi TXT ${GOOD}`, `default._bimi TXT "${GOOD}"`],
  ])('%s', (_, before, after) => {
    expect(before).not.toBe(after);
    expect(withEveryFix(BIMI, before)).toBe(after);
    expect(withEveryFix(BIMI, after)).toBe(after);
  });

  it.each<[reason: string, text: string]>([
    ['another version', `v=BIMI2; ${LOGO}`],
    ['two records', `${GOOD}\nv=BIMI1; l=; a=`],
    ['no HTTPS', 'v=BIMI1; l=http://a.example/x.svg; a='],
    ['two addresses', 'v=BIMI1; l=https://a.example/x.svg,https://b.example/y.svg; a='],
    ['two addresses with a space', 'v=BIMI1; l=https://a.example/x.svg https://b.example/y.svg; a='],
    ['a space in an address', 'v=BIMI1; l=https://a.example/my logo.svg; a='],
    ['an empty tag without its semicolon: is it the next one that is empty?', 'v=BIMI1; l= a='],
    ['no logo', 'v=BIMI1; a=https://a.example/vmc.pem'],
    ['another format', 'v=BIMI1; l=https://a.example/x.png; a='],
    ['an unknown picture', `${GOOD}; avp=both`],
    ['what is no record', 'v=spf1 -all'],
  ])('and left as it is where none is: %s', (_, text) => {
    expect(withEveryFix(BIMI, text)).toBe(text);
  });
});

describe('what a text comes to', () => {
  it.each([
    [GOOD, 'workshop.bimi.certified'],
    [`v=BIMI1; ${LOGO}`, 'workshop.bimi.logo'],
    ['v=BIMI1; l=; a=', 'workshop.bimi.declined'],
    ['v=BIMI1; l=; a=; lps=brand-', 'workshop.bimi.declinedDefault'],
    ['v=BIMI1; l=http://a.example/x.svg', 'workshop.bimi.invalid'],
    ['v=spf1 -all', 'workshop.bimi.none'],
  ])('%s', (text, key) => {
    expect(BIMI_TEXT.says(text)).toEqual({ key });
  });

  it('of several names how many receivers can use', () => {
    const text = `default._bimi.a.example. TXT "${GOOD}"\ndefault._bimi.b.example. TXT "v=BIMI1"`;
    const said = { key: 'workshop.bimi.names', parameters: { count: 2, usable: 1 } };
    expect(BIMI_TEXT.says(text)).toEqual(said);
    expect(BIMI_TEXT.says(`${text}\ndefault._bimi.c.example. TXT "${GOOD}"`)).toEqual({
      key: 'workshop.bimi.names',
      parameters: { count: 3, usable: 2 },
    });
    // A name without a BIMI record is none of them, wherever it stands.
    const other = 'a.example. TXT "v=spf1 -all"';
    expect(BIMI_TEXT.says(`${text}\n${other}`)).toEqual(said);
    expect(BIMI_TEXT.says(`${other}\n${text}`)).toEqual(said);
    expect(BIMI_TEXT.says(`${other}\ndefault._bimi.a.example. TXT "${GOOD}"`)).toEqual({
      key: 'workshop.bimi.certified',
    });
  });

  it('is told tag by tag', () => {
    const told = (text: string) => BIMI_TEXT.tells(text, WORDS, null).flatMap(textsOf);
    expect(told(`${GOOD}; avp=personal; lps=a; x=1`)).toEqual([
      'v=BIMI1 · the record is for BIMI',
      `${LOGO} · where the logo is`,
      'a=https://a.example/vmc.pem · where the certificate for the logo is',
      'avp=personal · the picture of a person goes before the logo',
      'lps=a · which local parts can have a logo of their own',
      'x=1 (receivers ignore this)',
    ]);
    expect(told('v=BIMI1; l=; a=; avp=brand; avp=x').slice(1)).toEqual([
      'l= · no logo',
      'a= · no certificate',
      'avp=brand · the logo goes before the picture of a person',
      'avp=x (receivers ignore this)',
    ]);
  });

  it('is told record by record, each with its line and name where there are several', () => {
    const told = (text: string) => BIMI_TEXT.tells(text, WORDS, null).flatMap(textsOf);
    const short = 'v=BIMI1; l=';
    const tags = ['v=BIMI1 · the record is for BIMI', 'l= · no logo'];
    expect(told(short)).toEqual(tags);
    expect(told(`${short}\nv=spf1 -all`)).toEqual(tags);
    expect(told(`${short}\n${short}`)).toEqual(['Line 1', ...tags, 'Line 2', ...tags]);
    expect(told(`default._bimi.a.example. TXT "${short}"\ndefault._bimi.b.example. TXT "${short}"`)).toEqual([
      'Line 1 · default._bimi.a.example',
      ...tags,
      'Line 2 · default._bimi.b.example',
      ...tags,
    ]);
  });

  it('is told of twenty records and of a hundred tags, and how many more there are', () => {
    const told = (text: string) => BIMI_TEXT.tells(text, WORDS, null).flatMap(textsOf);
    const lines = (count: number) => Array(count).fill('v=BIMI1; l=').join('\n');
    expect(told(lines(20)).filter((text) => text.startsWith('Line '))).toHaveLength(20);
    expect(told(lines(20)).at(-1)).toBe('l= · no logo');
    expect(told(lines(22)).filter((text) => text.startsWith('Line '))).toHaveLength(20);
    expect(told(lines(22)).at(-1)).toBe('Records that are not explained here: 2');
    expect(BIMI_TEXT.tells(lines(22), WORDS, null).at(-1)).toMatchObject({ look: 'quiet' });
    const tags = Array.from({ length: 101 }, (_, index) => `x${index}=`).join('; ');
    expect(told(`v=BIMI1; ${tags}`).filter((text) => text.includes('='))).toHaveLength(100);
  });

  it('is told with what a zone file does to it, and with how many lines are no TXT', () => {
    const blocks = (text: string) => BIMI_TEXT.tells(text, WORDS, null);
    const whole = blocks(`default._bimi.a.example. TXT "v=BIMI1; l="\nmail.a.example. A 192.0.2.1`);
    expect(whole.flatMap(textsOf).at(-1)).toMatch(/other types.*: 1$/);
    expect(whole.at(-1)).toMatchObject({ kind: 'paragraph', look: 'quiet' });
    const long = blocks(`default._bimi.a.example. TXT "v=BIMI1; l=https://a.example/${'x'.repeat(300)}.svg"`);
    expect(long.at(-1)).toMatchObject({ kind: 'paragraph', look: 'no' });
    expect(long.flatMap(textsOf).at(-1)).toContain('255');
    // Most providers split a text by themselves.
    const bare = blocks(`v=BIMI1; l=https://a.example/${'x'.repeat(300)}.svg`);
    expect(bare.at(-1)).toMatchObject({ kind: 'paragraph', look: 'quiet' });
    expect(bare.flatMap(textsOf).at(-1)).toContain('255');
  });

  it('a preference is read as one of BIMI alone, not as that of a tag nobody knows', () => {
    expect(BIMI_TEXT.tells('v=BIMI1; l=; x=brand', WORDS, null).flatMap(textsOf).at(-1)).toBe(
      'x=brand (receivers ignore this)',
    );
  });

  it('has names and values of its tags as what they are', () => {
    expect(BIMI_TEXT.tokensOf?.('v=BIMI1; l=')).toHaveLength(3);
    expect(BIMI_TEXT.tokensOf?.('v=spf1 -all')).toEqual([]);
  });
});

describe('what a domain publishes is taken up', () => {
  it('by the workshop, which is loaded for it', async () => {
    expect(await WRITTEN_BIMI.workshop()).toBe(BIMI_TEXT);
  });

  const facts = (texts: readonly string[]) => {
    const record = { state: 'invalid', problems: [], texts, aliases: [], authentic: false, ttlSeconds: 1 };
    return {
      bimi: {
        state: 'found',
        places: [{ domain: 'a.example', record }],
        isAboveKnown: true,
        misplacedAt: null,
      },
    } as never;
  };
  it('one text a line, and nothing where it is not known', () => {
    expect(WRITTEN_BIMI.published(facts([GOOD, 'x']), WORDS)).toBe(`${GOOD}\nx`);
    expect(WRITTEN_BIMI.published(facts(Array(20).fill('x')), WORDS)).toBeNull();
    expect(WRITTEN_BIMI.published({ bimi: { state: 'pending' } }, WORDS)).toBeNull();
    const nowhere = { state: 'found', places: [], isAboveKnown: true, misplacedAt: null } as const;
    expect(WRITTEN_BIMI.published({ bimi: nowhere }, WORDS)).toBeNull();
    const unknown = { state: 'unavailable', reason: 'timeout', detail: null } as const;
    const places = [{ domain: 'a.example', record: unknown }];
    expect(
      WRITTEN_BIMI.published(
        { bimi: { state: 'found', places, isAboveKnown: true, misplacedAt: null } },
        WORDS,
      ),
    ).toBeNull();
  });
});
