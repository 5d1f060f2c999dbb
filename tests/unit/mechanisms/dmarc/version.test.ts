import { describe, expect, it } from 'vitest';
import { keepsPolicy } from '../../../../lib/mechanisms/dmarc/text-keeps.ts';
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

describe('a fix', () => {
  const before = `v=DMARC1; p=quarantine; sp=none; adkim=s; rua=mailto:a@example.com,https://b.example/r`;
  it.each<[why: string, before: string, after: string, keeps: boolean]>([
    ['that changes nothing', before, before, true],
    ['that changes how it is written', before, before.replaceAll('; ', ';').replace('p=q', 'p = q'), true],
    ['that loses an address', before, before.replace('mailto:a@example.com,', ''), false],
    ['that adds one', before, `${before},mailto:c@example.com`, false],
    ['that changes the host of one', before, before.replace('b.example', 'c.example'), false],
    [
      'that asks for a policy that did not stand there',
      before,
      before.replace('quarantine', 'reject'),
      false,
    ],
    ['that asks for one elsewhere', before, before.replace('sp=none', 'sp=quarantine'), false],
    ['that asks for alignment that did not stand there', before, `${before}; aspf=s`, false],
    [
      'that asks for nothing',
      before,
      before.replace('quarantine', 'none').replace('adkim=s', 'adkim=r'),
      true,
    ],
    ['that changes what decides nothing', before, `${before}; fo=1`, true],
    [
      'that reads a colon, quotes and case as they were meant',
      `v=DMARC1; P : "Reject"`,
      'v=DMARC1; p=reject',
      true,
    ],
    ['that takes one of two signs', 'v=DMARC1; p==reject', 'v=DMARC1; p=reject', true],
    [
      'that takes away what nobody sees',
      'v=DMARC1; p=re\u200bject; rua=mailto:a@b.exa\u200bmple',
      'v=DMARC1; p=reject; rua=mailto:a@b.example',
      true,
    ],
    ['that takes the policy of other names', 'v=DMARC1; sp=reject', 'v=DMARC1; p=reject', false],
    [
      'that makes one record of two, with all addresses',
      'v=DMARC1; rua=mailto:a@b.example\nv=DMARC1; rua=mailto:c@d.example',
      'v=DMARC1; rua=mailto:a@b.example,mailto:c@d.example',
      true,
    ],
    [
      'that drops the second of them',
      'v=DMARC1; rua=mailto:a@b.example\nv=DMARC1; rua=mailto:c@d.example',
      'v=DMARC1; rua=mailto:a@b.example',
      false,
    ],
    [
      'that takes for a comment what is none, without quotes',
      '_dmarc TXT v=DMARC1; p=none; rua=mailto:a@b.example',
      '_dmarc TXT "v=DMARC1; p=none"',
      false,
    ],
    [
      'that reads it',
      '_dmarc TXT v=DMARC1; p=none; rua=mailto:a@b.example',
      '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@b.example"',
      true,
    ],
    [
      'that drops a comment behind quotes',
      '_dmarc TXT "v=DMARC1; p=none" ; ask a@b.example',
      '_dmarc TXT "v=DMARC1; p=none"',
      true,
    ],
    [
      'that leaves comments on other lines',
      '; a@b.example\n_dmarc TXT v=DMARC1; p=none\n; c@d.example',
      '; a@b.example\n_dmarc TXT "v=DMARC1; p=none"\n; c@d.example',
      true,
    ],
    ['that reads the end of another word', 'v=DMARC1; xp=reject', 'v=DMARC1; p=reject', false],
  ])('%s', (_, from, to, keeps) => {
    expect(keepsPolicy(from, to)).toBe(keeps);
  });
});
