import type { Expected, LabDomain } from './types.ts';

/** A domain as it is described, with what differs from what is expected of the usual one. */
export function expecting(domain: LabDomain, differences: Partial<Expected>): LabDomain {
  const { headlines } = domain.expected;
  return {
    ...domain,
    expected: {
      ...domain.expected,
      ...differences,
      headlines: { ...headlines, ...differences.headlines },
    },
  };
}

/** What is expected where senders find no policy. */
export function withoutPolicy(
  standing: Expected['standing'],
  ...findings: Expected['findings']
): Partial<Expected> {
  return { standing, mode: null, maxAgeSeconds: null, covered: null, findings };
}
