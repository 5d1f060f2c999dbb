import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { say } from '../../../lib/locales/say.ts';
import { reportsSection } from '../../../lib/report/reports.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { assessmentOf, tlsrptRecord, unknown } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';
import { WORDS, textsOf } from '../../support/words.ts';

const told = (tlsrpt: Assessment['tlsrpt']) =>
  reportsSection(digestOf(assessmentOf({ tlsrpt }), NOW).reports, WORDS);

describe('the failure reports', () => {
  it('are target by target, eight in sight', () => {
    const section = told(tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test,ftp:x'));
    expect(section.blocks.flatMap(textsOf)).toEqual(['mailto:a@b.test', 'ftp:x (not usable)']);
    expect(section).toMatchObject({ state: 'found', blocks: [{ name: 'targets', first: 8 }] });
  });

  it.each<[state: string, tlsrpt: Assessment['tlsrpt'], text: string, look: string | undefined]>([
    ['pending', { state: 'pending' }, 'pending 150', undefined],
    ['absent', tlsrptRecord(), say('reports.absent'), 'quiet'],
    ['invalid', tlsrptRecord('v=TLSRPTv1;'), say('reports.invalid'), 'no'],
    [
      'unavailable',
      unknown('timeout'),
      'Could not be looked up: the resolver did not answer in time',
      'quiet',
    ],
  ])('%s', (state, tlsrpt, text, look) => {
    const section = told(tlsrpt);
    expect([section.state, section.blocks.flatMap(textsOf)]).toEqual([state, [text]]);
    expect((section.blocks[0] as { look?: string }).look).toBe(look);
  });
});
