import type { DomainName } from '../names/domain-name.ts';

/** A reading of what is stored of a domain, which those who ask at the same time share: its copying costs more than the question. */
export function sharedReading<Value>(
  read: (domain: DomainName) => Promise<Value>,
): (domain: DomainName) => Promise<Value> {
  const reading = new Map<DomainName, Promise<Value>>();
  return (domain) => {
    const shared = reading.get(domain) ?? read(domain).finally(() => reading.delete(domain));
    reading.set(domain, shared);
    return shared;
  };
}
