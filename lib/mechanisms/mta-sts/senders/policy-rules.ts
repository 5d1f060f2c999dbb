import { isIpAddress } from '../../../names/domain-name.ts';
import { MAX_MAX_AGE_SECONDS } from '../max-age.ts';
import { SENDERS, allBut, differs, ignores, unknown, type SenderRule } from './rule.ts';
import { isMode } from '../mode.ts';
import { DEFINED, valuesOf, type SenderFacts } from './facts.ts';

/** How senders differ over the text of the policy (RFC 8461 §3.2), as their sources were read. */

/** What mox takes at most. */
const MAX_INT32 = 2 ** 31 - 1;
/** What Stalwart takes at least. */
const HOUR = 3600;

const hasColonlessComment = ({ comments }: SenderFacts) => comments.some((line) => !line.includes(':'));
const hasLineWithoutColon = (facts: SenderFacts) =>
  facts.has('policy-line-syntax') || hasColonlessComment(facts);

const isMaxAge = (value: string) => /^[0-9]{1,10}$/.test(value);
/** The values of mode and of max_age after the first, each with whether it would be valid alone. */
function repeats(
  facts: SenderFacts,
): { key: 'mode' | 'max_age'; first: string; last: string; all: boolean }[] {
  return (['mode', 'max_age'] as const).flatMap((key) => {
    const [first, ...rest] = valuesOf(facts, key);
    const last = rest.at(-1);
    if (first === undefined || last === undefined) return [];
    return [{ key, first, last, all: rest.every(key === 'mode' ? isMode : isMaxAge) }];
  });
}
const isUsable = ({ key, last }: ReturnType<typeof repeats>[number]) =>
  key === 'mode' ? isMode(last) : isMaxAge(last);
const READS_LAST = ['chasquid', 'postfix-mta-sts-resolver', 'go-mtasts', 'stalwart', 'mailauth'] as const;

const hasUnknownModeOfAnyCase = ({ parameters }: SenderFacts) =>
  parameters('policy-mode-unknown', 'value').some((value) => isMode(String(value).toLowerCase()));
const hasUnknownMode = ({ has }: SenderFacts) => has('policy-mode-unknown');
const hasVersionOfAnyCase = ({ parameters }: SenderFacts) =>
  parameters('policy-version-unknown', 'value').some((value) => String(value).toLowerCase() === 'stsv1');
const hasIpPattern = ({ parameters }: SenderFacts) =>
  parameters('policy-mx-never-matches', 'pattern').some((pattern) => isIpAddress(String(pattern)));
/** mailauth makes 0 of an empty max_age and 1000 of 1e3. */
const isLenientSyntax = (value: string | number) => /^\d+e\d+$/i.test(String(value));
const hasLenientMaxAge = ({ parameters }: SenderFacts) =>
  parameters('policy-empty-value', 'key').includes('max_age') ||
  parameters('policy-max-age-syntax', 'value').some(isLenientSyntax);
/** What no sender whose source was read reads as a policy, the values apart that mailauth may make something of. */
const isMalformedForAll = ({ has, parameters }: SenderFacts) =>
  has(
    'policy-html',
    'policy-is-record',
    'policy-json',
    'policy-other-text',
    'policy-empty',
    'policy-not-utf8',
    'policy-lone-cr',
    'policy-mx-missing',
    'policy-line-joined',
    'policy-mx-quotes',
    'policy-mx-dash',
    'policy-mx-invisible',
    'policy-mx-u-label',
    'policy-mx-trailing-dot',
    'policy-mx-underscore',
    'policy-mx-wildcard',
    'policy-key-misspelt',
  ) || parameters('policy-control-character', 'character').includes('U+0000');
const isMalformed = (facts: SenderFacts) =>
  isMalformedForAll(facts) || facts.has('policy-empty-value', 'policy-max-age-syntax');
const isMalformedForMailauth = (facts: SenderFacts) =>
  isMalformedForAll(facts) ||
  facts.parameters('policy-empty-value', 'key').some((key) => key !== 'max_age') ||
  facts.parameters('policy-max-age-syntax', 'value').some((value) => !isLenientSyntax(value));

export const POLICY_RULES: readonly SenderRule[] = [
  ignores('blank-line', ['postfix-tlspol', 'mox', 'go-mtasts'], ({ has }) => has('policy-blank-line')),
  ignores('indented-key', ['postfix-tlspol', 'mox', 'postfix-mta-sts-resolver', 'go-mtasts'], ({ has }) =>
    has('policy-indented-key'),
  ),
  ignores('line-without-colon', ['postfix-tlspol', 'mox', 'go-mtasts', 'kumomta'], hasLineWithoutColon),
  // A comment that is skipped does no harm; any other such line makes the policy invalid by the RFC.
  differs('line-skipped', ['chasquid', 'postfix-mta-sts-resolver', 'mailauth'], ({ has }) =>
    has('policy-line-syntax'),
  ),
  differs('line-swallows-next', ['stalwart'], hasLineWithoutColon),
  unknown('comment-unknown', SENDERS, ({ comments }) => comments.some((line) => line.includes(':'))),
  unknown('space-before-colon-unknown', SENDERS, ({ has }) => has('policy-space-before-colon')),
  ignores('colon-in-extension', ['go-mtasts'], ({ fields }) =>
    fields.some(({ key, value }) => !DEFINED.has(key) && value.includes(':')),
  ),

  ignores(
    'repeated-field',
    ['kumomta'],
    (facts) => repeats(facts).length > 0 || valuesOf(facts, 'version').length > 1,
  ),
  ignores('repeated-must-parse', ['mox'], (facts) => repeats(facts).some(({ all }) => !all)),
  differs('repeated-last', READS_LAST, (facts) =>
    repeats(facts).some((repeat) => isUsable(repeat) && repeat.last !== repeat.first),
  ),
  ignores('repeated-last-invalid', allBut('postfix-tlspol', 'mox', 'kumomta', 'mailauth'), (facts) =>
    repeats(facts).some((repeat) => repeat.key === 'mode' && !isUsable(repeat)),
  ),
  unknown('repeated-last-unknown', ['mailauth'], (facts) =>
    repeats(facts).some((repeat) => !isUsable(repeat)),
  ),
  unknown('repeated-last-unknown', allBut('postfix-tlspol', 'mox', 'kumomta', 'mailauth'), (facts) =>
    repeats(facts).some((repeat) => repeat.key === 'max_age' && !isUsable(repeat)),
  ),

  ignores('version-required', allBut('stalwart'), ({ has }) =>
    has('policy-version-missing', 'policy-version-unknown'),
  ),
  differs(
    'version-optional',
    ['stalwart'],
    (facts) => facts.has('policy-version-missing') || hasVersionOfAnyCase(facts),
  ),
  ignores('mode-required', allBut('stalwart', 'mailauth'), ({ has }) => has('policy-mode-missing')),
  differs('mode-none-assumed', ['stalwart', 'mailauth'], ({ has }) => has('policy-mode-missing')),
  ignores('mode-invalid', allBut('mailauth'), hasUnknownMode),
  ignores('mode-invalid', ['mailauth'], (facts) => hasUnknownMode(facts) && !hasUnknownModeOfAnyCase(facts)),
  differs('mode-any-case', ['mailauth'], hasUnknownModeOfAnyCase),

  differs('max-age-lenient', ['mailauth'], hasLenientMaxAge),
  ignores('max-age-required', allBut('stalwart', 'mailauth'), ({ has }) => has('policy-max-age-missing')),
  differs('max-age-assumed', ['stalwart', 'mailauth'], ({ has }) => has('policy-max-age-missing')),
  ignores('max-age-zero', ['chasquid'], ({ maxAgeSeconds }) => maxAgeSeconds === 0),
  differs(
    'max-age-replaced',
    ['stalwart'],
    ({ maxAgeSeconds: age }) => age !== null && (age < HOUR || age >= MAX_MAX_AGE_SECONDS),
  ),
  ignores('max-age-too-large', ['chasquid', 'postfix-mta-sts-resolver', 'mailauth'], ({ has }) =>
    has('policy-max-age-too-large'),
  ),
  ignores('max-age-too-large', ['mox'], ({ maxAgeSeconds }) => (maxAgeSeconds ?? 0) > MAX_INT32),
  differs('max-age-capped', ['postfix-tlspol'], ({ has }) => has('policy-max-age-too-large')),

  ignores('none-without-mx', ['chasquid', 'stalwart'], ({ isNoneWithoutMx }) => isNoneWithoutMx),
  differs('wildcard-any-depth', ['mailauth'], ({ isWildcardTooShallow }) => isWildcardTooShallow),
  unknown(
    'wildcard-of-postfix',
    ['postfix-tlspol', 'postfix-mta-sts-resolver'],
    ({ isWildcardTooShallow }) => isWildcardTooShallow,
  ),
  ignores('ip-in-mx', ['postfix-tlspol'], hasIpPattern),
  ignores('malformed', allBut('mailauth'), isMalformed),
  ignores('malformed', ['mailauth'], isMalformedForMailauth),
];
