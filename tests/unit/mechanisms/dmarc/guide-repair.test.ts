import { describe, expect, it } from 'vitest';
import { meantBy, recordFor, type InForce } from '../../../../lib/mechanisms/dmarc/guide-repair.ts';
import { printed, tagsOf } from '../../../../lib/mechanisms/dmarc/guide-tags.ts';
import type { Policy } from '../../../../lib/mechanisms/dmarc/policy.ts';

const A = 'mailto:a@example.com';
const B = 'mailto:b@example.com';
const NONE = 'v=DMARC1; p=none';
const WHOLE = `v=DMARC1; p=none; sp=reject; np=quarantine; adkim=s; aspf=r; t=y; psd=n; fo=1:d; pct=50; rua=${A}; ruf=${B}`;
const DEFAULTS = 'v=DMARC1; p=none; adkim=r; aspf=s; t=n; psd=u; pct=100; fo=0';
const LONG = 'x'.repeat(4001);

describe('what texts were meant to be', () => {
  it.each<[why: string, texts: readonly string[], meant: string | null, declared?: Policy | null]>([
    ['all tags that there are', [WHOLE], WHOLE],
    ['with their other values', [DEFAULTS], DEFAULTS],
    [
      'values that cannot be read are left out',
      [`${NONE}; adkim=x; aspf=x; t=x; psd=x; pct=101; fo=x; sp=x; np=x`],
      NONE,
    ],
    ['a letter behind the number', [`${NONE}; pct=5x`], NONE],
    ['one before it', [`${NONE}; pct=x5`], NONE],
    ['four digits', [`${NONE}; pct=0050`], NONE],
    ['a value that is not ASCII', [`${NONE}; sp=réject`], NONE],
    ['a tag that nobody knows', [`${NONE}; foo=bar`], `${NONE}; foo=bar`],
    ['something else before the version', ['MS=ms123; p=none; v=DMARC1; x=1'], `${NONE}; x=1`],
    ['before another word for it', ['MS=ms123; version=DMARC1; p=none'], NONE],
    ['another word for the version', ['version=DMARC1; p=none'], NONE],
    ['letters of rua in another order', [`${NONE}; rau=${A}`], `${NONE}; rua=${A}`],
    ['those of ruf', [`${NONE}; rfu=${A}`], `${NONE}; ruf=${A}`],
    [
      'a colon says where reports go, and no policy',
      [`v=DMARC1; p:reject; ruf:${A}`],
      `v=DMARC1; ruf=${A}`,
      null,
    ],
    ['what is no address', [`${NONE}; rua=nonsense`], NONE],
    [
      'an address of another kind',
      [`${NONE}; rua=http://example.com/r`],
      `${NONE}; rua=http://example.com/r`,
    ],
    [
      'addresses without their scheme',
      [`${NONE}; rua=a@example.com!10m,b@example.com`],
      `${NONE}; rua=${A}!10m,${B}`,
    ],
    ['quotes and spaces around it', [`"' ${NONE}; rua=${A} '"`], `${NONE}; rua=${A}`],
    [
      'spaces, commas and bars between tags',
      [`v=DMARC1 p=none | sp=reject, rua=${A}`],
      `${NONE}; sp=reject; rua=${A}`,
    ],
    ['two that differ in testing', [`${NONE}; t=y`, `${NONE}; t=n`], `${NONE}; t=y`],
    ['in alignment, where the default asks for less', [`${NONE}; adkim=s`, `${NONE}; adkim=r`], NONE],
    ['in addresses', [`${NONE}; ruf=${A}, ${B}`, `${NONE}; ruf=${B}`], `${NONE}; ruf=${A},${B}`],
    [
      'in a policy below',
      ['v=DMARC1; p=reject; sp=none', 'v=DMARC1; p=reject; sp=reject'],
      'v=DMARC1; p=reject; sp=none',
      'reject',
    ],
    [
      'in case and order: policies come first, and the weaker one counts',
      [`v=DMARC1; rua=${A}; P=reject`, 'v=DMARC1; sp=quarantine; p=quarantine'],
      `v=DMARC1; P=quarantine; sp=quarantine; rua=${A}`,
      'quarantine',
    ],
    [
      'names in capitals',
      [`v=DMARC1; P=none; RUA=${A}`, `${NONE}; rua=${B}`],
      `v=DMARC1; P=none; RUA=${A},${B}`,
    ],
    [
      'names that begin or end like a policy stay behind',
      [`v=DMARC1; xp=1; p=none; px=2`, NONE],
      `${NONE}; xp=1; px=2`,
    ],
    ['backslashes and quotes at both ends', [`'"v=DMARC1\\; p=none\\;"'`], NONE],
    ['a letter behind that is not ASCII', [`${NONE}; x=y\u00e9`], NONE],
    ['or before', [`${NONE}; x=\u00e9y`], NONE],
    ['a name with a digit', [`${NONE}; 1p=reject`], NONE],
    ['values in capitals', [`${NONE}; t=Y; psd=U; adkim=S`], `${NONE}; t=Y; psd=U; adkim=S`],
    ['options of which one there is not', [`${NONE}; fo=1:x`], NONE],
    ['an old tag in capitals', [`${NONE}; RI=5`], `${NONE}; RI=5`],
    [
      'blanks in a list of addresses, as it may have them',
      [`${NONE}; rua=${A} , ${B}`],
      `${NONE}; rua=${A} , ${B}`,
    ],
    [
      'of several addresses those that can be used, of whatever kind',
      [`${NONE}; rua=https://example.com/r , nonsense`],
      `${NONE}; rua=https://example.com/r`,
    ],
    ['two that agree in testing', [`${NONE}; t=n; x=1`, `${NONE}; t=n; x=1`], `${NONE}; t=n; x=1`],
    ['a semicolon between two addresses', [`${NONE}; rua=${A};${B}`], `${NONE}; rua=${A},${B}`],
    [
      'and without their schemes',
      [`${NONE}; ruf=a@example.com; b@example.com; t=y`],
      `${NONE}; ruf=${A},${B}; t=y`,
    ],
    ['quotes around a list', [`${NONE}; rua="${A},${B}"`], `${NONE}; rua=${A},${B}`],
    ['a list in capitals', [`${NONE}; RUA=a@example.com`], `${NONE}; RUA=${A}`],
    [
      'a semicolon within an address: the rest of it is nobody',
      [`${NONE}; rua=mailto:a;b@example.com`],
      NONE,
    ],
    ['the same of a comma', [`${NONE}; rua=mailto:a,b@example.com`], NONE],
    ['the scheme without its colon', [`${NONE}; rua=mailtoa@example.com`], NONE],
    ['an address behind another tag', [`${NONE}; t=y; ${B}`], `${NONE}; t=y`],
    ['two commas side by side', [`${NONE}; rua=${A} ,, ${B}`], `${NONE}; rua=${A},${B}`],
    ['the scheme twice', [`${NONE}; rua=${B},mailto:${A}`], `${NONE}; rua=${B},${A}`],
    [
      'the same beside what is none',
      [`${NONE}; rua=nonsense,mailto:${A},b@example.com`],
      `${NONE}; rua=${A},${B}`,
    ],
    ['an address beside what is none', [`${NONE}; rua=${A},nonsense`], `${NONE}; rua=${A}`],
    ['a line end for a delimiter', [`v=DMARC1\np=none\n; sp=none`], `${NONE}; sp=none`],
    ['tags that nobody knows, which differ', [`${NONE}; x=1`, `${NONE}; x=2`], NONE],
    [
      'numbers of percent that differ: without one old receivers would take all mail',
      [`${NONE}; pct=50`, `${NONE}; pct=9`],
      `${NONE}; pct=9`,
    ],
    ['the same within one text', [`${NONE}; pct=50; pct=9`], `${NONE}; pct=9`],
    ['one without a number is of all mail', [`${NONE}; PCT=50`, NONE], `${NONE}; PCT=50`],
    [
      'what one does not say of names below, it says by its policy',
      ['v=DMARC1; p=quarantine', 'v=DMARC1; p=reject; sp=reject'],
      'v=DMARC1; p=quarantine; sp=quarantine',
      'quarantine',
    ],
    [
      'of names that there are not, by that for names below',
      ['v=DMARC1; p=reject; sp=none', 'v=DMARC1; p=reject; np=reject'],
      'v=DMARC1; p=reject; sp=none; np=none',
      'reject',
    ],
    ['or else by its policy', [NONE, `${NONE}; np=reject`], `${NONE}; np=none`],
    [
      'of one that has no policy nothing is known',
      [`v=DMARC1; rua=${A}`, 'v=DMARC1; p=reject; sp=quarantine'],
      `v=DMARC1; p=reject; sp=quarantine; rua=${A}`,
      'reject',
    ],
    ['alignment of which one says nothing is relaxed', [NONE, `${NONE}; adkim=s; ASPF=s`], NONE],
    ['all of them say so', [`${NONE}; adkim=s`, `${NONE}; adkim=s`], `${NONE}; adkim=s`],
    ['relaxed may stay written', [NONE, `${NONE}; adkim=r`], `${NONE}; adkim=r`],
    ['in testing one says nothing', [NONE, `${NONE}; t=y`], `${NONE}; t=y`],
    ['several quotes before a tag without a version', [`"'p=none; rua=${A}`], `${NONE}; rua=${A}`],
    ['words on the line below a value', [`${NONE}; adkim=r\nhello`], NONE],
    [
      'a policy that there is not, which nobody declared',
      [`v=DMARC1; p=foo; rua=${A}`],
      `v=DMARC1; rua=${A}`,
      null,
    ],
    ['a suffix', [`${NONE}; psd=y`], `${NONE}; psd=y`],
    [
      'a name that ends like a policy stays behind others as well',
      [`v=DMARC1; rua=${A}; xp=1; p=none`, NONE],
      `${NONE}; rua=${A}; xp=1`,
    ],
    ['nothing of DMARC', ['hello'], 'v=DMARC1', null],
    ['no text', [], null],
    ['one that is cut, as nobody knows its end', [LONG], null],
  ])('%s', (_, texts, expected, declared = 'none') => {
    const meant = meantBy(texts);
    expect(meant && printed(meant.tags)).toBe(expected);
    if (meant) expect(meant.declared).toBe(declared);
  });

  it('of texts that receivers ignore the addresses alone count', () => {
    const ignored = `v=dmarc1; p=none; sp=none; rua=${A}; ruf=${B}; ruax=1; xrua=1; rub=1`;
    const meant = meantBy(['v=DMARC1; p=reject'], [ignored]);
    expect(meant && printed(meant.tags)).toBe(`v=DMARC1; p=reject; rua=${A}; ruf=${B}`);
    expect(meantBy([NONE], [LONG])).toBeNull();
  });

  it('a text as long as is kept is read', () => {
    const text = `${NONE}; x=${'y'.repeat(3980)}`;
    expect(text).toHaveLength(4000);
    expect(meantBy([text])).not.toBeNull();
  });
});

describe('a record with these policies', () => {
  const to = (p: Policy, sp: Policy | null = null, np: Policy | null = null): InForce => ({ p, sp, np });
  it.each<[why: string, text: string, policies: InForce, record: string | null]>([
    ['the rest stays', `${NONE}; t=y; rua=${A}`, to('reject'), `v=DMARC1; p=reject; t=y; rua=${A}`],
    ['a policy below that is told', `${NONE}; sp=none`, to('reject', 'none'), 'v=DMARC1; p=reject; sp=none'],
    ['those that are not told go', `${NONE}; sp=none; np=none`, to('reject'), 'v=DMARC1; p=reject'],
    ['new ones', NONE, to('none', 'quarantine', 'reject'), `${NONE}; sp=quarantine; np=reject`],
    ['an address that nobody can read', `${NONE}; rua=nonsense`, to('reject'), null],
    ['a tag twice', `${NONE}; p=reject`, to('reject'), null],
  ])('%s', (_, text, policies, record) => {
    expect(recordFor(tagsOf(text), policies)).toBe(record);
  });
});
