import { sentence, type MechanismStep, type ParkedOf, type SteppedWith, type StepText } from '../../steps.ts';
import type { DmarcFacts, DmarcParts } from './facts.ts';
import { addressQuestion, typedAddresses, type AskedWith } from './guide-address.ts';
import { policiesBelow } from './guide-calm.ts';
import { isBelowUnread, type MeantBelow } from './guide-below.ts';
import { belowStep } from './guide-enforce.ts';
import { placeOf, type Place } from './guide-place.ts';
import { recordStep, withReports } from './guide-record.ts';
import { recordFor } from './guide-repair.ts';
import { tagsOf, withTags, type WrittenTag } from './guide-tags.ts';
import { ownRecord } from './guide-texts.ts';
import { hostOfReportUri } from './report-hosts.ts';
import { dmarcNameOf } from './walk.ts';

/** The record of a domain from which nothing is sent. */
interface Silent {
  /** The texts whose place it takes. */
  readonly texts: readonly string[];
  /** Null where all is rejected already, and it stays as it is. */
  readonly value: string | null;
}

/**
 * Everything but the policy stays as it is, and addresses at the domain itself, which takes no mail. Null where we could not know what stands there, somebody else publishes it, it
 * cannot be made one that rejects, or it says something of names below that nobody can read: they may send, and would be rejected too. Pure.
 */
function silentRecord(place: Place, dmarc: DmarcFacts, { policyDomain }: SteppedWith): Silent | null {
  if (place.state === 'unknown' || place.state === 'alias') return null;
  const broken = place.state === 'broken' ? place.broken : null;
  const texts = broken?.replaces ?? (place.state === 'sound' ? [place.text] : []);
  const tags = broken?.meant.tags ?? tagsOf(texts[0] ?? '');
  const below: MeantBelow = broken ? broken.meant.below : { sp: null, np: null };
  if (isBelowUnread(below)) return null;
  const others = withoutOwn(tags, policyDomain);
  if (!broken && isAllRejected(dmarc) && Object.keys(others).length === 0) return { texts, value: null };
  const kept = withTags(tags, { t: null, pct: null, ...others });
  const value = recordFor(kept, { p: 'reject', ...policiesBelow({ tags, below }, 'reject', NOTHING_BELOW) });
  return value === null ? null : { texts, value };
}

/** Where nothing is unread, it is not looked at. */
const NOTHING_BELOW = { sp: 'none', np: 'none' } as const;

/** By receivers of both kinds: older ones go by the percentage (RFC 7489 §6.6.4). */
export function isAllRejected({ applied, record }: DmarcFacts): boolean {
  return applied.domain?.policy === 'reject' && (record?.pct ?? 100) === 100;
}

/** What changes of the tags that have addresses, so that none is at the domain itself; empty where none is. */
function withoutOwn(tags: readonly WrittenTag[], domain: string): Readonly<Record<string, string | null>> {
  const changes = tags.flatMap(({ name, value }) => {
    const tag = name.toLowerCase();
    if (tag !== 'rua' && tag !== 'ruf') return [];
    const all = value.split(',').map((uri) => uri.trim());
    const others = all.filter((uri) => hostOfReportUri(uri) !== domain);
    return others.length === all.length ? [] : [[tag, others.length > 0 ? others.join(',') : null] as const];
  });
  return Object.fromEntries(changes);
}

/** Of a domain that sends nothing all mail is forged: there is nothing to wait for. Pure. */
export function silentSteps(place: Place, dmarc: DmarcFacts, context: AskedWith): MechanismStep[] {
  const { say } = context;
  const silent = silentRecord(place, dmarc, context);
  if (silent === null) return [recordStep(place, dmarc, context)];
  const { texts, value } = silent;
  const { uris } = typedAddresses(context);
  const body: StepText[] =
    value === null
      ? [sentence(say('dmarc.guide.silent.done'))]
      : [
          sentence(say('dmarc.guide.silent.why')),
          sentence(say('dmarc.guide.silent.below')),
          { kind: 'question', question: addressQuestion(context, true) },
          ownRecord(uris.length > 0 ? withReports(value, uris) : value, texts, context),
        ];
  const below = place.state === 'sound' ? belowStep(place.text, dmarc, context) : null;
  return [
    {
      name: 'dmarc-silent',
      phase: 'reports',
      state: value === null ? 'done' : 'needed',
      title: say('dmarc.guide.silent.title'),
      body,
    },
    ...(below === null ? [] : [below]),
  ];
}

/** The same record, for the zone of a domain without mail. What is not said of it, others say. Pure. */
export const dmarcParked: ParkedOf<DmarcParts> = (parts, context) => {
  const { dmarc } = parts;
  const silent = dmarc.state === 'pending' ? null : silentRecord(placeOf(parts, context), dmarc, context);
  if (silent === null) return { says: 'nothing', changes: null };
  const { texts, value } = silent;
  if (value === null) return { says: 'nothing', changes: [] };
  const record = (data: string) =>
    ({ ownerName: dmarcNameOf(context.policyDomain), type: 'TXT', data }) as const;
  return { says: 'nothing', changes: [{ publish: record(value), replaces: texts.map(record) }] };
};
