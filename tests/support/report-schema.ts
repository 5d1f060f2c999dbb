import { join } from 'node:path';
import type { GenericSchema } from 'valibot';
import { format, resolveConfig } from 'prettier';
import { CONSEQUENCES } from '../../lib/mechanisms/mta-sts/consequence.ts';
import { ADDRESS_STATES } from '../../lib/mechanisms/mx/address-state.ts';
import { TONES } from '../../lib/mechanism.ts';
import { storedParts } from '../../lib/mechanisms.ts';
import { REPORT_VERSION } from '../../lib/report/json.ts';
import { dnsFailure, pending, unknown } from '../../lib/stored/facts.ts';
import { security as securityShape } from '../../lib/stored/security.ts';
import { SEVERITIES } from '../../lib/severity.ts';
import { SCORE_BANDS, SCORE_GATES, SCORE_PARTS, SCORE_SUMS } from '../../lib/verdict/score-table.ts';
import { LANES } from '../../lib/verdict/weights.ts';
import { definitionsOf, jsonSchemaOf, objectOf, type JsonSchema } from './json-schema.ts';
import { ROOT } from './repository.ts';

export const REPORT_SCHEMA_FILE = 'docs/report.schema.json';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const amount = { type: 'number', minimum: 0 };
/** A list of codes may grow within a version, so that none is written out. */
const code = { type: 'string', pattern: '^[a-z0-9-]+$' };
const moment = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$` };
const orNull = (schema: JsonSchema) => ({ anyOf: [schema, { type: 'null' }] });
const listOf = (items: JsonSchema) => ({ type: 'array', items });
const range = { low: amount, high: amount };
const lane = { enum: LANES };
const tone = { enum: TONES };
const security = { enum: ['secure', 'insecure', 'bogus', 'unavailable'] };
const chainEnd = { enum: ['found', 'absent', 'invalid', 'not-asked', 'unknown'] };

/** What many mechanisms have among their facts. */
const NAMED = { dnsFailure, pending, unavailable: unknown, security: securityShape };

const ENVELOPE = {
  schema: { const: 'waxseal-report' },
  version: { const: REPORT_VERSION },
  generator: text,
  writtenAt: moment,
  language: text,
  policyDomain: text,
  resolver: objectOf({
    id: code,
    name: text,
    url: { type: 'string', pattern: '^https://' },
    validates: orNull(flag),
  }),
  startedAt: moment,
  transitAt: orNull(moment),
  finishedAt: orNull(moment),
  asked: listOf(lane),
  verdict: objectOf({
    standing: code,
    headline: code,
    tone,
    mode: orNull({ enum: ['enforce', 'testing', 'none'] }),
    maxAgeSeconds: orNull(amount),
    coverage: orNull(objectOf({ covered: amount, total: amount })),
  }),
  lanes: listOf(objectOf({ lane, state: code, tone, word: text, text })),
  score: orNull(
    objectOf({
      scale: amount,
      ...range,
      sums: objectOf(
        Object.fromEntries(SCORE_SUMS.map((sum) => [sum, objectOf({ ...range, most: amount })])),
      ),
      rows: listOf(
        objectOf({
          part: { enum: Object.keys(SCORE_PARTS) },
          sum: { enum: SCORE_SUMS },
          most: amount,
          ...range,
          outcome: code,
          source: text,
        }),
      ),
      gates: listOf({ enum: SCORE_GATES }),
      band: { enum: Object.keys(SCORE_BANDS) },
    }),
  ),
  mechanisms: listOf(objectOf({ name: code, lane, headline: code, tone, findings: listOf(amount) })),
  findings: listOf(
    objectOf({
      mechanism: code,
      code,
      severity: { enum: SEVERITIES },
      source: orNull(text),
      parameters: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    }),
  ),
  servers: listOf(
    objectOf({
      name: text,
      preference: { type: 'number' },
      address: { enum: ADDRESS_STATES },
      aliasOf: orNull(text),
      pattern: orNull(text),
      consequence: { enum: CONSEQUENCES },
    }),
  ),
  senders: listOf(
    objectOf({
      sender: code,
      accepts: { enum: ['accepts', 'ignores', 'differs', 'unknown'] },
      reasons: listOf(code),
    }),
  ),
  delegation: listOf(
    objectOf({
      name: text,
      aliases: listOf(text),
      end: chainEnd,
      fault: orNull({ enum: ['host-missing', 'leads-nowhere'] }),
    }),
  ),
  dnssec: orNull(
    objectOf({
      domain: security,
      mx: security,
      policyHost: orNull(security),
      hosts: listOf(objectOf({ name: text, state: security })),
    }),
  ),
  questions: listOf(
    objectOf({
      name: text,
      type: text,
      outcome: text,
      authentic: flag,
      unvalidated: flag,
      askedAt: moment,
      tookMs: amount,
    }),
  ),
  policyRequest: orNull(objectOf({ url: text, outcome: code, askedAt: moment, tookMs: amount })),
  receipt: listOf(
    objectOf({
      name: text,
      what: listOf(text),
      host: text,
      purpose: { enum: ['dns', 'policy'] },
      permission: text,
    }),
  ),
};

/**
 * Describes the report as JSON to programs. Each mechanism describes its facts by the shape in which they are stored, so that a new one is in it.
 */
export function reportSchema(): JsonSchema {
  const { policyFetch: _, ...parts } = storedParts() as Record<string, GenericSchema>;
  const shapes = Object.fromEntries(
    Object.entries(parts).map(([name, shape]) => [name, jsonSchemaOf(shape, NAMED)]),
  );
  const evidence = objectOf({ ...shapes, unprovenNoes: flag }, 'policyFile', 'unprovenNoes');
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Waxseal report',
    description:
      'What “Download JSON” writes; docs/report-schema.md says what the fields mean. A reader ignores fields that it does not know.',
    ...objectOf({ ...ENVELOPE, evidence }),
    $defs: definitionsOf(NAMED),
  };
}

/** The same as the text of its file. */
export async function reportSchemaText(): Promise<string> {
  const options = await resolveConfig(join(ROOT, REPORT_SCHEMA_FILE));
  return format(JSON.stringify(reportSchema()), { ...options, parser: 'json' });
}
