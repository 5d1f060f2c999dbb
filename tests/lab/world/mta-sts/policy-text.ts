import type { ProblemCode } from '../../../../lib/mechanisms.ts';
import type { Expected, LabDomain } from '../../description/types.ts';
import { broken, labDomain } from '../../description/domain.ts';
import { policyText, serves } from '../../description/policy.ts';

const YEAR_AND_A_SECOND = 31_557_601;
const TWELVE = Array.from({ length: 12 }, (_, index) => `mx${index + 1}.dots.test`);

/** A domain with one mail server, `mx1.<domain>`, and the policy text that `lines` and `end` make. */
function written(domain: string, what: string, text: string, expected: Partial<Expected> = {}): LabDomain {
  return labDomain(domain, what, { mx: [[10, `mx1.${domain}`]], policyHost: serves(text), expected });
}

/** In force for those who read it, with what makes the others ignore it. */
function fragile(...findings: readonly ProblemCode[]): Partial<Expected> {
  return { standing: 'fragile', headlines: { 'mta-sts': 'fragile-enforce' }, findings };
}

/** No sender can use it. */
function unusable(...findings: readonly ProblemCode[]): Partial<Expected> {
  return { ...broken(...findings), headlines: { 'mta-sts': 'broken-policy' } };
}

/** Policies whose text is odd: some valid all the same, some ignored by some senders, some by all. */
export const POLICY_TEXT: readonly LabDomain[] = [
  written(
    'unix.test',
    'Lines end with LF alone, as in nine of ten real policies.',
    'version: STSv1\nmode: enforce\nmx: mx1.unix.test\nmax_age: 604800\n',
  ),
  written(
    'no-final-newline.test',
    'The last line has no end, which is valid.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx1.no-final-newline.test\r\nmax_age: 604800',
  ),
  written(
    'duplicate-fields.test',
    'mode and max_age are there twice: the first counts.',
    'version: STSv1\r\nmode: enforce\r\nmode: none\r\nmx: mx1.duplicate-fields.test\r\nmax_age: 604800\r\nmax_age: 60\r\n',
    { findings: ['policy-duplicate-field'] },
  ),
  written(
    'unknown-fields.test',
    'Fields that nobody knows, one with a colon and one with UTF-8: to be ignored.',
    'version: STSv1\r\nmode: enforce\r\nx-contact: https://unknown-fields.test/\r\nx-note: grüße\r\n' +
      'mx: mx1.unknown-fields.test\r\nmax_age: 604800\r\n',
    { findings: ['policy-unknown-field'] },
  ),
  written(
    'blank-line.test',
    'A blank line at the end, which some senders reject.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx1.blank-line.test\r\nmax_age: 604800\r\n\r\n',
    fragile('policy-blank-line'),
  ),
  written(
    'bom.test',
    'A byte order mark before the first line.',
    '\uFEFFversion: STSv1\r\nmode: enforce\r\nmx: mx1.bom.test\r\nmax_age: 604800\r\n',
    fragile('policy-byte-order-mark'),
  ),
  written(
    'comment.test',
    'A comment line, which the grammar does not know.',
    '# our policy\r\nversion: STSv1\r\nmode: enforce\r\nmx: mx1.comment.test\r\nmax_age: 604800\r\n',
    fragile('policy-comment-line'),
  ),
  written(
    'indented.test',
    'The mx line is indented.',
    'version: STSv1\r\nmode: enforce\r\n  mx: mx1.indented.test\r\nmax_age: 604800\r\n',
    fragile('policy-indented-key'),
  ),
  written(
    'long-max-age.test',
    'A max_age above the highest that is allowed: some senders cap it, some refuse it.',
    `version: STSv1\r\nmode: enforce\r\nmx: mx1.long-max-age.test\r\nmax_age: ${YEAR_AND_A_SECOND}\r\n`,
    { ...fragile('policy-max-age-too-large'), maxAgeSeconds: YEAR_AND_A_SECOND },
  ),
  written(
    'wrong-mode.test',
    'mode: enforced, a word that does not exist.',
    'version: STSv1\r\nmode: enforced\r\nmx: mx1.wrong-mode.test\r\nmax_age: 604800\r\n',
    unusable('policy-mode-unknown'),
  ),
  written(
    'one-line.test',
    'The whole policy stands on one line: one fault, and nothing is missing.',
    'version: STSv1; mode: enforce; mx: mx1.one-line.test; max_age: 604800\r\n',
    unusable('policy-line-joined'),
  ),
  written(
    'yaml-list.test',
    'The servers stand below their key, as in a list of YAML.',
    'version: STSv1\r\nmode: enforce\r\nmx:\r\n  - mx1.yaml-list.test\r\nmax_age: 604800\r\n',
    unusable('policy-empty-value', 'policy-line-syntax', 'policy-mx-missing'),
  ),
  written(
    'no-max-age.test',
    'max_age is missing.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx1.no-max-age.test\r\n',
    unusable('policy-max-age-missing'),
  ),
  written('empty-policy.test', 'The policy file is empty.', '', unusable('policy-empty')),
  // Mistakes in the names themselves: what was meant has to be told without inventing a server.
  written(
    'quoted-name.test',
    'The name stands in typographic quotes, as word processors make them.',
    'version: STSv1\r\nmode: enforce\r\nmx: „mx1.quoted-name.test“\r\nmax_age: 604800\r\n',
    unusable('policy-mx-quotes'),
  ),
  written(
    'dashed-name.test',
    'The hyphen of the name became a dash.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx–1.dashed-name.test\r\nmax_age: 604800\r\n',
    unusable('policy-mx-dash'),
  ),
  written(
    'no-break-space.test',
    'A no-break space was copied along with the name.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx1.no-break-space.test\u00a0\r\nmax_age: 604800\r\n',
    unusable('policy-mx-invisible'),
  ),
  written(
    'preference.test',
    'The preference of the MX record was copied along.',
    'version: STSv1\r\nmode: enforce\r\nmx: 10 mx1.preference.test\r\nmax_age: 604800\r\n',
    unusable('policy-mx-extra'),
  ),
  written(
    'record-line.test',
    'The whole MX record stands in the policy.',
    'version: STSv1\r\nmode: enforce\r\nmx: record-line.test. 3600 IN MX 10 mx1.record-line.test.\r\nmax_age: 604800\r\n',
    unusable('policy-mx-extra'),
  ),
  written(
    'remark.test',
    'A comment stands behind the name.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx1.remark.test # the only one\r\nmax_age: 604800\r\n',
    unusable('policy-mx-extra'),
  ),
  written(
    'joined-lines.test',
    'Two mx lines became one.',
    'version: STSv1\r\nmode: enforce\r\nmx: mx1.joined-lines.test mx: mx2.joined-lines.test\r\nmax_age: 604800\r\n',
    unusable('policy-mx-list'),
  ),
  written(
    'cyrillic.test',
    'One letter of the name is Cyrillic.',
    'version: STSv1\r\nmode: enforce\r\nmx: m\u04451.cyrillic.test\r\nmax_age: 604800\r\n',
    unusable('policy-mx-u-label'),
  ),
  labDomain('dots.test', 'Every pattern of the policy ends in a dot.', {
    mx: TWELVE.map((host) => [10, host] as const),
    policyHost: serves(policyText({ mx: TWELVE.map((host) => `${host}.`) })),
    expected: unusable('policy-mx-trailing-dot'),
  }),
];
