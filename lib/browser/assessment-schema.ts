import * as v from 'valibot';
import { ASSESSMENT_SCHEMA, type Assessment } from '../check/assessment.ts';
import { storedParts } from '../mechanisms.ts';
import { dnsFailure } from '../stored/facts.ts';
import { check, only, span } from '../stored/shapes.ts';
import type { RecordType } from '../dns/lookup.ts';
import { LANES } from '../verdict/weights.ts';

/**
 * What an assessment in storage must look like. Storage can hold anything: an older version's data, a half-written value,
 * what another program put there. What does not fit counts as not there.
 */

/** A failure, or a response code as it is printed, in capitals. */
const outcome = v.pipe(
  v.string(),
  v.check((text) => /^[A-Z]/.test(text) || v.is(dnsFailure, text)),
);

export const assessmentSchema = v.object({
  schema: only(ASSESSMENT_SCHEMA),
  ...check,
  ...storedParts(),
  queries: v.array(
    v.object({
      name: v.string(),
      // Not compared with the table of record types, whose readers no page needs.
      type: v.pipe(
        v.string(),
        v.check((type) => /^[A-Z\d]{1,10}$/.test(type)),
        v.transform((type) => type as RecordType),
      ),
      outcome,
      authentic: v.boolean(),
      isUnchecked: v.exactOptional(v.boolean()),
      ...span,
    }),
  ),
  unprovenNoes: v.optional(v.boolean()),
  lanes: v.optional(v.array(v.picklist(LANES))),
  // Each part has the shape that its mechanism gives it, which no type can follow through the list.
}) as unknown as v.GenericSchema<unknown, Assessment>;
