import * as v from 'valibot';
import { BIMI_PROBLEMS, type BimiProblemCode } from './problems.ts';
import type { BimiRecord } from './record.ts';
import type { RecordFacts } from '../../dns/record-facts.ts';
import type { Pending } from '../../outcome.ts';
import { pending, recordFacts } from '../../stored/facts.ts';
import { only, strings } from '../../stored/shapes.ts';

/** What is found of the logo that a domain wants beside its mail. */
export interface BimiParts {
  readonly bimi: Pending | BimiFacts;
}

export interface BimiFacts {
  readonly state: 'found';
  /** What stands at the domain and, where that has none, at its organizational domain. */
  readonly places: readonly BimiPlace[];
  /** False where the domain has none, and nobody could know which domain is above it. */
  readonly isAboveKnown: boolean;
  /** The name of the domain itself where a record stands there in the place of `default._bimi`, so that nobody finds it; null where none does, or a record is in its place. */
  readonly misplacedAt: string | null;
}

export interface BimiPlace {
  /** The domain; its record stands at `default._bimi` below it. */
  readonly domain: string;
  readonly record: Pending | RecordFacts<BimiRecord, BimiProblemCode>;
}

const record: v.GenericSchema<unknown, BimiPlace['record']> = recordFacts(
  {
    logo: v.nullable(v.string()),
    evidence: v.nullable(v.string()),
    isDeclined: v.boolean(),
    avatar: v.picklist(['brand', 'personal']),
    localParts: v.nullable(strings),
  },
  BIMI_PROBLEMS,
);

const bimi: v.GenericSchema<unknown, BimiParts['bimi']> = v.variant('state', [
  pending,
  v.object({
    state: only('found'),
    places: v.array(v.object({ domain: v.string(), record })),
    isAboveKnown: v.boolean(),
    misplacedAt: v.nullable(v.string()),
  }),
]);

export const BIMI_STORED = { bimi };
