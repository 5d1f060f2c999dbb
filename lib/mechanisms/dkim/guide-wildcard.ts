import { sentence, type StepQuestion, type SteppedWith, type StepText } from '../../steps.ts';
import { zoneStringsOf } from '../../text/zone-strings.ts';
import type { GuidedName } from './guide-keys.ts';
import { deletion, keyRecord } from './guide-texts.ts';

const QUESTION = 'dkim-selectors';
/** Labels, one or several (RFC 6376 §3.1). */
const SELECTOR = /^(?=.{1,63}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/i;

/** A key that answers for every selector: each one in use gets its own record, and only then the wildcard goes. */
export function wildcardTexts({ name }: GuidedName, text: string, context: SteppedWith): StepText[] {
  const { say, policyDomain, answers } = context;
  const lines = (answers[QUESTION] ?? []).map((line) => line.trim());
  const fault = lines.find((line) => !SELECTOR.test(line));
  const question: StepQuestion = {
    name: QUESTION,
    label: say('dkim.guide.selectors.label'),
    hint: say('dkim.guide.selectors.hint', { domain: policyDomain }),
    form: 'lines',
    options: [],
    fault: fault === undefined ? null : say('dkim.guide.selectors.fault', { line: fault }),
  };
  const selectors = [
    ...new Set(lines.filter((line) => SELECTOR.test(line)).map((line) => line.toLowerCase())),
  ];
  return [
    sentence(say('dkim.guide.record.wildcard')),
    { kind: 'question', question },
    ...selectors.map((selector) => keyRecord(`${selector}._domainkey.${policyDomain}`, text, [], context)),
    deletion(
      say('dkim.guide.record.wildcardCase'),
      say('dkim.guide.record.wildcardDelete'),
      `${name}. IN TXT ${zoneStringsOf(text)}`,
    ),
  ];
}
