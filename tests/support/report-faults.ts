import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JsonSchema } from './json-schema.ts';
import { reportSchema } from './report-schema.ts';

const published = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(reportSchema());
/** Also refuses what the schema does not name: a reader ignores that, and we have to describe it. */
const closed = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(
  withoutOthers(reportSchema()) as JsonSchema,
);

/** What a report as JSON has that its schema does not allow, each with its place, or does not name; empty for a good one. */
export function reportFaults(report: unknown): string[] {
  const validate = published(report) ? closed : published;
  validate(report);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The schema with every object that names its fields closed to others. */
function withoutOthers(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutOthers);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([name, each]) => [name, withoutOthers(each)]));
  const isObject = inner['type'] === 'object' && 'properties' in inner;
  return isObject ? { ...inner, additionalProperties: false } : inner;
}
