import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import {
  inReportOrder,
  isMajor,
  majorFindings,
  mechanismParts,
  scoreFor,
  servedOf,
} from '../../../lib/report/parts.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import type { OwnedFinding } from '../../../lib/verdict/digest.ts';
import { LANES, WEIGHTS } from '../../../lib/verdict/weights.ts';
import { EXAMPLE, host, mxOf, noMail, tlsrptRecord } from '../../support/assessments.ts';
import { gathered } from '../../support/dmarc.ts';
import { assessed, noDane } from '../../support/scored.ts';
import { spfFactsOf } from '../../support/spf.ts';
import { NOW } from '../../support/time.ts';
import { WORDS } from '../../support/words.ts';

const reported = (change: Partial<Assessment> = {}) => {
  const assessment = assessed(change);
  return { domain: EXAMPLE, assessment, digest: digestOf(assessment, NOW), now: NOW };
};

/** Much that is wrong, and much that is merely good to know. */
const MUCH: Partial<Assessment> = {
  mx: mxOf(host('mail.example.com'), host('b.example.net', 20)),
  dane: noDane('mail.example.com', 'b.example.net'),
  tlsrpt: tlsrptRecord('v=TLSRPTv1;'),
  ...(await gathered('example.com', { '_dmarc.example.com': ['v=DMARC1; p=none'], 'example.com MX': ['mx'] }))
    .parts,
  spf: await spfFactsOf({ 'example.com': 'v=spf1 mx +all' }),
};

describe('the parts of the report', () => {
  it('are in the order of the lanes, and in each of them what counts most comes first', () => {
    const names = mechanismParts(reported(), WORDS).map(({ id }) => id);
    const places = names.map((name) => LANES.indexOf(WEIGHTS[name].lane));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const lane of LANES) {
      const weights = names.filter((name) => WEIGHTS[name].lane === lane).map((name) => WEIGHTS[name].weight);
      expect(weights, lane).toEqual(weights.toSorted((a, b) => b - a));
    }
    expect(names[0]).toBe('mta-sts');
  });

  it('have their notes, each those of its own, and none of what the summary says', () => {
    const all = reported(MUCH);
    const parts = mechanismParts(all, WORDS);
    expect(parts.flatMap(({ notes }) => notes).length).toBeGreaterThan(1);
    for (const { id, notes } of parts) {
      expect(notes).toEqual(
        all.digest.findings.filter((finding) => finding.mechanism === id && !isMajor(finding)),
      );
    }
    const before = mechanismParts({ domain: EXAMPLE, assessment: null, digest: null, now: NOW }, WORDS);
    expect(before.flatMap(({ notes }) => notes)).toEqual([]);
  });

  it('know of each server what comes of it, as far as there are facts', () => {
    const all = reported(MUCH);
    expect(servedOf(all)?.outcomes).not.toBeNull();
    expect(servedOf({ ...all, assessment: null })?.outcomes).toBeNull();
    expect(servedOf({ ...all, digest: null })).toBeNull();
  });
});

describe('the summary', () => {
  const { assessment, digest } = reported(MUCH);
  const score = scoreFor({ assessment, now: NOW });
  const codesOf = (findings: readonly OwnedFinding[], by = score) =>
    majorFindings({ ...digest, findings }, by).map(({ code }) => code);

  it('says what is to be mended: what it does to mail first, then what can be gained', () => {
    const order = ['spf-all-pass', 'dmarc-policy-none-unread', 'mx-backup-uncovered', 'tlsrpt-no-rua'];
    expect(codesOf(digest.findings)).toEqual(order);
    expect(codesOf(digest.findings.toReversed())).toEqual(order);
  });

  it('without a score keeps the order in which it was found, but for what it does to mail', () => {
    const order = ['spf-all-pass', 'mx-backup-uncovered', 'tlsrpt-no-rua', 'dmarc-policy-none-unread'];
    expect(codesOf(digest.findings, null)).toEqual(order);
    const [first, ...others] = order;
    expect(codesOf(digest.findings.toReversed(), null)).toEqual([first, ...others.toReversed()]);
  });

  it('says of a domain that sends nothing that it can be forged', async () => {
    const silent = {
      mx: noMail('null-mx'),
      spf: await spfFactsOf({ 'example.com': 'v=spf1 -all' }),
      ...(await gathered('example.com', { '_dmarc.example.com': 'nodata', 'example.com MX': ['.'] })).parts,
    };
    const of = reported(silent);
    const codes = majorFindings(of.digest, null).map(({ code }) => code);
    expect(codes).toContain('dmarc-absent-no-mail');
  });
});

describe('the score of a report', () => {
  it('is there as soon as there are facts, and where they give one', () => {
    expect(scoreFor({ assessment: null, now: NOW })).toBeNull();
    expect(scoreFor({ assessment: assessed({ finishedAt: null }), now: NOW })).toBeNull();
    expect(scoreFor({ assessment: assessed(), now: NOW })?.low).toBeGreaterThan(50);
  });
});

describe('all findings in the order of the report', () => {
  it('are what the summary says, and then the notes row by row, each once', () => {
    const { assessment, digest } = reported(MUCH);
    const score = scoreFor({ assessment, now: NOW });
    const all = inReportOrder(digest, score);
    const major = majorFindings(digest, score);
    expect(all.slice(0, major.length)).toEqual(major);
    const notes = all.slice(major.length);
    expect(notes.length).toBeGreaterThan(1);
    expect(notes.every((note) => !isMajor(note))).toBe(true);
    expect(new Set(all)).toEqual(new Set(digest.findings));
    expect(all).toHaveLength(digest.findings.length);
    const places = notes.map(({ mechanism }) => digest.rows.findIndex(({ name }) => name === mechanism));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});
