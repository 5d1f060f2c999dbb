import { describe, expect, it } from 'vitest';
import { keepsPolicy } from '../../../../lib/mechanisms/dmarc/text-keeps.ts';

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
