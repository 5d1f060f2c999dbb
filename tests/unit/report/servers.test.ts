import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { say } from '../../../lib/locales/say.ts';
import type { ServerOutcomes } from '../../../lib/mechanism.ts';
import { serversSection } from '../../../lib/report/servers.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import {
  assessmentOf,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  unknown,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';
import { WORDS, textsOf } from '../../support/words.ts';

const told = (change: Partial<Assessment> = {}, outcomes: ServerOutcomes | null = null) =>
  serversSection({ ...digestOf(assessmentOf(change), NOW), outcomes }, WORDS);
const says = (...given: Parameters<typeof told>) => told(...given).blocks.flatMap(textsOf);
const columnsOf = (...given: Parameters<typeof told>) =>
  told(...given).blocks.flatMap((block) => (block.kind === 'table' ? block.columns : []));
const pending = { state: 'pending' } as const;
const two = mxOf(host('mail.example.com', 10), host('b.test', 20));

describe('the mail servers', () => {
  it('are rows, the uncovered first, with nothing about what is as it should be', () => {
    const mx = mxOf(
      host('mail.example.com', 10),
      host('b.test', 20, { address: 'absent', aliasOf: 'c.test' }),
    );
    expect(says({ mx })).toEqual([
      say('report.serversHint'),
      '20 | b.test (no address) (alias of c.test) | no pattern | no no connection | no no connection',
      '10 | mail.example.com | by name | yes verified TLS or no delivery | open delivered, not protected',
    ]);
    expect(told({ mx }).blocks[1]).toMatchObject({ rows: [{ class: 'unreachable' }, { class: 'verified' }] });
    expect(columnsOf({ mx }).map(({ title, role }) => [title, role])).toEqual([
      ['Preference', 'number'],
      ['Mail server', 'head'],
      ['Covered by', 'by'],
      ['Senders that follow the policy', 'judged'],
      ['Other senders', 'judged'],
    ]);
  });

  it('are covered by a wildcard that is named, and by nothing where there is no policy to cover them', () => {
    const policy = policyOf(policyText('enforce', 'mx: *.example.com'));
    expect(says({ policy })[1]).toContain('| *.example.com |');
    const none = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
    expect(says(none)[1]).toBe(
      '10 | mail.example.com | open delivered, not protected | open delivered, not protected',
    );
    expect(columnsOf(none).map(({ title }) => title)).toContain('Senders that check MTA-STS');
  });

  it('may be the domain itself, and not known what becomes of its mail', () => {
    const mx = { ...mxOf(host('example.com', 0, { address: 'unavailable' })), implicit: true } as never;
    expect(says({ mx, stsRecord: unknown(), policy: { state: 'unavailable', problems: [] } })[1]).toBe(
      '– | example.com (no MX record, so the domain itself) (address not known) | unsure not known | open delivered, not protected',
    );
  });

  const absent = {
    state: 'absent',
    reason: 'nxdomain',
    nullPreferences: [],
    authentic: false,
    ttlSeconds: 1,
  } as const;
  it.each<[what: string, mx: Assessment['mx'], text: string, look: string | undefined]>([
    ['asked for', pending, 'pending 280', undefined],
    ['none', absent, say('servers.none'), 'quiet'],
    ['not known', unknown('timeout'), 'Could not be looked up: the resolver did not answer in time', 'quiet'],
  ])('%s', (_, mx, text, look) => {
    expect(says({ mx })).toEqual([text]);
    expect((told({ mx }).blocks[0] as { look?: string }).look).toBe(look);
  });

  it('have a place before anything is known', () => {
    expect(serversSection(null, WORDS).blocks.flatMap(textsOf)).toEqual(['pending 280']);
  });
});

describe('the four kinds of sender', () => {
  it('are told apart where DANE plays a part at any server', () => {
    const outcomes = { 'mail.example.com': 'protected', 'b.test': 'held' } as const;
    expect(
      columnsOf({ mx: two }, outcomes)
        .slice(3)
        .map(({ title }) => title),
    ).toEqual(['Senders that check DANE and MTA-STS', 'Only DANE', 'Only MTA-STS', 'Neither']);
    expect(says({ mx: two }, outcomes).slice(1)).toEqual([
      '20 | b.test | no pattern | no held back: DANE fails | no held back: DANE fails | no held back: not in the policy | open delivered, not protected',
      '10 | mail.example.com | by name | yes TLS as DANE demands or no delivery | yes TLS as DANE demands or no delivery | yes verified TLS or no delivery | open delivered, not protected',
    ]);
  });

  it('are two where it plays none: nothing is said of DANE', () => {
    const outcomes = { 'mail.example.com': 'none', 'b.test': 'none' } as const;
    expect(says({ mx: two }, outcomes)).toEqual(says({ mx: two }));
    expect(says({ mx: two }).join(' ')).not.toContain('DANE');
  });

  it('are four where one server could not be known, and that is said', () => {
    expect(says({ mx: two }, { 'b.test': 'none' })[2]).toContain('unsure not known | unsure not known |');
  });
});
