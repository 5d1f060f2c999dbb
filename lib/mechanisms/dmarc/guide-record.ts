import { copied, inCase, sentence, type MechanismStep, type StepText } from '../../steps.ts';
import { addressQuestion, typedAddresses, type AskedWith } from './guide-address.ts';
import { apexRecords } from './apex-records.ts';
import { isBelowUnread } from './guide-below.ts';
import type { Broken, Place } from './guide-place.ts';
import { printed, tagsOf, withTags } from './guide-tags.ts';
import { ownRecord } from './guide-texts.ts';
import { isWeaker } from './policy.ts';
import { isRegistered } from './known-tags.ts';
import { readDmarcRecord } from './read-record.ts';
import { isDmarcRecord, parseDmarcRecord } from './record.ts';
import type { DmarcFacts } from './facts.ts';
import { isMailbox } from './uris.ts';
import { dmarcNameOf } from './walk.ts';

/** The first step: one record that receivers can read, and that asks for no more than they do now. Pure. */
export function recordStep(place: Place, dmarc: DmarcFacts, context: AskedWith): MechanismStep {
  const { say, policyDomain } = context;
  const name = dmarcNameOf(policyDomain);
  const step = {
    name: 'dmarc-record',
    phase: 'reports' as const,
    title: say('dmarc.guide.record.title', { name }),
  };
  if (place.state === 'unknown')
    return { ...step, state: 'unknown', body: [sentence(say('dmarc.guide.record.unknown', { name }))] };
  if (place.state === 'alias') {
    const { target } = place;
    return {
      ...step,
      state: dmarc.applied.domain ? 'done' : 'unknown',
      body: [sentence(say('dmarc.guide.record.alias', { name, target }))],
    };
  }
  if (place.state === 'absent' && place.inherited !== null) {
    const { inherited } = place;
    return {
      ...step,
      state: 'done',
      body: [sentence(say('dmarc.guide.record.inherited', { from: inherited }))],
    };
  }
  const beside = strangersAt(dmarc, context);
  if (place.state === 'absent') return { ...step, state: 'needed', body: [...beside, ...newRecord(context)] };
  if (place.state === 'sound') {
    const own = suffixCase(place.text, context);
    return {
      ...step,
      // Whether others register names below, only its owner knows.
      state: own.length > 0 ? 'unknown' : 'done',
      body: [...beside, sentence(say('dmarc.guide.record.sound')), ...own],
    };
  }
  return { ...step, state: 'needed', body: [...beside, ...repair(place.broken, dmarc, context)] };
}

/** A first record, which changes nothing for mail, and for which only an address is needed. */
function newRecord(context: AskedWith): StepText[] {
  const { say } = context;
  const { uris } = typedAddresses(context);
  const value = printed([
    { name: 'p', value: 'none' },
    { name: 'rua', value: uris.join(',') },
  ]);
  return [
    sentence(say('dmarc.guide.record.first')),
    { kind: 'question', question: addressQuestion(context) },
    ...(uris.length > 0 ? [ownRecord(value, [], context)] : [sentence(say('dmarc.guide.record.address'))]),
  ];
}

function repair(broken: Broken, { apex }: DmarcFacts, context: AskedWith): StepText[] {
  const { say, policyDomain } = context;
  const { replaces, read, isAtApex, inForce, isHeldBack, policy, calm, strict, meant } = broken;
  const atApex = apexRecords(apex);
  const isUnread = policy === 'none' && !hasReports(calm);
  const { uris } = typedAddresses(context);
  const added = isUnread && uris.length > 0 ? withReports(calm, uris) : calm;
  const count = replaces.length;
  return [
    ...(isAtApex ? [sentence(say('dmarc.guide.record.apex', { domain: policyDomain }))] : []),
    ...(isAtApex && atApex.length > 1
      ? [sentence(say('dmarc.guide.record.apexSeveral', { count: atApex.length }))]
      : []),
    ...(count > 1
      ? [
          sentence(
            read === 1
              ? say('dmarc.guide.record.beside', { count: count - 1 })
              : say('dmarc.guide.record.several', { count }),
          ),
        ]
      : []),
    ...(count === 1 ? [sentence(say('dmarc.guide.record.broken'))] : []),
    sentence(
      policy === inForce
        ? say('dmarc.guide.record.calm', { policy })
        : say(`dmarc.guide.record.${isHeldBack ? 'apart' : 'weaker'}`, { policy, before: inForce }),
    ),
    ...(isUnread ? [{ kind: 'question', question: addressQuestion(context) } as const] : []),
    ownRecord(added, replaces, context),
    ...(isAtApex ? apexParts(atApex, context) : []),
    ...(strict === null
      ? []
      : [
          inCase(
            say('dmarc.guide.record.strictCase'),
            sentence(say('dmarc.guide.record.strict')),
            ...(isBelowUnread(meant.below) ? [sentence(say('dmarc.guide.record.unreadBelow'))] : []),
            ...olderReceivers(broken, context),
            ownRecord(strict, replaces, context),
          ),
        ]),
  ];
}

/** psd=y belongs to whoever registers domains for others (RFC 9989 §5.2). */
function suffixCase(text: string, context: AskedWith): StepText[] {
  const { say, policyDomain, registrableOf } = context;
  const isSuffix = readDmarcRecord(text)?.record.psd === 'y';
  if (!isSuffix || registrableOf(policyDomain) !== policyDomain) return [];
  return [
    inCase(
      say('dmarc.guide.record.suffixCase'),
      sentence(say('dmarc.guide.record.suffix')),
      ownRecord(printed(withTags(tagsOf(text), { psd: null })), [text], context),
    ),
  ];
}

/** What becomes of the texts at the domain itself: what else one holds, such as SPF, works there. */
function apexParts(texts: readonly string[], { say, policyDomain }: AskedWith): StepText[] {
  const whole = texts.filter(isNothingElse);
  return [
    ...whole.map((text) => copied(say('dmarc.guide.record.apexDelete', { domain: policyDomain }), text)),
    ...(whole.length < texts.length
      ? [sentence(say('dmarc.guide.record.apexPart', { domain: policyDomain }))]
      : []),
  ];
}

/** No version of another record, nothing but tags of DMARC before its own, and no name of another value behind it, such as a verification has. */
function isNothingElse(text: string): boolean {
  const [before = ''] = text.split(/\bv\W*dmarc|\bdmarc1/i);
  const names = Array.from(text.matchAll(/([a-z][\w-]*)\s*=/gi), ([, name = '']) => name.toLowerCase());
  const areOurs = names.every((name) => name === 'v' || name === 'version' || isRegistered(name));
  return areOurs && !/\bv\s*=\s*(?!\W*dmarc)\w/i.test(text) && before.split(';').every(isOurs);
}

function isOurs(part: string): boolean {
  const name = /[a-z\d]+/i.exec(part)?.[0].toLowerCase();
  return name === undefined || name === 'version' || isRegistered(name);
}

/** Those of RFC 7489 know no np, and what is wrong with it alone keeps nothing from them. */
function olderReceivers({ replaces, inForce }: Broken, { say }: AskedWith): StepText[] {
  const [text = '', another] = replaces.filter(isDmarcRecord);
  const policy = another === undefined ? readDmarcRecord(text)?.record.historic?.p : undefined;
  return policy !== undefined && isWeaker(inForce, policy)
    ? [sentence(say('dmarc.guide.record.older', { policy }))]
    : [];
}

/** Texts at the name that are none of DMARC, such as SPF or what a wildcard answers: receivers pass them over. */
function strangersAt({ steps }: DmarcFacts, { say, policyDomain }: AskedWith): StepText[] {
  const texts = steps[0]?.texts ?? [];
  const spf = texts.find((text) => /^v=spf1(?: |$)/i.test(text));
  if (spf === undefined) return [];
  return [sentence(say('dmarc.guide.record.spf', { name: dmarcNameOf(policyDomain), domain: policyDomain }))];
}

/** True where receivers have to know one of its addresses. */
export function hasReports(text: string): boolean {
  const parsed = parseDmarcRecord(text);
  return parsed.state === 'valid' && parsed.value.rua.some(isMailbox);
}

/** The record with these addresses behind those that it has. */
export function withReports(text: string, uris: readonly string[]): string {
  const tags = tagsOf(text);
  const there = tags.find(({ name }) => name.toLowerCase() === 'rua')?.value ?? '';
  const all = [...new Set([...there.split(',').map((uri) => uri.trim()), ...uris])].filter(
    (uri) => uri !== '',
  );
  return printed(withTags(tags, { rua: all.join(',') }));
}
