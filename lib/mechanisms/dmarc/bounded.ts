import type { Problem } from '../../problem.ts';
import type { DmarcRecord } from './read-record.ts';

/** Whoever publishes records decides how long they are: no more of them is kept than anybody looks at. */

const MOST_TEXTS = 20;
const MOST_OCTETS = 4096;
const LONGEST_URI = 1000;
const LONGEST_PARAMETER = 400;

/** The first texts of an answer, each up to a length, and how many there were in all if that is more. */
export function boundedTexts(texts: readonly string[]): string[] {
  return texts.slice(0, MOST_TEXTS).map((text) => cut(text, MOST_OCTETS));
}

/** A record with the URIs that are short enough to be used. */
export function boundedRecord(record: DmarcRecord): DmarcRecord {
  return { ...record, rua: usableUris(record.rua), ruf: usableUris(record.ruf) };
}

function usableUris(uris: readonly string[]): string[] {
  return uris.filter((uri) => uri.length <= LONGEST_URI);
}

/** A problem with what its sentence can show of the text. */
export function boundedProblem<Code extends string>(problem: Problem<Code>): Problem<Code> {
  const parameters = Object.entries(problem.parameters).map(([name, value]) => [
    name,
    typeof value === 'string' ? cut(value, LONGEST_PARAMETER) : value,
  ]);
  return { ...problem, parameters: Object.fromEntries(parameters) as Problem['parameters'] };
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
