import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { say } from '../../../lib/locales/say.ts';
import { MECHANISMS, type MechanismName } from '../../../lib/mechanisms.ts';
import { isMajor, majorFindings } from '../../../lib/report/parts.ts';
import { reportSections } from '../../../lib/report/sections.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import {
  assessmentOf,
  EXAMPLE,
  host,
  mxOf,
  noMail,
  stsRecord,
  tlsrptRecord,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';
import { WORDS, bare, textsOf } from '../../support/words.ts';

const reported = (change: Partial<Assessment> = {}) => {
  const assessment = assessmentOf(change);
  return { domain: EXAMPLE, assessment, digest: digestOf(assessment, NOW), now: NOW };
};
const sectionsOf = (change: Partial<Assessment> = {}) => reportSections(reported(change), WORDS);
const part = (name: MechanismName, change: Partial<Assessment> = {}) =>
  sectionsOf(change).parts.find(({ id }) => id === name)!;
const ids = (name: MechanismName, change: Partial<Assessment> = {}) =>
  part(name, change).parts.map(({ id }) => id);

describe('the report', () => {
  it('is the path, a part for each mechanism, and how it was checked', () => {
    const { path, parts, course } = sectionsOf();
    expect([path.id, course?.id]).toEqual(['what-happens', 'checked']);
    expect(parts.map(({ id }) => id).toSorted()).toEqual(MECHANISMS.map(({ name }) => name).toSorted());
    expect(course?.parts?.map(({ id }) => id)).toEqual(['asked', 'limits']);
  });

  it('has every part before anything is known, and tells no course of what still goes on', () => {
    const before = reportSections({ domain: EXAMPLE, assessment: null, digest: null, now: NOW }, WORDS);
    expect(before.parts).toHaveLength(MECHANISMS.length);
    expect(before.course).toBeNull();
    expect(sectionsOf({ finishedAt: null }).course).toBeNull();
  });

  it('writes the moments of its course at length where people keep the page', () => {
    const words = { say, moment: () => 'then' };
    const told = reportSections(reported(), words, WORDS).course?.blocks.flatMap(textsOf);
    expect(told?.[0]).toContain('2026-06-01T12:00:00.000Z');
  });
});

describe('the part of a mechanism', () => {
  it('has its name, what it is, what it comes to with a sign, and its records', () => {
    const told = part('tlsrpt');
    expect(told).toMatchObject({
      lane: 'transit',
      heading: 'TLSRPT',
      aside: 'failure reports',
      state: 'reported',
      word: 'on',
      sign: 'yes',
    });
    expect(told.blocks.flatMap(textsOf)).toEqual(['yes on']);
    expect(told.records.map(({ heading }) => bare(heading))).toEqual(['TXT at _smtp._tls.example.com']);
  });

  it('has its findings but for those that the summary says in full', () => {
    const change = { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@example.com,ftp:x') };
    const { digest } = reported(change);
    const { notes } = part('tlsrpt', change);
    expect(notes.length).toBeGreaterThan(0);
    const major = new Set(majorFindings(digest, null).map(({ code }) => code));
    expect(notes.filter(({ code }) => major.has(code))).toEqual([]);
    expect(digest.findings.filter((each) => !isMajor(each)).length).toBeGreaterThanOrEqual(notes.length);
  });

  it('every finding is said, in one place', () => {
    const change = { stsRecord: stsRecord('v=STSv1; id=1', 'x'), mx: mxOf(host('b.test')) };
    const { digest } = reported(change);
    const said = [...majorFindings(digest, null), ...sectionsOf(change).parts.flatMap(({ notes }) => notes)];
    expect(said.map(({ code }) => code).toSorted()).toEqual(
      digest.findings.map(({ code }) => code).toSorted(),
    );
  });

  it('has the servers where there are any, and no table of none', () => {
    expect(ids('mx')).toEqual(['consequences']);
    expect(ids('mx', { mx: { state: 'pending' } })).toEqual(['consequences']);
    expect(ids('mx', { mx: noMail('null-mx') })).toEqual([]);
  });

  it('has the senders where something is announced for them', () => {
    expect(ids('mta-sts')).toEqual(['senders']);
    expect(ids('mta-sts', { stsRecord: stsRecord(), policy: { state: 'absent' } })).toEqual([]);
    expect(ids('mta-sts', { finishedAt: null })).toEqual([]);
  });

  it('has the targets where there are any', () => {
    expect(ids('tlsrpt')).toEqual(['reports']);
    expect(ids('tlsrpt', { tlsrpt: tlsrptRecord() })).toEqual([]);
  });
});

describe('where the names of a mechanism lead', () => {
  const away = { ...stsRecord('v=STSv1; id=1'), aliases: ['a.test', 'b.test'] };

  it('is a chain for each that is an alias or leads nowhere, with what stands at its end', () => {
    const change = { stsRecord: away, policyHost: { state: 'absent', aliases: [] } } as const;
    const names = part('mta-sts', change).parts.find(({ id }) => id === 'mta-sts-names')!;
    expect(names.blocks.flatMap(textsOf)).toEqual([
      say('report.delegationHint'),
      '_mta-sts.example.com > a.test > b.test: answered there',
      'mta-sts.example.com: no address',
    ]);
    const fault = { code: 'host-missing', title: 'half-delegated', text: say('report.fault.host_missing') };
    expect(names.blocks.slice(1)).toMatchObject([
      { chain: { state: 'found', fault: null } },
      { chain: { state: 'faulty', fault } },
    ]);
  });

  it('is not said where each name stands for itself', () => {
    expect(ids('mta-sts')).not.toContain('mta-sts-names');
  });

  it('tells a broken record from one that is not there', () => {
    const broken = { ...tlsrptRecord('v=TLSRPTv1;'), aliases: ['a.test'] };
    const names = part('tlsrpt', { tlsrpt: broken }).parts.find(({ id }) => id === 'tlsrpt-names')!;
    expect(names.blocks.flatMap(textsOf).at(-1)).toBe(
      `_smtp._tls.example.com > a.test: ${say('report.end.invalid')}`,
    );
  });
});
