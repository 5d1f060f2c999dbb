import { PROBLEMS, isError, isFragile, type ProblemCode } from '../../lib/mechanisms.ts';
import { sourceUrl } from '../../lib/verdict/source-url.ts';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../lib/verdict/fault.ts';
import { Problems } from '../../lib/problem.ts';

const codes = Object.keys(PROBLEMS) as ProblemCode[];

describe('the problems', () => {
  it('have a source that names an RFC, or the draft that BIMI still is, and a section; or none', () => {
    for (const code of codes)
      expect(PROBLEMS[code].source ?? 'RFC 1 §1', code).toMatch(
        /^(?:RFC \d+|draft-[a-z-]+-\d\d) §\d+(?:\.\d+)*$/,
      );
  });

  it('name each parameter once, by a word', () => {
    for (const code of codes) {
      const { parameters } = PROBLEMS[code];
      expect(new Set(parameters).size, code).toBe(parameters.length);
      for (const parameter of parameters) expect(parameter, code).toMatch(/^[a-z]+$/i);
    }
  });

  it('are as grave as one of five words says, which the order of findings and the colours know', () => {
    for (const code of codes)
      expect(['critical', 'error', 'warning', 'notice', 'info'], code).toContain(PROBLEMS[code].severity);
  });

  it('are each about something that somebody mends', () => {
    const things = [
      'bimi',
      'caa',
      'dane',
      'dkim',
      'dmarc',
      'dnssec',
      'mx',
      'names',
      'policy',
      'spf',
      'sts-record',
      'tlsa',
      'tlsrpt',
    ];
    expect([...new Set(codes.map((code) => PROBLEMS[code].about))].toSorted()).toEqual(things);
  });

  it('that are fragile are no errors: the policy is still read', () => {
    const fragile = codes.filter((code) => isFragile({ code, parameters: {} }));
    expect(fragile.length).toBeGreaterThan(5);
    expect(fragile.filter((code) => isError({ code, parameters: {} }))).toEqual([]);
  });

  it('are faults down to a warning; below that they are good to know', () => {
    const rows = {
      'mx-all-uncovered': true,
      'policy-status': true,
      'mx-alias': true,
      'policy-slow': false,
      'mx-null': false,
    } as const;
    for (const [code, expected] of Object.entries(rows))
      expect(isFault(PROBLEMS[code as ProblemCode]), code).toBe(expected);
  });

  it('count as errors where they are critical or errors', () => {
    const rows = {
      'mx-all-uncovered': true,
      'policy-status': true,
      'policy-slow': false,
      'tlsrpt-absent': false,
    } as const;
    for (const [code, expected] of Object.entries(rows))
      expect(isError({ code: code as ProblemCode, parameters: {} }), code).toBe(expected);
  });
});

describe('sourceUrl', () => {
  it('leads to the section', () => {
    expect(sourceUrl('RFC 8461 §3.1')).toBe('https://www.rfc-editor.org/rfc/rfc8461#section-3.1');
    expect(sourceUrl('RFC 7505 §3')).toBe('https://www.rfc-editor.org/rfc/rfc7505#section-3');
    expect(sourceUrl('draft-brand-indicators-for-message-identification-12 §4')).toBe(
      'https://datatracker.ietf.org/doc/html/draft-brand-indicators-for-message-identification-12#section-4',
    );
  });
});

describe('Problems', () => {
  it('keeps code, parameters and position, and no position where there is none', () => {
    const problems = new Problems(PROBLEMS);
    problems.add('sts-record-no-id');
    problems.add('policy-empty-value', { key: 'mx' }, { offset: 1, length: 2, line: 3 });
    expect(problems.list).toEqual([
      { code: 'sts-record-no-id', parameters: {} },
      { code: 'policy-empty-value', parameters: { key: 'mx' }, position: { offset: 1, length: 2, line: 3 } },
    ]);
  });

  it('keeps the first 20 of each code, counts the others, and remembers that there was one', () => {
    const problems = new Problems(PROBLEMS);
    for (let index = 0; index < 1000; index += 1) problems.add('policy-blank-line', { index });
    problems.add('policy-html');
    expect(problems.list).toHaveLength(21);
    expect(problems.list.at(19)).toMatchObject({ parameters: { index: 19 }, more: 980 });
    expect(problems.list.filter(({ more }) => more !== undefined)).toHaveLength(1);
    expect(problems.list.at(20)?.code).toBe('policy-html');
    expect([problems.has('policy-blank-line'), problems.has('policy-empty')]).toEqual([true, false]);
  });

  it('knows whether anything is an error', () => {
    const problems = new Problems(PROBLEMS);
    problems.add('policy-blank-line');
    expect(problems.anyError).toBe(false);
    problems.add('policy-empty');
    expect(problems.anyError).toBe(true);
  });
});
