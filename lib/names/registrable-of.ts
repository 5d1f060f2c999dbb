import type { DomainName } from './domain-name.ts';

/**
 * The registered domain that a name belongs to, or null for a public suffix, and where it is not known. A parameter wherever it is needed, since the public
 * suffix list is heavy and stands in the background alone.
 */
export type RegistrableOf = (name: DomainName) => DomainName | null;
