import { isFragile, type ProblemCode } from '../../lib/mechanisms.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';

/** Policy files as they are found in the wild, byte by byte, and what each comes to: mode, max_age and mx, or nothing. */
type Expectation = readonly [value: string, ...problems: ProblemCode[]];

const ENFORCE = 'enforce 604800 mail.example.com';

const VALID: Record<string, Expectation> = {
  'a-label.txt': ['enforce 604800 mail.xn--mnchen-3ya.example'],
  'aligned.txt': [ENFORCE],
  'crlf-without-last.txt': [ENFORCE],
  'duplicate-mode.txt': [ENFORCE, 'policy-duplicate-field'],
  'extension-colons.txt': [ENFORCE, 'policy-unknown-field-colon'],
  'extension-utf8.txt': [ENFORCE, 'policy-unknown-field'],
  'google.txt': ['enforce 604800 aspmx.l.google.com *.aspmx.l.google.com smtp.google.com'],
  'ip-address.txt': ['enforce 604800 192.0.2.1', 'policy-mx-never-matches'],
  'lf-and-crlf.txt': [ENFORCE],
  'lf-without-last.txt': [ENFORCE],
  'lf.txt': [ENFORCE],
  'max-age-leading-zeros.txt': ['enforce 60 mail.example.com'],
  'max-age-maximum.txt': ['enforce 31557600 mail.example.com'],
  'max-age-zero.txt': ['enforce 0 mail.example.com'],
  'no-space-behind-colon.txt': ['testing 86400 mail.example.com'],
  'none-with-mx.txt': ['none 86400 mail.example.com'],
  'none-without-mx.txt': ['none 86400'],
  'rfc8461-example.txt': ['enforce 604800 mail.example.com *.example.net backupmx.example.com'],
  'trailing-space.txt': [ENFORCE],
  'version-last.txt': [ENFORCE],
  'wildcard-over-top-level-domain.txt': ['enforce 604800 *.com'],
};

const FRAGILE: Record<string, Expectation> = {
  'blank-line-at-end.txt': [ENFORCE, 'policy-blank-line'],
  'blank-line-between.txt': [ENFORCE, 'policy-blank-line'],
  'blank-lines-crlf.txt': [ENFORCE, 'policy-blank-line', 'policy-blank-line'],
  'byte-order-mark.txt': [ENFORCE, 'policy-byte-order-mark'],
  'comment.txt': [ENFORCE, 'policy-comment-line'],
  'indented.txt': [
    ENFORCE,
    'policy-indented-key',
    'policy-indented-key',
    'policy-indented-key',
    'policy-indented-key',
  ],
  'max-age-too-large.txt': ['enforce 63115200 mail.example.com', 'policy-max-age-too-large'],
  'space-before-colon.txt': [
    ENFORCE,
    'policy-space-before-colon',
    'policy-space-before-colon',
    'policy-space-before-colon',
    'policy-space-before-colon',
  ],
};

const NOTHING = 'invalid';
const MALFORMED: Record<string, Expectation> = {
  'cr-line-ends.txt': [NOTHING, 'policy-lone-cr'],
  'empty.txt': [NOTHING, 'policy-empty'],
  'front-matter.txt': [NOTHING, 'policy-line-syntax', 'policy-line-syntax', 'policy-unknown-field'],
  'html.txt': [NOTHING, 'policy-html'],
  'json.txt': [NOTHING, 'policy-json'],
  'keys-capitalized.txt': [
    NOTHING,
    'policy-key-misspelt',
    'policy-key-misspelt',
    'policy-key-misspelt',
    'policy-key-misspelt',
  ],
  'latin-1.txt': [NOTHING, 'policy-not-utf8'],
  'max-age-eleven-digits.txt': [NOTHING, 'policy-max-age-syntax'],
  'max-age-empty.txt': [NOTHING, 'policy-empty-value', 'policy-max-age-missing'],
  'max-age-exponent.txt': [NOTHING, 'policy-max-age-syntax'],
  'max-age-hexadecimal.txt': [NOTHING, 'policy-max-age-syntax'],
  'max-age-hyphen.txt': [NOTHING, 'policy-key-misspelt'],
  'max-age-missing.txt': [NOTHING, 'policy-max-age-missing'],
  'max-age-sign.txt': [NOTHING, 'policy-max-age-syntax'],
  'max-age-unit.txt': [NOTHING, 'policy-max-age-syntax'],
  'mode-case.txt': [NOTHING, 'policy-mode-unknown'],
  'mode-enforced.txt': [NOTHING, 'policy-mode-unknown'],
  'mode-missing.txt': [NOTHING, 'policy-mode-missing'],
  'mx-inner-wildcard.txt': [NOTHING, 'policy-mx-wildcard'],
  'mx-list.txt': [NOTHING, 'policy-mx-list'],
  'mx-missing.txt': [NOTHING, 'policy-mx-missing'],
  'mx-partial-wildcard.txt': [NOTHING, 'policy-mx-wildcard'],
  'mx-port.txt': [NOTHING, 'policy-mx-port'],
  'mx-preference.txt': [NOTHING, 'policy-mx-extra'],
  'mx-trailing-dot.txt': [NOTHING, 'policy-mx-trailing-dot'],
  'mx-u-label.txt': [NOTHING, 'policy-mx-u-label'],
  'mx-underscore.txt': [NOTHING, 'policy-mx-underscore'],
  'nul.txt': [NOTHING, 'policy-control-character'],
  'on-one-line.txt': [NOTHING, 'policy-line-joined'],
  'txt-record-instead.txt': [NOTHING, 'policy-is-record'],
  'utf-16.txt': [NOTHING, 'policy-not-utf8'],
  'version-case.txt': [NOTHING, 'policy-version-unknown'],
  'version-missing.txt': [NOTHING, 'policy-version-missing'],
};

const folder = (name: string) => new URL(`./corpus/${name}/`, import.meta.url);

function read(name: string, file: string) {
  const parsed = parsePolicy(readFileSync(new URL(file, folder(name))));
  const value =
    parsed.state === 'valid'
      ? [parsed.value.mode, parsed.value.maxAgeSeconds, ...parsed.value.mx].join(' ')
      : NOTHING;
  const codes = parsed.problems.map(({ code }) => code);
  return { value, codes: codes.toSorted(), isFragile: parsed.problems.some(isFragile) };
}

describe.each([
  ['valid', VALID, false],
  ['fragile', FRAGILE, true],
  ['malformed', MALFORMED, false],
] as const)('the %s policies of the corpus', (name, expectations, fragile) => {
  it('are the files that are expected here', () => {
    expect(readdirSync(folder(name)).toSorted()).toEqual(Object.keys(expectations).toSorted());
  });

  it.each(Object.entries(expectations))('%s', (file, [value, ...problems]) => {
    expect(read(name, file)).toEqual({ value, codes: problems.toSorted(), isFragile: fragile });
  });
});
