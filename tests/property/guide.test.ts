import * as fc from 'fast-check';
import { ownerOf } from '../../lib/mechanisms.ts';
import { WEIGHTS } from '../../lib/verdict/weights.ts';
import type { ProblemCode } from '../../lib/mechanisms.ts';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../lib/mechanisms/mta-sts/coverage.ts';
import { checksOf } from '../../lib/guide/checks.ts';
import { usualChoices, type Choices } from '../../lib/guide/choices.ts';
import { differenceOf } from '../../lib/guide/difference.ts';
import { readDifferently } from '../../lib/guide/ideal.ts';
import { liveNotesOf } from '../../lib/guide/live-notes.ts';
import { mxFindingsOf } from '../../lib/guide/mx-findings.ts';
import { hostsAtFault } from '../../lib/guide/mx-culprits.ts';
import { printPolicy } from '../../lib/guide/policy-file.ts';
import { proposalFor, type Proposal } from '../../lib/guide/proposal.ts';
import { readRuaTarget } from '../../lib/guide/rua-target.ts';
import { stepsOf } from '../../lib/guide/steps.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { isFault } from '../../lib/verdict/fault.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { isSingleLabel, neverMatches } from '../../lib/mechanisms/mta-sts/mx-pattern.ts';
import { parseStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { sendersOf } from '../../lib/mechanisms/mta-sts/senders/senders.ts';
import { standingOf } from '../../lib/verdict/standing.ts';
import { parseTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { isReportUri } from '../../lib/text/report-uri.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { applied } from '../support/applied.ts';
import { stsRecord } from '../support/assessments.ts';
import { bytes } from '../support/reading.ts';
import { NOW } from '../support/time.ts';
import { anyText, policy, RUNS } from './generators.ts';
import { isStsPolicyRecord, isStsTextRecord, isTlsrptTextRecord } from './grammar.ts';
import * as any from './guide-generators.ts';

/** A domain, what its owner chose, and what is proposed. */
interface Case {
  readonly assessment: Assessment;
  readonly choices: Choices;
  readonly proposal: Proposal;
}

const proposed: fc.Arbitrary<Case> = fc
  .tuple(any.assessment, fc.option(any.choices), fc.integer({ min: NOW, max: NOW * 2 }))
  .map(([assessment, chosen, now]) => {
    const choices = chosen ?? usualChoices(assessment);
    const proposal = proposalFor(assessment, choices, now, registrableOf);
    if (proposal.state === 'impossible') throw new Error(proposal.reason);
    return { assessment, choices, proposal };
  });

/** What the owner chose, and what the domain is like apart from what the guide proposes. */
const INTENDED: ReadonlySet<ProblemCode> = new Set([
  'policy-mode-testing',
  'policy-mode-none',
  'policy-max-age-below-day',
  'policy-max-age-below-week',
  'policy-max-age-below-two-weeks',
  'policy-changed-same-id',
  'mx-implicit',
  'mx-domain-doubled',
  'mx-final-dot',
  'mx-no-address',
  'mx-address-unavailable',
  'tlsrpt-rua-same-domain',
  // Of others, who need it or not; and lines of the owner that do no harm.
  'sts-record-unrelated',
  'mx-pattern-unused',
  'policy-mx-single-label',
  'mx-pattern-own-domain',
]);

describe('what the guide proposes', () => {
  it('reads as valid, without a word, by the parsers and by the grammar', () => {
    fc.assert(
      fc.property(proposed, ({ proposal: { policy: file, record, tlsrpt, policyId } }) => {
        const read = parsePolicy(bytes(file.text));
        expect(read).toMatchObject({ state: 'valid', value: file.value });
        // Of an MX record that names a host of a local network, which is said there.
        expect(read.problems.filter(({ code }) => code !== 'policy-mx-single-label')).toEqual([]);
        expect(isStsPolicyRecord(bytes(file.text))).toBe(true);
        expect(file.text).toMatch(/^version: STSv1\r\n(?:[\x21-\x7e]+: [\x21-\x7e]+\r\n)+$/);
        expect(parseStsRecord(record.value)).toEqual({
          state: 'valid',
          value: { id: policyId, extensions: {} },
          problems: [],
        });
        expect(isStsTextRecord(record.value)).toBe(true);
        if (tlsrpt === null) return;
        const parsed = parseTlsrptRecord(tlsrpt.value);
        expect(parsed).toMatchObject({ state: 'valid', problems: [] });
        expect(isTlsrptTextRecord(tlsrpt.value)).toBe(true);
        expect(tlsrpt.value).toMatch(/^v=TLSRPTv1;rua=[^\s;!]+$/);
      }),
      RUNS,
    );
  });

  it('covers every live MX host that is to be covered, each by the line that a sender takes', () => {
    fc.assert(
      fc.property(proposed, ({ assessment, proposal: { policy: file } }) => {
        const { mx } = assessment;
        if (mx.state !== 'found' || file.value.mode === 'none') return;
        const atFault = hostsAtFault(assessment);
        const covered = coverageOf(mx.hosts, file.value).filter(({ name: each }) => !atFault.has(each));
        expect(covered.filter(({ pattern }) => pattern === null)).toEqual([]);
        // Where every record is at fault the file names all the same: one that names none would be no policy.
        if (covered.length === 0) return;
        const listed = file.patterns.flatMap(({ pattern, hosts }) =>
          hosts.map((each) => [each, pattern] as const),
        );
        expect(new Map<string, string | null>(listed)).toEqual(
          new Map(covered.map(({ name: each, pattern }) => [each, pattern])),
        );
        expect(listed.length).toBe(new Set(covered.map(({ name: each }) => each)).size);
      }),
      RUNS,
    );
  });

  it('leaves what is right in the file that is there: with the usual choices no line goes that is no fault', () => {
    fc.assert(
      fc.property(any.assessment, (assessment) => {
        const choices = usualChoices(assessment);
        const proposal = proposalFor(assessment, choices, NOW, registrableOf);
        if (proposal.state === 'impossible' || choices.patterns !== 'kept') return;
        const { policy: live } = assessment;
        if (live.state !== 'found') throw new Error('kept of what?');
        const used = coverageOf(assessment.mx.state === 'found' ? assessment.mx.hosts : [], live.value);
        for (const { pattern } of used)
          if (pattern !== null) expect(proposal.policy.value.mx).toContain(pattern.toLowerCase());
        // And nothing is added where nothing is missing.
        if (used.every(({ pattern }) => pattern !== null))
          expect(proposal.policy.value.mx.length).toBeLessThanOrEqual(live.value.mx.length);
      }),
      RUNS,
    );
  });

  it('is accepted by every known sender, but for what others have at the name of the record', () => {
    fc.assert(
      fc.property(proposed, ({ assessment, proposal }) => {
        const after = applied(assessment, proposal);
        // Nor for a server that nobody can connect to.
        const atFault = hostsAtFault(after);
        const mx =
          after.mx.state === 'found'
            ? { ...after.mx, hosts: after.mx.hosts.filter(({ name: each }) => !atFault.has(each)) }
            : after.mx;
        const alone = { ...after, mx, stsRecord: stsRecord(proposal.record.value) };
        expect(sendersOf(alone).filter(({ accepts }) => accepts !== 'accepts')).toEqual([]);
        expect(readDifferently(after, proposal)).toEqual({ known: [], unknown: [] });
        const others = 'texts' in after.stsRecord ? after.stsRecord.texts.length - 1 : 0;
        const notes = liveNotesOf(after, proposal).map(({ code }) => code);
        expect(notes.includes('record-beside')).toBe(others > 0);
      }),
      RUNS,
    );
  });

  it('gives the standing that was chosen, and leaves nothing to find but what was intended', () => {
    const standings = { testing: 'testing', enforce: 'enforced', none: 'disabled' } as const;
    fc.assert(
      fc.property(proposed, ({ assessment, choices, proposal }) => {
        const after = applied(assessment, proposal);
        const { standing, findings } = standingOf(after, NOW);
        const atFault = hostsAtFault(after);
        // Where an MX record is the fault no policy mends it, and that is said above the steps.
        if (standing === 'uncovered') expect(mxFindingsOf(after).some(isFault)).toBe(true);
        else expect(standing).toBe(standings[choices.mode]);
        const left = findings
          .filter(({ parameters }) => !atFault.has(String(parameters['host'])))
          // What others send in the name of the domain is nothing that it proposes for.
          .filter((each) => WEIGHTS[ownerOf(each, after, after.policyDomain)].lane !== 'spoofing')
          .map(({ code }) => code)
          .filter((code) => !INTENDED.has(code));
        expect(left.filter((code) => proposal.tlsrpt !== null || !code.startsWith('tlsrpt-'))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('leaves no step, and every check done', () => {
    fc.assert(
      fc.property(proposed, ({ assessment, choices, proposal }) => {
        fc.pre(proposal.tlsrpt !== null);
        const live = applied(assessment, proposal);
        expect(checksOf(proposal, live).filter(({ state }) => state !== 'done')).toEqual([]);
        // The next look makes a proposal of its own, and must be content with this one.
        const next = proposalFor(live, choices, NOW + 1, registrableOf);
        if (next.state === 'impossible') throw new Error(next.reason);
        expect(stepsOf(live, next).filter(({ state }) => state !== 'done')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is JSON, and the same each time', () => {
    fc.assert(
      fc.property(any.assessment, any.choices, (assessment, choices) => {
        const proposal = proposalFor(assessment, choices, NOW, registrableOf);
        expect(JSON.parse(JSON.stringify(proposal))).toEqual(proposal);
        expect(proposalFor(assessment, choices, NOW, registrableOf)).toEqual(proposal);
      }),
      RUNS,
    );
  });
});

describe('the steps', () => {
  it('are never all done while a check is open', () => {
    fc.assert(
      fc.property(proposed, ({ assessment, proposal }) => {
        const steps = stepsOf(assessment, proposal);
        const checks = checksOf(proposal, assessment).filter(({ state }) => state !== 'done');
        if (steps.every(({ state }) => state === 'done')) expect(checks).toEqual([]);
        // And each that is not done says why.
        expect(steps.filter(({ state, reasons }) => (state === 'done') !== (reasons.length === 0))).toEqual(
          [],
        );
      }),
      RUNS,
    );
  });

  it('are none for a domain where all is well', () => {
    fc.assert(
      fc.property(any.assessment, (assessment) => {
        const choices = { ...usualChoices(assessment), rua: ['a@b.example'] };
        const proposal = proposalFor(assessment, choices, NOW, registrableOf);
        if (proposal.state === 'impossible') throw new Error(proposal.reason);
        const live = applied(assessment, proposal);
        const again = proposalFor(live, usualChoices(live), NOW, registrableOf);
        if (again.state === 'impossible') throw new Error(again.reason);
        expect(again.policy.value).toEqual(proposal.policy.value);
        expect(stepsOf(live, again).map(({ state }) => state)).toEqual(
          Array.from({ length: 4 }, () => 'done'),
        );
      }),
      RUNS,
    );
  });
});

describe('a domain that cannot be helped', () => {
  it('gets a reason, and can still withdraw its policy', () => {
    fc.assert(
      fc.property(any.hopeless, any.choices, (assessment, choices) => {
        const proposal = proposalFor(assessment, choices, NOW, registrableOf);
        expect(proposal.state).toBe(choices.mode === 'none' ? 'proposed' : 'impossible');
        if (proposal.state === 'impossible') return;
        expect(proposal.policy.value.mx.length).toBeGreaterThan(0);
        expect(parsePolicy(bytes(proposal.policy.text))).toMatchObject({ state: 'valid', problems: [] });
      }),
      RUNS,
    );
  });
});

describe('printPolicy', () => {
  it('prints what reads as the same policy', () => {
    fc.assert(
      fc.property(policy, (value) => {
        fc.pre(!value.mx.some((pattern) => neverMatches(pattern) || isSingleLabel(pattern)));
        expect(parsePolicy(bytes(printPolicy(value)))).toEqual({ state: 'valid', value, problems: [] });
      }),
      RUNS,
    );
  });
});

describe('readRuaTarget', () => {
  it('makes of any text a usable URI, or says what is wrong', () => {
    const pieces = [
      'mailto:',
      'https://',
      '@',
      'a',
      '.',
      '!',
      ',',
      ';',
      '%',
      '?',
      '#',
      '/',
      ' ',
      'ü',
      ':',
      '[',
      '\0',
    ];
    fc.assert(
      fc.property(fc.oneof(anyText(pieces), any.ruaText), (text) => {
        const target = readRuaTarget(text);
        if (target.state === 'invalid') return;
        expect(isReportUri(target.uri)).toBe(true);
        expect(isTlsrptTextRecord(`v=TLSRPTv1;rua=${target.uri}`)).toBe(true);
        expect(parseTlsrptRecord(`v=TLSRPTv1;rua=${target.uri}`)).toEqual({
          state: 'valid',
          value: { rua: [target.uri] },
          problems: [],
        });
        // What was read is read the same way again.
        expect(readRuaTarget(target.uri)).toEqual(target);
      }),
      { numRuns: 10_000 },
    );
  });

  it('takes every target that people type', () => {
    fc.assert(
      fc.property(any.ruaText, (text) => {
        expect(readRuaTarget(text).state).toBe('valid');
      }),
      RUNS,
    );
  });
});

describe('differenceOf', () => {
  it('gives both texts back, and calls nothing changed that is the same', () => {
    const text = fc.array(fc.constantFrom('mode: testing', 'mx: a.example', 'mx: b.example', ''), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, fc.constantFrom('\n', '\r\n'), (was, is, end) => {
        const join = (lines: readonly string[]) => lines.map((line) => `${line}${end}`).join('');
        const lines = differenceOf(join(was), join(is));
        const without = (kind: string) => lines.filter((line) => line.kind !== kind).map((line) => line.text);
        expect(without('added')).toEqual(was);
        expect(without('removed')).toEqual(is);
        if (join(was) === join(is)) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
      }),
      RUNS,
    );
  });
});
