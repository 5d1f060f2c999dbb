import { cut } from './certificate-faults.ts';
import type { X509Name } from '../../octets/x509.ts';

const COMMON_NAME = '550403';
const ORGANIZATION = '55040a';
/** 1.3.6.1.4.1.53087.1.13, of the requirements of the authorities for mark certificates. */
const MARK_TYPE = '2b06010401839e5f010d';

/** Whom a certificate is for: the organization, or a common name. */
export function organizationOf({ texts }: X509Name): string | null {
  return shown(texts.get(ORGANIZATION) ?? texts.get(COMMON_NAME));
}

/** What an authority calls a certificate of its own: the common name, or the organization. */
export function authorityNameOf({ texts }: X509Name): string | null {
  return shown(texts.get(COMMON_NAME) ?? texts.get(ORGANIZATION));
}

/** What kind of mark the logo is, as the authority wrote it; null where the certificate does not say, as older ones. */
export function markTypeOf({ texts }: X509Name): string | null {
  return shown(texts.get(MARK_TYPE));
}

function shown(text: string | undefined): string | null {
  return text === undefined ? null : cut(text);
}
