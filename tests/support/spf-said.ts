import { parseSpfRecord } from '../../lib/mechanisms/spf/record.ts';
import { expectSoundProblems } from './sound.ts';

/** What is said of `v=spf1 <terms> -all`, or of the terms as they are where they have an `all`. */
export function said(terms: string) {
  const text = /\ball\b|redirect=/i.test(terms) ? `v=spf1 ${terms}` : `v=spf1 ${terms} -all`;
  const parsed = parseSpfRecord(text);
  expectSoundProblems(parsed.problems, text);
  const [problem] = parsed.problems;
  const { offset = 0, length = 0 } = problem?.position ?? {};
  return {
    parsed,
    codes: parsed.problems.map(({ code }) => code),
    problem,
    place: text.slice(offset, offset + length),
  };
}
