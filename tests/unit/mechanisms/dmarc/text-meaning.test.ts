import { describe, expect, it } from 'vitest';
import { DMARC_TEXT } from '../../../../lib/mechanisms/dmarc/workshop.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

describe('what the workshop says of DMARC records', () => {
  it.each<[why: string, text: string, says: string, tells: readonly string[]]>([
    [
      'one that asks for nothing',
      'v=DMARC1; p=none; rua=mailto:a@example.com',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'rua=mailto:a@example.com · summaries of all mail go here, addresses: 1',
      ],
    ],
    [
      'all tags',
      'v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=r; fo=1:d; rua=mailto:a@example.com!10m,mailto:b@example.com; ruf=mailto:c@example.com; t=y; psd=n',
      'Receivers can read it. Because of `t=y`, mail that fails goes to spam.',
      [
        'p=reject · mail from the domain that fails is refused',
        'sp=quarantine · mail from its subdomains that fails goes to spam',
        'np=none · mail from names that do not exist is delivered as usual',
        'adkim=s · a DKIM signature must be of exactly the domain in From',
        'aspf=r · the SPF domain may be a subdomain or a parent domain',
        'fo=1:d · when receivers write a report about a single message',
        'rua=mailto:a@example.com!10m,mailto:b@example.com · summaries of all mail go here, addresses: 2',
        'ruf=mailto:c@example.com · reports about single messages go here, addresses: 1',
        't=y · a test: receivers apply each policy one level lower',
        'psd=n · this domain is an organization of its own',
      ],
    ],
    [
      'tags of older receivers',
      'v=DMARC1; p=quarantine; pct=50; ri=3600; rf=afrf; rua=mailto:a@example.com',
      'Receivers can read it. Mail that fails goes to spam.',
      [
        'p=quarantine · mail from the domain that fails goes to spam',
        'pct=50 · only old receivers read this',
        'ri=3600 · only old receivers read this',
        'rf=afrf · only old receivers read this',
        'rua=mailto:a@example.com · summaries of all mail go here, addresses: 1',
      ],
    ],
    [
      'defaults that are written',
      'v=DMARC1; p=none; adkim=r; aspf=s; fo=0; t=n; psd=u',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'adkim=r · a DKIM signature may be of a subdomain or of a parent domain',
        'aspf=s · the SPF domain must be exactly the domain in From',
        'fo=0 · when receivers write a report about a single message',
        't=n · no test',
        'psd=u · receivers find out themselves which domain is the organization',
      ],
    ],
    [
      'other values of fo',
      'v=DMARC1; p=none; fo=d:s; ruf=mailto:a@example.com',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'fo=d:s · when receivers write a report about a single message',
        'ruf=mailto:a@example.com · reports about single messages go here, addresses: 1',
      ],
    ],
    [
      'a suffix',
      'v=DMARC1; p=none; psd=y',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'psd=y · this name is a public suffix, below which others have domains',
      ],
    ],
    [
      'values that cannot be read',
      'v=DMARC1; p=rejct; adkim=x; pct=200; t=maybe; psd=z; fo=q; rua=a@example.com',
      'Receivers apply no DMARC because of this.',
      [
        'p=rejct (receivers cannot read this)',
        'adkim=x (receivers cannot read this)',
        'pct=200 · only old receivers read this',
        't=maybe (receivers cannot read this)',
        'psd=z (receivers cannot read this)',
        'fo=q (receivers cannot read this)',
        'rua=a@example.com (receivers cannot read this)',
      ],
    ],
    [
      'tags that there are not',
      'v=DMARC1; p=none; foo=bar; hello',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'foo=bar (receivers ignore this)',
        'hello (receivers cannot read this)',
      ],
    ],
    [
      'the same twice',
      'v=DMARC1; p=none; p=reject',
      'Receivers apply no DMARC because of this.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'p=reject · mail from the domain that fails is refused',
      ],
    ],
    [
      'no policy',
      'v=DMARC1; rua=mailto:a@example.com',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      ['rua=mailto:a@example.com · summaries of all mail go here, addresses: 1'],
    ],
    [
      'a policy for a part of mail',
      'v=DMARC1; p=reject; pct=0',
      'Receivers can read it. Mail that fails is refused.',
      ['p=reject · mail from the domain that fails is refused', 'pct=0 · only old receivers read this'],
    ],
    [
      'two records',
      'v=DMARC1; p=none\nv=DMARC1; p=reject',
      'Receivers apply no DMARC because of this.',
      [
        'Line 1',
        'p=none · mail from the domain that fails is delivered as usual',
        'Line 2',
        'p=reject · mail from the domain that fails is refused',
      ],
    ],
    [
      'records of two names',
      '_dmarc.a.example. IN TXT "v=DMARC1; p=none"\n_dmarc.b.example. IN TXT "v=DMARC1; p=reject"',
      'Names with a DMARC record: 2. Receivers can use those of 2.',
      [
        'Line 1 · _dmarc.a.example',
        'p=none · mail from the domain that fails is delivered as usual',
        'Line 2 · _dmarc.b.example',
        'p=reject · mail from the domain that fails is refused',
      ],
    ],
    [
      'one of two names has a record that is of no use',
      '_dmarc.a.example. IN TXT "v=DMARC1; p=none"\n_dmarc.b.example. IN TXT "v=DMARC1; p=x"',
      'Names with a DMARC record: 2. Receivers can use those of 1.',
      [
        'Line 1 · _dmarc.a.example',
        'p=none · mail from the domain that fails is delivered as usual',
        'Line 2 · _dmarc.b.example',
        'p=x (receivers cannot read this)',
      ],
    ],
    [
      'options that there are not beside those that there are',
      'v=DMARC1; p=none; fo=0x',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'fo=0x (receivers cannot read this)',
      ],
    ],
    [
      'the same before them',
      'v=DMARC1; p=none; fo=x0',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      [
        'p=none · mail from the domain that fails is delivered as usual',
        'fo=x0 (receivers cannot read this)',
      ],
    ],
    [
      'other texts beside it',
      'v=DMARC1; p=none\nhello',
      'Receivers can read it. Mail that fails is delivered as if there were no DMARC.',
      ['p=none · mail from the domain that fails is delivered as usual'],
    ],
    [
      'a permission, which has no policy',
      'a.example._report._dmarc.b.example. TXT "v=DMARC1; p=none"',
      'The host after `_dmarc` accepts DMARC reports about the domain before `_report`.',
      ['The host after `_dmarc` accepts DMARC reports about the domain before `_report`.'],
    ],
    [
      'a permission that names another address, beside a record',
      '_dmarc.b.example. TXT "v=DMARC1; p=reject"\n*._report._dmarc.b.example. TXT "v=DMARC1; ruf=mailto:f@b.example"',
      'Receivers can read it. Mail that fails is refused.',
      [
        'Line 1 · _dmarc.b.example',
        'p=reject · mail from the domain that fails is refused',
        'Line 2 · *._report._dmarc.b.example',
        'The host after `_dmarc` accepts DMARC reports about the domain before `_report`.',
        'ruf=mailto:f@b.example · reports about single messages go here, addresses: 1',
      ],
    ],
    [
      'a permission that no receiver reads',
      '*._report._dmarc.b.example. TXT "v=dmarc1"',
      'There is no DMARC record here, so receivers find none.',
      [],
    ],
    ['no record at all', 'hello', 'There is no DMARC record here, so receivers find none.', []],
    ['another version', 'v=DMARC2; p=none', 'There is no DMARC record here, so receivers find none.', []],
  ])('%s', (_, text, says, tells) => {
    const { key, parameters } = DMARC_TEXT.says(text);
    expect(bare(WORDS.say(key, parameters))).toBe(says);
    expect(DMARC_TEXT.tells(text, WORDS, null).flatMap(textsOf).map(bare)).toEqual(tells);
  });

  it('tells twenty records, and says how many more there are', () => {
    const told = (count: number) => {
      const text = Array.from(
        { length: count },
        (_, at) => `_dmarc.x${at}.example. TXT "v=DMARC1; p=none"`,
      ).join('\n');
      return DMARC_TEXT.tells(text, WORDS, null);
    };
    const [twenty, more] = [told(20), told(22)];
    expect(twenty).toHaveLength(40);
    expect(more.slice(0, 40)).toEqual(twenty);
    expect(more.slice(40)).toMatchObject([{ kind: 'paragraph', look: 'quiet' }]);
    expect(more.slice(40).flatMap(textsOf).join()).toContain('2');
  });

  it('tells a hundred tags of one', () => {
    const tells = DMARC_TEXT.tells(`v=DMARC1; p=none${'; x=1'.repeat(100)}`, WORDS, null);
    expect(tells.flatMap((block) => (block.kind === 'list' ? block.items : []))).toHaveLength(100);
  });

  it('says of other records of a zone that they are not read', () => {
    const text = 'example.com. MX 10 mail.example.com.\n_dmarc.example.com. TXT "v=DMARC1; p=none"';
    const last = DMARC_TEXT.tells(text, WORDS, null).at(-1);
    expect(last).toMatchObject({ kind: 'paragraph', look: 'quiet' });
    expect(bare(last ? textsOf(last).join() : '')).toContain('1');
  });

  it.each<[why: string, text: string, look: string]>([
    ['a string of more than 255 octets is none', `_dmarc TXT "v=DMARC1; p=none; x=${'y'.repeat(250)}"`, 'no'],
    ['a line of a panel is parted by its provider', `v=DMARC1; p=none; x=${'y'.repeat(250)}`, 'quiet'],
  ])('%s', (_, text, look) => {
    const notes = DMARC_TEXT.tells(text, WORDS, null).slice(1);
    expect(notes).toMatchObject([{ kind: 'paragraph', look }]);
    expect(notes.flatMap(textsOf).join()).toMatch(/27\d/);
  });
});
