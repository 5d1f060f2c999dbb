import {
  sentence,
  type MechanismStep,
  type ParkedOf,
  type SteppedWith,
  type ZoneChange,
} from '../../steps.ts';
import { isClosedSpf } from '../../text/closed-spf.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import type { DkimParts } from './facts.ts';
import { guidedNames, type GuidedName } from './guide-keys.ts';
import { keyRecord, REVOKED, textsOf } from './guide-texts.ts';

/**
 * True for a domain that says it sends no mail: by an SPF record that lets nobody send, or by a null MX (RFC 7505 §4.2) without an SPF record; and of which nothing says that it
 * does. A key that is not revoked says so, and so does an alias to a provider's. Pure.
 */
export function isParked(
  { mx }: MxParts,
  spf: SpfParts['spf'] | undefined,
  names: readonly GuidedName[],
): boolean {
  const isSigning = names.some(
    ({ state, aliases, keys }) =>
      state === 'unavailable' || aliases.length > 0 || keys.some(({ key }) => key.state !== 'revoked'),
  );
  if (isSigning || !spf || spf.state === 'pending' || spf.state === 'unavailable') return false;
  const isClosed = spf.state === 'found' && spf.aliases.length === 0 && spf.texts.some(isClosedSpf);
  return isClosed || (spf.state === 'absent' && mx.state === 'absent' && mx.reason === 'null-mx');
}

/** A wildcard that revokes every selector which has no record of its own; those that have one it does not reach (RFC 4592 §2.2.1). Pure. */
export function parkedStep(names: readonly GuidedName[], context: SteppedWith): MechanismStep {
  const { say, policyDomain } = context;
  const step = { name: 'dkim-parked', phase: 'senders' as const, title: say('dkim.guide.parked.title') };
  if (isAllRevoked(names)) return { ...step, state: 'done', body: [sentence(say('dkim.guide.parked.done'))] };
  const wildcard = names.find(({ selector }) => selector === '*');
  return {
    ...step,
    state: 'needed',
    body: [
      sentence(say('dkim.guide.parked.why')),
      sentence(say('dkim.guide.parked.safe')),
      keyRecord(`*._domainkey.${policyDomain}`, REVOKED, wildcard ? textsOf(wildcard) : [], context),
    ],
  };
}

/** True where a wildcard revokes all selectors. */
export function isAllRevoked(names: readonly GuidedName[]): boolean {
  const wildcard = names.find(({ selector }) => selector === '*');
  return wildcard !== undefined && wildcard.keys.every(({ key }) => key.state === 'revoked');
}

/**
 * What DKIM is for a domain without mail: no selector has a key. The wildcard does not reach names that have a record of their own, so those are taken back one by one. Keys that were not
 * found may be there all the same, and say nothing. Pure.
 */
export const dkimParked: ParkedOf<DkimParts> = ({ dkim }, { policyDomain }) => {
  if (dkim.state === 'pending') return { says: 'unknown', changes: null };
  const names = guidedNames(dkim, policyDomain);
  const inUse = names.filter(({ aliases, keys }) => aliases.length > 0 || keys.some(isKey));
  const isUnknown =
    dkim.base === 'unavailable' ||
    dkim.beside?.state === 'unavailable' ||
    names.some(({ state, isCut }) => state === 'unavailable' || isCut);
  const says = inUse.length > 0 ? 'mail' : isUnknown ? 'unknown' : 'nothing';
  if (isUnknown) return { says, changes: null };
  const own = inUse.filter(({ selector }) => selector !== '*').map(takenBack);
  if (isAllRevoked(names)) return { says, changes: own };
  const wildcard = names.find(({ selector }) => selector === '*');
  const name = `*._domainkey.${policyDomain}`;
  const publish = { ownerName: name, type: 'TXT', data: REVOKED } as const;
  return { says, changes: [{ publish, replaces: wildcard ? recordsAt(wildcard) : [] }, ...own] };
};

function isKey({ key }: GuidedName['keys'][number]): boolean {
  return key.state !== 'revoked';
}

/** An alias goes, and the wildcard then answers in its place; a key is taken back where it stands. */
function takenBack(at: GuidedName): ZoneChange {
  const publish = { ownerName: at.name, type: 'TXT', data: REVOKED } as const;
  return { publish: at.aliases.length > 0 ? null : publish, replaces: recordsAt(at) };
}

function recordsAt({ name, aliases: [target], keys }: GuidedName): ZoneChange['replaces'] {
  return target === undefined
    ? keys.map(({ text }) => ({ ownerName: name, type: 'TXT', data: text }))
    : [{ ownerName: name, type: 'CNAME', data: `${target}.` }];
}
