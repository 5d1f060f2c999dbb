import { describe, expect, it } from 'vitest';
import { inMarkdown } from '../../../../lib/report/markdown.ts';
import type { StoredTree, TreeRow } from '../../../../lib/mechanisms/spf/facts.ts';
import { spfEvidence } from '../../../../lib/mechanisms/spf/evidence.ts';
import { spfPicture } from '../../../../lib/mechanisms/spf/picture.ts';
import { EXAMPLE } from '../../../support/assessments.ts';
import { spfFactsOf, STRICT_SPF, STRICT_TREE } from '../../../support/spf.ts';
import type { Zone } from '../../../support/spf-world.ts';
import { WORDS } from '../../../support/words.ts';

const told = { ...WORDS, policyDomain: EXAMPLE };

/** The picture as it is written into a file, without the marks of Markdown. */
async function drawn(zone: Zone): Promise<string> {
  const spf = await spfFactsOf(zone);
  const sections = spfPicture({ spf }, {}, told);
  return sections
    .map(({ aside = '', blocks }) => `${aside}\n${inMarkdown(blocks)}`)
    .join('\n')
    .replaceAll(/[`\\\u2068\u2069]/g, '');
}

describe('the tree', () => {
  it('shows each term that counts in its slot, with what it costs', async () => {
    const text = await drawn({
      'example.com':
        'v=spf1 include:_spf.google.com a:nix.example.com include:%{i}.example.net include:two.example.com -all',
      '_spf.google.com': 'v=spf1 include:_netblocks.google.com ~all',
      '_netblocks.google.com': 'v=spf1 ip4:35.190.247.0/24 ~all',
      'two.example.com': { TXT: ['v=spf1 -all', 'v=spf1 ~all'] },
    });
    expect(text).toContain('at least 5 of 10 look-ups');
    expect(text).toContain('| 1 | include:_spf.google.com | example.com | Google · found | 2 |');
    expect(text).toContain(
      '| 2 | › include:_netblocks.google.com | _spf.google.com | _netblocks.google.com · found | 1 |',
    );
    expect(text).toContain('| 3 | a:nix.example.com | example.com | nix.example.com · nothing there | 1 |');
    expect(text).toContain(
      '| 4 | include:%{i}.example.net | example.com | depends on each message | at least 1 |',
    );
    expect(text).toContain(
      '| 5 | include:two.example.com | example.com | two.example.com · several SPF records | 1 |',
    );
    expect(text).toContain('- Google: IPv4 addresses: 256, IPv6 networks (/64): 0');
    expect(text).toContain('There can be more.');
  });

  it('draws the limit, and names what nobody reaches', async () => {
    const text = await drawn({
      'example.com': `v=spf1${' a:h.example.com'.repeat(10)} include:amazonses.com ip4:198.41.0.1 -all`,
      'amazonses.com': 'v=spf1 ip4:199.255.192.0/22 -all',
      'h.example.com': { A: '198.41.0.4' },
    });
    expect(text).toMatch(
      /\| 10 \|.*\n\| Receivers stop here\. They read none of the terms below\. \|.*\n\| 11 \| include:amazonses\.com/,
    );
    expect(text).toContain('Receivers do not get to: Amazon SES, ip4:198.41.0.1');
  });

  it('says so where nothing is looked up', async () => {
    expect(await drawn({ 'example.com': 'v=spf1 ip4:198.41.0.1 -all' })).toContain(
      'The record needs no further look-ups.',
    );
  });

  it('counts what is not shown', async () => {
    const text = await drawn({
      'example.com': `v=spf1${' a:h.example.com'.repeat(35)} -all`,
      'h.example.com': { A: '198.41.0.4' },
    });
    expect(text).toContain('Terms not shown: 15');
  });

  it.each([
    ['pending', { state: 'pending' as const }],
    ['unavailable', { state: 'unavailable' as const, reason: 'timeout' as const, detail: null }],
  ])('is not there while it is %s', (_, spf) => {
    expect(spfPicture({ spf }, {}, told)).toEqual([]);
  });
});

describe('a row of the tree, as it is drawn', () => {
  const [ROW] = STRICT_TREE.rows as [TreeRow];
  function rowsOf(change: Partial<StoredTree>) {
    const [section] = spfPicture({ spf: { ...STRICT_SPF, tree: { ...STRICT_TREE, ...change } } }, {}, told);
    const [table, ...notes] = section?.blocks ?? [];
    const rows = table?.kind === 'table' ? table.rows : [];
    return { rows, notes: notes.map((note) => ('text' in note ? note.text : note.kind)) };
  }

  it.each<[why: string, row: Partial<TreeRow>, sign: string | undefined]>([
    ['what is found has no sign', {}, undefined],
    ['no record', { state: 'none' }, 'no'],
    ['too many mail servers', { state: 'too-many' }, 'no'],
    ['everybody is let in, and that is a fault', { letsAllIn: true }, 'no'],
    ['nothing there', { state: 'void' }, 'unsure'],
    ['no answer', { state: 'unavailable' }, 'unsure'],
  ])('%s', (_, row, sign) => {
    const [drawnRow] = rowsOf({ rows: [{ ...ROW, ...row }] }).rows;
    expect(drawnRow?.cells[3]).toEqual({ text: expect.any(String) as string, ...(sign && { sign }) });
  });

  it('says in words that everybody is let in', () => {
    const [drawnRow] = rowsOf({ rows: [{ ...ROW, letsAllIn: true }] }).rows;
    expect(drawnRow?.cells[3]).toMatchObject({
      text: expect.stringContaining(WORDS.say('spf.letsAllIn')) as string,
    });
  });

  it('stands within the limit or beyond it, which is drawn once', () => {
    const { rows } = rowsOf({ rows: [9, 10, 11, 12].map((ordinal) => ({ ...ROW, ordinal })) });
    expect(rows.map((row) => [row.class, row.isGroup ?? false])).toEqual([
      ['', false],
      ['', false],
      ['limit', true],
      ['beyond', false],
      ['beyond', false],
    ]);
  });

  it('of those beyond it ten are shown; the others are counted, and so is what was not looked at', () => {
    const twenty = Array.from({ length: 20 }, (_, index) => ({ ...ROW, ordinal: index + 1 }));
    expect(rowsOf({ rows: twenty }).notes).toEqual([]);
    expect(rowsOf({ rows: [...twenty, { ...ROW, ordinal: 21 }], leftOut: 2 }).notes).toEqual([
      WORDS.say('spf.more', { count: 1 }),
      WORDS.say('spf.leftOut', { count: 2 }),
    ]);
  });
});

describe('the evidence', () => {
  it('is the records about SPF, and how long the answer is', async () => {
    const spf = await spfFactsOf({
      'example.com': { TXT: ['v=spf1 -all', 'secret-of-somebody', 'v=spf1; x'] },
    });
    const [section] = spfEvidence({ spf }, told);
    const text = inMarkdown(section?.blocks ?? []);
    expect(text).toContain('v=spf1 -all');
    expect(text).toContain('v=spf1; x');
    expect(text).not.toContain('secret');
    expect(text).toMatch(/49 octets/);
  });

  it('says why there was no answer', async () => {
    const spf = await spfFactsOf({ 'example.com': { fails: 'TXT' } });
    expect(JSON.stringify(spfEvidence({ spf }, told))).toContain('did not answer in time');
  });
});
