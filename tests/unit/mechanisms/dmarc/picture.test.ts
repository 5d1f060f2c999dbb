import { describe, expect, it } from 'vitest';
import type { Block } from '../../../../lib/report/blocks.ts';
import { dmarcEvidence } from '../../../../lib/mechanisms/dmarc/evidence.ts';
import { dmarcPicture } from '../../../../lib/mechanisms/dmarc/picture.ts';
import { markdownOf } from '../../../../lib/report/markdown.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { name } from '../../../support/assessments.ts';
import { gathered, type Prepared } from '../../../support/dmarc.ts';
import { bare, textsOf, WORDS } from '../../../support/words.ts';

/** The rows of the tables of one section, each cell with its sign. */
async function drawn(id: string, domain: string, dns: Readonly<Record<string, Prepared>>) {
  const { parts } = await gathered(domain, dns);
  const sections = dmarcPicture(parts, {}, { ...WORDS, policyDomain: name(domain) });
  const section = sections.find((each) => each.id === id);
  return (section?.blocks ?? []).flatMap(rowsOf);
}

function rowsOf(block: Block): string[][] {
  if (block.kind !== 'table') return [];
  return block.rows.map(({ cells }) =>
    cells.map((cell) => (typeof cell === 'string' ? bare(cell) : `${bare(cell.text)} [${cell.sign}]`)),
  );
}

const at = (text: string) => ({ '_dmarc.example.com': [text], 'example.com MX': ['mail.example.com'] });
const YES = 'agrees [yes]';
const NO = 'does not agree [no]';

describe('which names must agree', () => {
  it('relaxed: every name of the organization', async () => {
    expect(await drawn('dmarc-alignment', 'example.com', at('v=DMARC1; p=reject'))).toEqual([
      ['example.com', YES, YES],
      ['mail.example.com', YES, YES],
      ['A name of any other organization', NO, NO],
    ]);
  });

  it('strict: the very name, for each of the two by itself', async () => {
    expect(await drawn('dmarc-alignment', 'example.com', at('v=DMARC1; p=reject; aspf=s'))).toEqual([
      ['example.com', YES, YES],
      ['mail.example.com', NO, YES],
      ['A name of any other organization', NO, NO],
    ]);
  });

  it('a subdomain agrees with its organization, or that is not known', async () => {
    const dns = {
      '_dmarc.a.example.com': ['v=DMARC1; p=none; adkim=s'],
      '_dmarc.example.com': ['v=DMARC1; p=none'],
    };
    expect(await drawn('dmarc-alignment', 'a.example.com', dns)).toContainEqual(['example.com', YES, NO]);
    const lost = { ...dns, '_dmarc.example.com': 'timeout' } as const;
    expect(await drawn('dmarc-alignment', 'a.example.com', lost)).toContainEqual(['a.example.com', YES, YES]);
    expect(await drawn('dmarc-alignment', 'a.example.com', lost)).toContainEqual([
      'mail.a.example.com',
      'not known [open]',
      NO,
    ]);
  });
});

describe('which names of a public suffix agree', () => {
  const SUFFIX = {
    '_dmarc.bank.example': ['v=DMARC1; p=none; psd=y'],
    'bank.example MX': ['mail.bank.example'],
  };
  it('its own alone: each name below is an organization (RFC 9989 §4.10.2)', async () => {
    expect(await drawn('dmarc-alignment', 'bank.example', SUFFIX)).toEqual([
      ['bank.example', YES, YES],
      ['mail.bank.example', NO, NO],
      ['A name of any other organization', NO, NO],
    ]);
  });

  it('those of an organization below it agree with each other', async () => {
    const dns = { ...SUFFIX, 'mega.bank.example': 'nodata' } as const;
    expect(await drawn('dmarc-alignment', 'mega.bank.example', dns)).toContainEqual([
      'mail.mega.bank.example',
      YES,
      YES,
    ]);
  });
});

describe('what happens to mail that fails', () => {
  it('for each kind of name, as both kinds of receiver have it', async () => {
    const text = 'v=DMARC1; p=reject; sp=quarantine; np=none; t=y; pct=20';
    expect(await drawn('dmarc-policies', 'example.com', at(text))).toEqual([
      ['example.com', 'quarantine, by p=reject; t=y at _dmarc.example.com [unsure]', 'reject; pct=20'],
      [
        'A subdomain without a record of its own',
        'none, by sp=quarantine; t=y at _dmarc.example.com [no]',
        'quarantine; pct=20',
      ],
      [
        'A subdomain that does not exist',
        'none, by np=none; t=y at _dmarc.example.com [no]',
        'quarantine; pct=20',
      ],
    ]);
  });

  it('old receivers have the policy and the percentage of the organization for names below', async () => {
    const dns = {
      '_dmarc.a.example.com': ['v=DMARC1; p=none; pct=20'],
      '_dmarc.example.com': ['v=DMARC1; p=reject; pct=100'],
    };
    const old = async (more: Readonly<Record<string, Prepared>>) =>
      (await drawn('dmarc-policies', 'a.example.com', { ...dns, ...more })).map((row) => row.at(-1));
    expect(await old({})).toEqual(['none; pct=20', 'reject', 'reject']);
    expect(await old({ '_dmarc.example.com': 'timeout' })).toEqual([
      'none; pct=20',
      'not known',
      'not known',
    ]);
    expect(await old({ '_dmarc.example.com': 'nodata' })).toEqual(['none; pct=20', 'no policy', 'no policy']);
    expect(await old({ '_dmarc.a.example.com': ['v=DMARC1; p=none'] })).toEqual(['none', 'reject', 'reject']);
    const suffix = await drawn('dmarc-policies', 'example.co.uk', {
      '_dmarc.co.uk': ['v=DMARC1; p=reject'],
      'example.co.uk': 'nodata',
    });
    expect(suffix.map((row) => row.at(-1))).toEqual(['no policy', 'no policy', 'no policy']);
    const below = await drawn('dmarc-policies', 'x.a.example.com', {
      '_dmarc.a.example.com': ['v=DMARC1; p=none; psd=n'],
      '_dmarc.example.com': 'timeout',
      'x.a.example.com': 'nodata',
    });
    expect(below.map((row) => row.at(-1))).toEqual(['not known', 'not known', 'not known']);
  });

  it('nothing, where no record is for names below', async () => {
    const rows = await drawn('dmarc-policies', 'a.b.c.d.e.f.example.com', {
      '_dmarc.a.b.c.d.e.f.example.com': ['v=DMARC1; p=reject'],
    });
    expect(rows.map(([, cell]) => cell)).toEqual([
      'reject, by p=reject at _dmarc.a.b.c.d.e.f.example.com [yes]',
      'no policy [no]',
      'no policy [no]',
    ]);
  });

  it('what is not known is not none', async () => {
    const dns = { ...at('v=DMARC1; p=reject'), '_dmarc.com': 'servfail' } as const;
    const rows = await drawn('dmarc-policies', 'example.com', dns);
    expect(rows.map(([, cell]) => cell)).toEqual([
      'reject, by p=reject at _dmarc.example.com [yes]',
      'not known [open]',
      'not known [open]',
    ]);
  });
});

describe('what the policy is enough for', () => {
  it.each([
    ['v=DMARC1; p=reject', 'yes [yes]'],
    ['v=DMARC1; p=none', 'no, because of p=none [no]'],
    ['v=DMARC1; p=reject; sp=none', 'no, because of sp=none [no]'],
    ['v=DMARC1; p=reject; t=y', 'no, because of t=y [no]'],
    ['v=DMARC1; p=quarantine; pct=99', 'no, because of pct=99 [no]'],
    ['v=DMARC1; p=reject; pct=99', 'yes [yes]'],
  ])('%s: %s', async (text, bimi) => {
    const rows = await drawn('dmarc-uses', 'example.com', at(text));
    expect(rows.map(([, cell]) => cell)).toEqual(['yes [yes]', bimi]);
  });

  it('of names below that are not known', async () => {
    const rows = await drawn('dmarc-uses', 'example.com', {
      ...at('v=DMARC1; p=reject'),
      '_dmarc.com': 'servfail',
    });
    expect(rows.at(-1)?.[1]).toBe('not known [open]');
    const none = await drawn('dmarc-uses', 'example.com', {
      ...at('v=DMARC1; p=none'),
      '_dmarc.com': 'servfail',
    });
    expect(none.at(-1)?.[1]).toBe('no, because of p=none [no]');
  });
});

describe('where reports go', () => {
  it('host by host', async () => {
    const text =
      'v=DMARC1; p=none; rua=mailto:a@example.com,mailto:a@one.test,https://two.test/; ruf=mailto:a@lost.test';
    const rows = await drawn('dmarc-reports', 'example.com', {
      ...at(text),
      'example.com._report._dmarc.one.test': ['v=DMARC1'],
      'one.test MX': [''],
      'example.com._report._dmarc.lost.test': 'timeout',
      'lost.test MX': 'timeout',
    });
    expect(rows).toEqual([
      ['example.com', 'rua', 'same organization [yes]', 'yes [yes]'],
      ['one.test', 'rua', 'yes [yes]', 'no [no]'],
      ['two.test', 'rua', 'no [no]', 'not a mailbox [open]'],
      ['lost.test', 'ruf', 'not known [open]', 'not known [open]'],
    ]);
  });
});

describe('the picture', () => {
  it('has a heading over every column, the first of which names its row', async () => {
    const text = 'v=DMARC1; p=none; rua=mailto:a@one.test; ruf=mailto:b@one.test';
    const { parts } = await gathered('example.com', { ...at(text), 'one.test MX': ['mx.one.test'] });
    const told = { ...WORDS, policyDomain: name('example.com') };
    const tables = dmarcPicture(parts, {}, told).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])),
    );
    expect(tables).toHaveLength(4);
    for (const { columns, rows } of tables) {
      expect(columns.map(({ role }) => role).indexOf('head')).toBe(0);
      expect(columns.every(({ title }) => /\S/.test(title ?? ''))).toBe(true);
      expect(rows.every(({ cells }) => cells.length === columns.length)).toBe(true);
    }
    // Where what stands in it is good or bad, it has a sign.
    const judged = tables.map(({ columns }) =>
      columns.flatMap(({ role }, index) => (role === 'judged' ? [index] : [])),
    );
    expect(judged).toEqual([[], [1], [1], [2, 3]]);
    expect(
      tables
        .at(-1)
        ?.rows[0]?.cells.slice(0, 2)
        .map((cell) => bare(cell as string)),
    ).toEqual(['one.test', 'rua, ruf']);
  });

  it('has no hosts where a record names none, or before they are known', async () => {
    const told = { ...WORDS, policyDomain: name('example.com') };
    const { parts } = await gathered('example.com', at('v=DMARC1; p=none'));
    const ids = ['dmarc-alignment', 'dmarc-policies', 'dmarc-uses'];
    expect(dmarcPicture(parts, {}, told).map(({ id }) => id)).toEqual(ids);
    expect(dmarcPicture({ ...parts, dmarcReports: PENDING }, {}, told).map(({ id }) => id)).toEqual(ids);
  });

  it('is nothing where no record applies, or nothing is known', async () => {
    const told = { ...WORDS, policyDomain: name('example.com') };
    expect(dmarcPicture({ dmarc: PENDING, dmarcReports: PENDING }, {}, told)).toEqual([]);
    expect(dmarcPicture((await gathered('example.com', {})).parts, {}, told)).toEqual([]);
  });

  it('can be written as Markdown, whatever stands in the record', async () => {
    const { parts } = await gathered('example.com', at('v=DMARC1; p=none; rua=mailto:a@example.com|<b>'));
    const sections = dmarcPicture(parts, {}, { ...WORDS, policyDomain: name('example.com') });
    expect(markdownOf({ title: 'x', blocks: [], sections })).not.toContain('<b>');
  });
});

describe('the evidence', () => {
  it('has every name that counts, and no more', async () => {
    const dns = { '_dmarc.a.example.com': ['v=DMARC1; p=none; psd=n', 'x'], '_dmarc.example.com': ['y'] };
    const { parts } = await gathered('a.example.com', dns);
    const sections = dmarcEvidence(parts, { ...WORDS, policyDomain: name('a.example.com') });
    expect(sections.map(({ heading, blocks }) => [bare(heading), ...blocks.flatMap(textsOf)])).toEqual([
      ['TXT at _dmarc.a.example.com', 'raw: v=DMARC1; p=none; psd=n', 'raw: x', 'not validated by DNSSEC'],
    ]);
    expect(
      dmarcEvidence(
        { dmarc: PENDING, dmarcReports: PENDING },
        { ...WORDS, policyDomain: name('a.example.com') },
      ),
    ).toEqual([]);
    const lost = await gathered('example.com', { '_dmarc.example.com': 'timeout' });
    const told = dmarcEvidence(lost.parts, { ...WORDS, policyDomain: name('example.com') });
    expect(told[0]?.blocks.flatMap(textsOf)).toEqual(['unavailable: the resolver did not answer in time']);
  });
});
