import { Problems, type Position, type Problem } from '../../problem.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';
import { recordFindings } from './record-findings.ts';
import { hexOf, storedTlsa } from './stored-tlsa.ts';
import type { WrittenTlsa } from './text-records.ts';
import type { TlsaRecord } from './tlsa.ts';

type Finding = Problem<DaneProblemCode>;
type Readable = WrittenTlsa & { readonly record: TlsaRecord };

/** What is about all records of a server, and so stands at none of them. */
const OF_ALL: ReadonlySet<DaneProblemCode> = new Set([
  'dane-all-unusable',
  'dane-many-records',
  'dane-no-sha256',
  'dane-mixed-digests',
  'dane-no-rollover',
  'dane-issuer-incomplete',
]);

/**
 * Everything worth saying about written records if they were what a mail server has, and all of it: the very findings of records that are published, each at
 * the record that it is about. Those of other ports are none of the business of mail. Pure; `now` in milliseconds since 1970 UTC.
 */
export function textFindings(records: readonly WrittenTlsa[], now: number): readonly Finding[] {
  const findings = new Problems(DANE_PROBLEMS);
  const servers = Map.groupBy(
    records.filter(({ isForMail }) => isForMail),
    ({ host }) => host,
  );
  for (const [host, own] of servers) {
    const readable = own.filter(isReadable);
    // What is not readable yet may be what is missing.
    const isWhole = readable.length === own.length;
    for (const { code, parameters, position } of findingsOf(host, readable, now))
      if (isWhole || !OF_ALL.has(code)) findings.add(code, parameters, position);
  }
  return findings.list;
}

function findingsOf(host: string, readable: readonly Readable[], now: number): Finding[] {
  const records = readable.map(({ record }) => storedTlsa(record));
  const places = new Map<string, Position[]>();
  for (const written of readable)
    for (const alone of recordFindings(host, { records: [storedTlsa(written.record)], count: 1 }, now)) {
      const identity = identityOf(alone);
      const known = places.get(identity) ?? [];
      known.push(positionOf(written, alone.code));
      places.set(identity, known);
    }
  const all = recordFindings(host, { records, count: records.length }, now);
  return all.flatMap((finding): Finding[] => {
    const { code, parameters } = finding;
    if (code === 'dane-duplicate')
      return repeatedIn(readable).map((position) => ({ code, parameters, position }));
    const found = OF_ALL.has(code) ? undefined : places.get(identityOf(finding));
    return found?.map((position) => ({ code, parameters, position })) ?? [finding];
  });
}

/** The field that is to be looked at, counted from 0. */
const FIELDS: Readonly<Partial<Record<DaneProblemCode, number>>> = {
  'dane-usage-pkix': 0,
  'dane-usage-unknown': 0,
  'dane-selector-unknown': 1,
  'dane-ee-certificate': 1,
  'dane-ta-certificate': 1,
  'dane-matching-unknown': 2,
  'dane-digest-length': 3,
  'dane-data-not-der': 3,
  'dane-full-data': 3,
  'dane-ee-issuer': 3,
  'dane-issuer-retired': 3,
  'dane-digest-of-nothing': 3,
};

function positionOf({ fields, position }: WrittenTlsa, code: DaneProblemCode): Position {
  return fields[FIELDS[code] ?? -1] ?? position;
}

function isReadable(written: WrittenTlsa): written is Readable {
  return written.record !== null;
}

/** The same for a retired issuer that stands alone as for one beside others. */
function identityOf({ code, parameters }: Finding): string {
  return JSON.stringify([code.replace(/-beside$/, ''), parameters]);
}

function repeatedIn(readable: readonly Readable[]): Position[] {
  const seen = new Set<string>();
  return readable.flatMap(({ record: { usage, selector, matching, data }, position }) => {
    const text = `${usage} ${selector} ${matching} ${hexOf(data)}`;
    const isRepeated = seen.has(text);
    seen.add(text);
    return isRepeated ? [position] : [];
  });
}
