import { describe, expect, it } from 'vitest';
import { WRITTEN_DMARC } from '../../../../lib/mechanisms/dmarc/written-text.ts';
import { DMARC_TEXT } from '../../../../lib/mechanisms/dmarc/workshop.ts';
import { withEveryFix } from '../../../../lib/workshop/fix.ts';
import { gathered } from '../../../support/dmarc.ts';
import { DMARC } from '../../../support/txt-texts.ts';
import { WORDS } from '../../../support/words.ts';

const GOOD = 'v=DMARC1; p=none; rua=mailto:a@b.example';
const plain = (said: string | false | undefined) => (said || '').replaceAll(/[\u2066-\u2069`]/g, '');

describe('what has one right answer is fixed', () => {
  it.each<[reason: string, text: string, fixed: string]>([
    ['quotes around it', `"${GOOD}"`, GOOD],
    ['typographic quotes around it', `“${GOOD}”`, GOOD],
    ['a leading blank', ` ${GOOD}`, GOOD],
    ['a leading no-break space', `\u00a0${GOOD}`, GOOD],
    ['a leading byte order mark', `\ufeff${GOOD}`, GOOD],
    ['a version in lower case', GOOD.replace('DMARC', 'dmarc'), GOOD],
    ['no semicolon behind the version', GOOD.replace(';', ''), GOOD],
    ['a comma behind the version', GOOD.replace(';', ','), GOOD],
    ['a colon in the version', GOOD.replace('=', ':'), GOOD],
    ['a version without v=', GOOD.replace('v=', ''), GOOD],
    ['a version behind other tags', 'p=none; v=DMARC1; rua=mailto:a@b.example', GOOD],
    ['semicolons escaped as in a zone', GOOD.replaceAll(';', String.raw`\;`), GOOD],
    [
      'the same with a number of percent, which old receivers would not read otherwise',
      String.raw`v=DMARC1\; p=reject\; pct=20\; ri=86400\; rua=mailto:a@b.example`,
      'v=DMARC1; p=reject; pct=20; ri=86400; rua=mailto:a@b.example',
    ],
    ['a full stop behind a number of percent', 'v=dmarc1; p=reject; pct=20.', 'v=DMARC1; p=reject; pct=20'],
    ['blanks for semicolons', 'v=DMARC1 p=none rua=mailto:a@b.example', GOOD],
    ['commas for semicolons', 'v=DMARC1, p=none, rua=mailto:a@b.example', GOOD],
    ['bars for semicolons', 'v=DMARC1 | p=none | rua=mailto:a@b.example', GOOD],
    ['a blank for one semicolon', 'v=DMARC1; p=none rua=mailto:a@b.example', GOOD],
    [
      'a blank for one semicolon behind an old tag',
      'v=DMARC1; p=none; pct=100 rua=mailto:a@b.example',
      'v=DMARC1; p=none; pct=100; rua=mailto:a@b.example',
    ],
    ['colons for signs', 'v=DMARC1; p:none; rua:mailto:a@b.example', GOOD],
    ['two semicolons', 'v=DMARC1;; p=none; rua=mailto:a@b.example', GOOD],
    ['a tag name in capitals', GOOD.replace('p=', 'P='), GOOD],
    ['a value in capitals is none of it', GOOD.replace('none', 'NONE'), GOOD.replace('none', 'NONE')],
    ['the policy behind other tags', 'v=DMARC1; rua=mailto:a@b.example; p=none', GOOD],
    ['quotes around a policy', GOOD.replace('none', '"none"'), GOOD],
    ['quotes around a hard policy, which stood there', 'v=DMARC1; p="reject"', 'v=DMARC1; p=reject'],
    ['a full stop behind a policy', 'v=DMARC1; p=none.', 'v=DMARC1; p=none'],
    ['a misspelt none, which receivers take for none', GOOD.replace('none', 'nonne'), GOOD],
    ['what nobody sees, within a policy', GOOD.replace('none', 'no\u200bne'), GOOD],
    ['the same tag twice', `${GOOD}; p=none`, GOOD],
    ['the version twice', `${GOOD}; v=DMARC1`, GOOD],
    ['the same target twice', `${GOOD},mailto:a@b.example`, GOOD],
    ['the same record twice', `${GOOD}\r\n${GOOD}\r\n`, `${GOOD}\r\n`],
    ['the same with another text between them', `${GOOD}\nx\n${GOOD}`, `${GOOD}\nx`],
    ['an address without mailto:', GOOD.replace('mailto:', ''), GOOD],
    ['a blank behind mailto:', GOOD.replace('mailto:', 'mailto: '), GOOD],
    ['slashes behind mailto:', GOOD.replace('mailto:', 'mailto://'), GOOD],
    ['the scheme twice', GOOD.replace('mailto:', 'mailto:mailto:'), GOOD],
    ['brackets around an address', 'v=DMARC1; p=none; rua=mailto:<a@b.example>', GOOD],
    ['a blank between two targets', `${GOOD} mailto:c@d.example`, `${GOOD},mailto:c@d.example`],
    ['a semicolon between two targets', `${GOOD}; mailto:c@d.example`, `${GOOD},mailto:c@d.example`],
    ['a misspelt tag', GOOD.replace('rua', 'rau'), GOOD],
    ['relaxed, which is what receivers take it for', `${GOOD}; adkim=relaxed`, `${GOOD}; adkim=r`],
    [
      'commas between the options of fo',
      `${GOOD}; ruf=mailto:a@b.example; fo=1,d`,
      `${GOOD}; ruf=mailto:a@b.example; fo=1:d`,
    ],
    [
      'a zone line without quotes',
      `_dmarc.example.com. IN TXT ${GOOD}`,
      `_dmarc.example.com. IN TXT "${GOOD}"`,
    ],
    [
      'a zone line without quotes and with a comment',
      `_dmarc IN TXT ${GOOD} ; ask Anna`,
      `_dmarc IN TXT "${GOOD}" ; ask Anna`,
    ],
    [
      'a zone line without quotes, its semicolons escaped',
      String.raw`_dmarc IN TXT v=DMARC1\; P=none\; x=y\; rua=mailto:a@b.example`,
      '_dmarc IN TXT "v=DMARC1; p=none; x=y; rua=mailto:a@b.example"',
    ],
    [
      'a tag within a string of a zone',
      '_dmarc TXT "v=DMARC1; p=none; " "rua=a@b.example"',
      '_dmarc TXT "v=DMARC1; p=none; " "rua=mailto:a@b.example"',
    ],
    ['a version name in capitals', GOOD.replace('v', 'V'), GOOD],
    ['a row of a panel, the type first', `TXT\t_dmarc\t${GOOD}`, GOOD],
    ['a row of a panel with titles', `Type: TXT | Name: _dmarc | Value: "${GOOD}" | 3600`, GOOD],
    [
      'several slips at once',
      '“v=dmarc1, P:none; rua=a@b.example c@d.example”',
      `${GOOD},mailto:c@d.example`,
    ],
  ])('%s', (_, text, fixed) => {
    expect(withEveryFix(DMARC, text)).toBe(fixed);
  });

  it.each<[reason: string, text: string]>([
    ['nothing is wrong', GOOD],
    [
      'a misspelt reject, which would be harder than what receivers read',
      'v=DMARC1; p=rejct; rua=mailto:a@b.example',
    ],
    ['a misspelt quarantine', 'v=DMARC1; p=quarantaine; rua=mailto:a@b.example'],
    ['no policy', 'v=DMARC1; rua=mailto:a@b.example'],
    ['a policy without a value', `${GOOD}; sp=`],
    ['two policies', `${GOOD}; p=reject`],
    ['no version', 'p=reject; rua=mailto:a@b.example'],
    ['another version', 'v=DMARC2; p=none'],
    ['a version with a digit more', 'v=DMARC10; p=none'],
    ['two records that differ', `${GOOD}\nv=DMARC1; p=reject`],
    ['three, of which two are the same', `${GOOD}\n${GOOD}\nv=DMARC1; p=reject`],
    ['strict written out, which would be harder than what receivers read', `${GOOD}; aspf=strict`],
    ['an address without a host', 'v=DMARC1; p=none; rua=mailto:a'],
    ['a tag that nobody knows', `${GOOD}; x=y`],
    ['a number of percent', `${GOOD}; pct=50`],
    [
      'a number of percent that nobody reads, in a text that none does: of all mail it did not speak',
      'v=dmarc1; p=reject; pct=some',
    ],
    [
      'a tag that nobody knows, in a text that none reads: it may be one by which the policy was to be weaker',
      String.raw`v=DMARC1\; p=reject\; s=none\;`,
    ],
    ['a record at the domain itself', `example.com. TXT "${GOOD}"`],
    [
      'a zone line of which a part may be a comment or not',
      '_dmarc IN TXT v=DMARC1; p=none; hello; rua=mailto:a@b.example',
    ],
    ['a text of something else', 'v=spf1 -all'],
  ])('and what has not is left: %s', (_, text) => {
    expect(withEveryFix(DMARC, text)).toBe(text);
  });
});

describe('the workshop says of DMARC records', () => {
  it.each<[text: string, key: string]>([
    ['v=DMARC1; p=none', 'says.none'],
    ['v=DMARC1; p=quarantine', 'says.quarantine'],
    ['v=DMARC1; p=reject', 'says.reject'],
    ['v=DMARC1; p=reject; t=y', 'says.testing_quarantine'],
    ['v=DMARC1; p=quarantine; t=y', 'says.testing_none'],
    ['v=DMARC1; p=foo', 'invalid'],
    ['v=DMARC1; p=none\nv=DMARC1; p=none', 'invalid'],
    [' v=DMARC1; p=none', 'none'],
    ['a.example. TXT "v=DMARC1; p=none"', 'none'],
    ['_dmarc.a.example. TXT "v=DMARC1; p=none"\n_dmarc.b.example. TXT "v=DMARC1; p=x"', 'names'],
  ])('%j: %s', (text, key) => {
    expect(DMARC_TEXT.says(text).key).toBe(`workshop.dmarc.${key}`);
  });

  it('what each tag means', () => {
    const text =
      'v=DMARC1; p=reject; sp=foo; np=none; adkim=s; rua=mailto:a@b.example,c; pct=50; x=y; fo; ;t=n';
    const items = DMARC_TEXT.tells(text, WORDS, null).flatMap((block) =>
      block.kind === 'list' ? block.items.map((item) => [plain(item.text), plain(item.fault)]) : [],
    );
    expect(items).toEqual([
      ['p=reject · mail from the domain that fails is refused', ''],
      ['sp=foo', 'receivers cannot read this'],
      ['np=none · mail from names that do not exist is delivered as usual', ''],
      ['adkim=s · a DKIM signature must be of exactly the domain in From', ''],
      ['rua=mailto:a@b.example,c · summaries of all mail go here, addresses: 1', ''],
      ['pct=50 · only old receivers read this', ''],
      ['x=y', 'receivers ignore this'],
      ['fo', 'receivers cannot read this'],
      ['t=n · no test', ''],
    ]);
  });

  it('its parts, each where it stands in its line', () => {
    const line = '_dmarc TXT "v=DMARC1; p=none; " "rua=mailto:a@b.example"';
    const parts = DMARC_TEXT.tokensOf!(line).map(({ kind, from, to }) => `${kind} ${line.slice(from, to)}`);
    expect(parts).toEqual([
      'key v',
      'value DMARC1',
      'key p',
      'value none',
      'key rua',
      'value mailto:a@b.example',
    ]);
    expect(DMARC_TEXT.tokensOf!('v=spf1 -all')).toEqual([]);
  });
});

it('takes up what stands at the name of the domain, unless that could not be known', async () => {
  const published = async (zone: Parameters<typeof gathered>[1]) =>
    WRITTEN_DMARC.published((await gathered('example.com', zone)).parts, WORDS);
  expect(await published({ '_dmarc.example.com': [GOOD, 'x'] })).toBe(`${GOOD}\nx`);
  expect(await published({ '_dmarc.example.com': 'nodata' })).toBe('');
  expect(await published({ '_dmarc.example.com': 'timeout' })).toBeNull();
  expect(await published({ '_dmarc.example.com': ['x'.repeat(5000)] })).toBeNull();
  expect(await published({ '_dmarc.example.com': Array.from({ length: 20 }, () => 'x') })).toBeNull();
  expect(
    WRITTEN_DMARC.published({ dmarc: { state: 'pending' }, dmarcReports: { state: 'pending' } }, WORDS),
  ).toBeNull();
});
