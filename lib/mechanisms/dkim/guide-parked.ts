import { sentence, type MechanismStep, type SteppedWith } from '../../steps.ts';
import type { MxParts } from '../mx/facts.ts';
import type { SpfParts } from '../spf/facts.ts';
import type { GuidedName } from './guide-keys.ts';
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
  const isClosed =
    spf.state === 'found' &&
    spf.aliases.length === 0 &&
    spf.texts.some((text) => /^v=spf1 +-all *$/i.test(text));
  return isClosed || (spf.state === 'absent' && mx.state === 'absent' && mx.reason === 'null-mx');
}

/** A wildcard that revokes every selector which has no record of its own; those that have one it does not reach (RFC 4592 §2.2.1). Pure. */
export function parkedStep(names: readonly GuidedName[], context: SteppedWith): MechanismStep {
  const { say, policyDomain } = context;
  const step = { name: 'dkim-parked', title: say('dkim.guide.parked.title') };
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
