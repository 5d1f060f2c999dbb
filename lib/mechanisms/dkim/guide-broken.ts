import { isErrorBy } from '../../problem.ts';
import { sentence, type SteppedWith, type StepText } from '../../steps.ts';
import { isUseless, type GuidedName, type WrittenKey } from './guide-keys.ts';
import { keyRecord, textsOf } from './guide-texts.ts';
import { isForReports } from './key.ts';
import { DKIM_PROBLEMS } from './problems.ts';
import { meantDkimKey } from './text-edits.ts';

/** True for a record that no receiver should use, and that was neither taken back nor meant for reports. Pure. */
export function isBroken({ key }: WrittenKey): boolean {
  return key.state !== 'usable' && key.state !== 'revoked' && !isForReports(key);
}

/** What to do about a record that is broken as a text, in the place of all that stands at its name. Pure. */
export function brokenTexts(at: GuidedName, written: WrittenKey, context: SteppedWith): StepText[] {
  const { say } = context;
  const { name } = at;
  if (!isBroken(written) || isUseless(written)) return [];
  const meant = meantDkimKey(written.text);
  if (meant !== null && meant !== written.text)
    return [
      sentence(say('dkim.guide.record.broken', { name })),
      keyRecord(name, meant, textsOf(at), context),
    ];
  const { problems } = written.key;
  if (problems.some(({ code }) => code === 'dkim-key-cut-off'))
    return [sentence(say('dkim.guide.record.cutOff', { name }))];
  const isOther = problems.every(
    ({ code }) => code === 'dkim-service-not-mail' || !isErrorBy(DKIM_PROBLEMS[code]),
  );
  return [sentence(say(isOther ? 'dkim.guide.record.services' : 'dkim.guide.record.open', { name }))];
}
