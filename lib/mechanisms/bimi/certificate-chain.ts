import { faultOf, type CertificateFault } from './certificate-faults.ts';
import { authorityNameOf } from './certificate-words.ts';
import type { X509 } from '../../octets/x509.ts';

/**
 * What can be known of the way from a certificate to its authority without verifying a signature: whether the names lead from each to the next, in this order, and whether one of them
 * has expired. Receivers have the roots themselves, so the last may be missing. Pure; `now` in milliseconds.
 */
export function chainFaults(leaf: X509, all: readonly X509[], now: number): CertificateFault[] {
  if (leaf.issuer.key === leaf.subject.key) return [faultOf('self-signed')];
  const chain: X509[] = [leaf];
  let next = issuerOf(leaf, all, chain);
  while (next) {
    chain.push(next);
    next = issuerOf(next, all, chain);
  }
  // A root is trusted because receivers have it, whatever stands here.
  const late = chain
    .slice(1)
    .filter(
      ({ notAfter, issuer, subject }) => notAfter !== null && notAfter < now && issuer.key !== subject.key,
    );
  return [
    ...(chain.length === 1 ? [faultOf('chain-missing', { text: authorityNameOf(leaf.issuer) ?? '' })] : []),
    ...late
      .slice(0, 1)
      .map(({ subject, notAfter }) =>
        faultOf('chain-expired', { text: authorityNameOf(subject) ?? '', at: notAfter }),
      ),
    ...(all.length !== chain.length || chain.some((each, index) => all[index] !== each)
      ? [faultOf('chain-order')]
      : []),
  ];
}

/** One that a certificate names as its issuer, and that is not yet on the way; none above a root. */
function issuerOf({ issuer, subject }: X509, all: readonly X509[], chain: readonly X509[]): X509 | undefined {
  if (issuer.key === subject.key) return undefined;
  return all.find((each) => each.subject.key === issuer.key && !chain.includes(each));
}
