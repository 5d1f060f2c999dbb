import { describe, expect, it } from 'vitest';
import type { RecordData } from '../../../../lib/dns/lookup.ts';
import { caaEvidence } from '../../../../lib/mechanisms/caa/evidence.ts';
import type { CaaFacts, CaaSet } from '../../../../lib/mechanisms/caa/facts.ts';
import { PENDING, type Pending } from '../../../../lib/outcome.ts';
import { EXAMPLE } from '../../../support/assessments.ts';
import { WORDS, bare, textsOf } from '../../../support/words.ts';

const issue = (value: string): RecordData['CAA'] => ({ flags: 0, tag: 'issue', value });
const found = (change: Partial<CaaSet>): CaaSet => ({
  state: 'found',
  at: 'example.com',
  aliases: [],
  records: [issue('ca.test')],
  issuers: ['ca.test'],
  wildcardIssuers: ['ca.test'],
  limits: [],
  mailIssuers: null,
  refusedBy: null,
  problems: [],
  authentic: true,
  ttlSeconds: 60,
  ...change,
});
const SIGNED = 'validated by DNSSEC (AD)';
const UNSIGNED = 'not validated by DNSSEC';

describe('the evidence of CAA', () => {
  it.each<[why: string, caa: CaaFacts | Pending, says: readonly [heading: string, lines: string[]][]]>([
    ['nothing before it is known', PENDING, []],
    ['nothing where there is no policy host to ask about', { state: 'not-asked' }, []],
    [
      'no record is said of the policy host, from which the climb began',
      { state: 'absent', authentic: true, ttlSeconds: 60 },
      [['CAA at mta-sts.example.com', ['no record', SIGNED]]],
    ],
    [
      'a failure is said of the name that gave no answer',
      { state: 'unavailable', reason: 'servfail', detail: 'EDE 22', at: 'example.com' },
      [['CAA at example.com', ['unavailable: the resolver failed (SERVFAIL) EDE 22']]],
    ],
    [
      'a set is shown at the name that has it, record by record, with flags that are set',
      found({ records: [issue('ca.test'), { flags: 128, tag: 'iodef', value: 'mailto:a@b.test' }] }),
      [['CAA at example.com', ['raw: 0 issue "ca.test"', 'raw: 128 iodef "mailto:a@b.test"', SIGNED]]],
    ],
    [
      'where it stands behind aliases, they are named in their order, and no DNSSEC is made up',
      found({ at: 'mta-sts.example.com', aliases: ['a.test', 'b.test'], authentic: false }),
      [['CAA at mta-sts.example.com', ['alias of a.test → b.test', 'raw: 0 issue "ca.test"', UNSIGNED]]],
    ],
  ])('%s', (_, caa, says) => {
    const sections = caaEvidence({ caa }, { ...WORDS, policyDomain: EXAMPLE });
    expect(sections.map(({ heading, blocks }) => [bare(heading), blocks.flatMap(textsOf)])).toEqual(says);
  });
});
