import { describe, expect, it } from 'vitest';
import { isMeantAsDmarcRecord, missOf, type Miss } from '../../../../lib/mechanisms/dmarc/version.ts';

const REST = 'p=none; rua=mailto:a@example.com';

describe('why a text that was meant as a DMARC record is none', () => {
  it.each<[why: string, text: string, miss: Miss | null]>([
    ['it is one', `v=DMARC1; ${REST}`, null],
    ['the version alone, with blanks around its sign', 'V = DMARC1', null],
    ['spaces before it', `  v=DMARC1; ${REST}`, 'dmarc-leading-space'],
    ['a tab and the end of a line', '\t\nv\t=\tDMARC1', 'dmarc-leading-space'],
    ['a character that nobody sees', `\u200bv=DMARC1; ${REST}`, 'dmarc-invisible-character'],
    ['the same within the version', 'v=\u200bDMARC1; p=none', 'dmarc-invisible-character'],
    ['quotes before it', `""v=DMARC1; ${REST}`, 'dmarc-quoted'],
    ['typographic ones', `“v=DMARC1; ${REST}”`, 'dmarc-quoted'],
    ['small letters', `v=dmarc1; ${REST}`, 'dmarc-version-case'],
    ['small letters alone, with blanks', ' v = dmarc1 ', 'dmarc-version-case'],
    ['behind another tag', 'p=none;v=DMARC1', 'dmarc-version-not-first'],
    ['behind one, with blanks', 'p=none; v = DMARC1 ; sp=none', 'dmarc-version-not-first'],
    ['another number', 'v=DMARC2; p=none', 'dmarc-version-value'],
    ['the word version, and a colon', '--version : "DMARC', 'dmarc-version-value'],
    ['a version without a number, wherever it stands', 'see v=DMARC for more', 'dmarc-version-value'],
    ['no name of the version', `DMARC1; ${REST}`, 'dmarc-version-missing'],
    ['nor its number', `= dmarc ; ${REST}`, 'dmarc-version-missing'],
    ['a policy alone', 'p=reject', 'dmarc-version-missing'],
    ['with blanks, behind a mark', '; sp = none', 'dmarc-version-missing'],
    ['addresses alone', 'rua = mailto:a@example.com', 'dmarc-version-missing'],
    ['alignment alone', 'adkim=s', 'dmarc-version-missing'],
    ['a blank within the version', 'v=DM ARC1; p=none', null],
    ['a quote within it', 'v=DM"ARC1; p=none', null],
    ['a letter before it', 'xv=dmarc1; p=none', null],
    ['another version that nobody sees all of', 'v\u200b=DMARC2; p=none', 'dmarc-version-value'],
    ['a blank that only looks like one', '\u00a0v=DMARC1; p=none', 'dmarc-invisible-character'],
    ['what nobody sees behind its first letter', 'v\u200b=DMARC1; p=none', 'dmarc-invisible-character'],
    ['a blank before that', ' \u200bv=DMARC1; p=none', 'dmarc-invisible-character'],
    ['a blank behind it', '\u200b v=DMARC1; p=none', 'dmarc-invisible-character'],
    ['what nobody sees, and no version', '\u200bp=none', 'dmarc-version-missing'],
    ['a backslash and quotes before it', '\\"v=DMARC1; p=none', 'dmarc-quoted'],
    ['a blank and a quote', ' "v=DMARC1"; p=none', 'dmarc-quoted'],
    ['a word before the quote', 'x"v=DMARC1; p=none', 'dmarc-version-value'],
    ['the word version without a blank', 'version=DMARC1; p=none', 'dmarc-version-value'],
    ['no sign', 'v DMARC1; p=none', 'dmarc-version-value'],
    ['a sign alone before it', '=dmarc1;', 'dmarc-version-missing'],
    ['with a name before that', 'x=dmarc1;', null],
    ['the name behind a word', 'x dmarc1;', null],
    ['alignment with a blank', 'aspf = r', 'dmarc-version-missing'],
    ['a colon for its sign', 'rua:x', null],
    ['behind as much as is read', `x=${'y'.repeat(985)}; v=DMARC1;`, 'dmarc-version-not-first'],
    ['behind more', `x=${'y'.repeat(1000)}; v=DMARC1;`, null],
    ['a policy that there is not', 'p=nonesuch', null],
    ['the end of another tag', 'xp=none', null],
    ['a policy within a sentence', 'say p=none', null],
    ['addresses within one', 'say rua=x', null],
    ['the name within one', 'about dmarc; more', null],
    ['SPF', 'v=spf1 -all', null],
    ['nothing', '', null],
  ])('%s', (_, text, miss) => {
    expect(missOf(text)).toBe(miss);
    expect(isMeantAsDmarcRecord(text)).toBe(miss !== null || /^v *= *DMARC1/i.test(text));
  });
});
