import type { DomainName } from '../../names/domain-name.ts';
import { tlsaNameOf } from './base-names.ts';

/**
 * Commands for whoever runs a server, with its name filled in. A digest is printed only where the step before it worked: of nothing at all
 * `openssl dgst` prints a digest too, and with that published no mail would come.
 */

/** Prints the `3 1 1` record for the certificate in a file. */
export function recordOfCertificate(host: DomainName, base: DomainName): string {
  const file = `/etc/letsencrypt/live/${host}/cert.pem`;
  return `openssl x509 -in ${file} -noout -pubkey | openssl pkey -pubin -outform DER -out tlsa.der && ${printed(base)}`;
}

/** Prints the `3 1 1` record for a private key that is not in use yet. */
export function recordOfKey(base: DomainName): string {
  return `openssl pkey -in next.key -pubout -outform DER -out tlsa.der && ${printed(base)}`;
}

/** Prints the `3 1 1` record for the key that a server shows. */
export function recordOfServer(host: DomainName, base: DomainName): string {
  return `openssl s_client -starttls smtp -connect ${host}:25 -servername ${base} </dev/null 2>/dev/null | openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER -out tlsa.der && ${printed(base)}`;
}

/** Says whether a server offers STARTTLS. */
export function starttlsOf(host: DomainName): string {
  return `openssl s_client -starttls smtp -connect ${host}:25 -servername ${host} -brief </dev/null`;
}

/** Says whether an answer is signed, and holds; `name` is a name of DNS and nothing else. */
export function validationOf(name: string, type: 'MX' | 'A' | 'CNAME' | 'TLSA'): string {
  return `delv ${name} ${type}`;
}

/** Says what a sender that checks DANE makes of a domain; sends nothing. */
export function deliveryTo(domain: DomainName): string {
  return `posttls-finger -c -l dane-only ${domain}`;
}

function printed(base: DomainName): string {
  return `openssl dgst -sha256 -r tlsa.der | sed 's/ .*//; s/^/${tlsaNameOf(base)}. IN TLSA 3 1 1 /'`;
}
