import { STS_PROBLEMS } from '../mechanisms/mta-sts/problems.ts';
import { readField } from '../mechanisms/mta-sts/policy-line.ts';
import { REPORT_RECORDS } from '../mechanisms.ts';
import { Problems } from '../problem.ts';
import { parseFields } from '../text/tag-record.ts';
import type { Token } from '../text/token.ts';

/** Key and value of a policy line, as the parser reads them; nothing where it finds no field. */
export function policyTokens(line: string): Token[] {
  const field = readField({ text: line, offset: 0, number: 1 }, new Problems(STS_PROBLEMS));
  if (!field) return [];
  const { key, value, position, valuePosition } = field;
  return [
    { kind: 'key', from: position.offset, to: position.offset + key.length },
    { kind: 'value', from: valuePosition.offset, to: valuePosition.offset + value.length },
  ];
}

const VERSIONS = ['v=STSv1', ...REPORT_RECORDS.map(({ version }) => version)];
const FREE = ['id', ...REPORT_RECORDS.map(({ field }) => field)];

/** The version, and name and value of each field, of a record that begins as it must. */
export function recordTokens(line: string): Token[] {
  const version = VERSIONS.find((each) => line.startsWith(each));
  if (version === undefined || /^[A-Za-z0-9]/.test(line.slice(version.length))) return [];
  const { fields } = parseFields(line, version.length, FREE);
  const ofFields = fields.flatMap(({ name, position: { offset, length } }): Token[] => [
    { kind: 'key', from: offset, to: offset + name.length },
    { kind: 'value', from: offset + name.length + 1, to: offset + length },
  ]);
  return [{ kind: 'key', from: 0, to: 1 }, { kind: 'value', from: 2, to: version.length }, ...ofFields];
}
