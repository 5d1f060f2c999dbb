import { MECHANISMS, PROBLEMS, type ProblemCode } from '../../../lib/mechanisms.ts';
import { HEADLINES, type Standing } from '../../../lib/verdict/headlines.ts';
import type { Expected, LabDomain, PublishedDomain } from './types.ts';

/**
 * Words of mechanisms that are not in the list yet, so that domains can be described before there is a judge of them. Each is expected from the day on
 * which it is known, and its line here goes then: a test holds that (tests/repo/lab/foreseen.test.ts).
 */
export const TO_COME = {
  standings: [],
  mechanisms: [],
  codes: [],
} as const;

type Coming<Kind extends keyof typeof TO_COME> = (typeof TO_COME)[Kind][number];

type ForeseenCode = ProblemCode | Coming<'codes'>;
type Findings = 'findings' | 'findingsByReason';

/** What a correct reader will say. */
export interface Foreseen extends Omit<Expected, 'standing' | 'headlines' | Findings> {
  standing: Standing | Coming<'standings'>;
  headlines: Expected['headlines'] & Partial<Record<Coming<'mechanisms'>, string>>;
  findings: readonly ForeseenCode[];
  findingsByReason?: readonly ForeseenCode[];
}

/** A domain with what is foreseen for it. */
export interface ForeseenDomain extends PublishedDomain {
  expected: Foreseen;
}

/** A domain as it is described, with what is foreseen in the place of what is expected of the usual one. */
export function foreseen(domain: LabDomain, differences: Partial<Foreseen>): ForeseenDomain {
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

/** What is foreseen where senders find no policy. */
export function withoutPolicy(
  standing: Foreseen['standing'],
  ...findings: Foreseen['findings']
): Partial<Foreseen> {
  return { standing, mode: null, maxAgeSeconds: null, covered: null, findings };
}

/** The domains whose standing is known, with what can be expected of them today. */
export function expectable(domains: readonly ForeseenDomain[]): LabDomain[] {
  return domains.flatMap(({ expected, ...domain }) => {
    const { standing, headlines, findings, findingsByReason = [], ...rest } = expected;
    if (!isKnownStanding(standing)) return [];
    const known = Object.entries(headlines).filter(([name]) => isKnownMechanism(name));
    return {
      ...domain,
      expected: {
        ...rest,
        standing,
        headlines: Object.fromEntries(known),
        findings: findings.filter(isKnownCode),
        findingsByReason: findingsByReason.filter(isKnownCode),
      },
    };
  });
}

/** Whether a verdict can be that. */
export function isKnownStanding(standing: string): standing is Standing {
  return Object.values(HEADLINES).some((each) => each.standing === standing);
}

/** Whether there is a mechanism of that name. */
export function isKnownMechanism(name: string): boolean {
  return MECHANISMS.some((each) => each.name === name);
}

/** Whether some mechanism can say that. */
export function isKnownCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
