import type { Problem, ProblemCode } from '../mechanisms.ts';
import type { Selected } from '../outcome.ts';
import type { Position } from '../problem.ts';
import { textsOf } from '../text/text-lines.ts';

/**
 * The problems of TXT records that are written one a line, each with its place in the whole text. `select` chooses
 * among them as a sender does; `version` is how the one that it takes begins.
 */
export function problemsOfRecords(
  text: string,
  version: string,
  select: (texts: readonly string[]) => Selected<unknown, ProblemCode>,
): Problem[] {
  const texts = textsOf(text);
  const places = placesOf(text);
  const chosen = texts.length === 1 ? texts[0] : texts.find((each) => each.startsWith(`${version};`));
  // A problem of one record has its place in that record; one that quotes a record is about all of it.
  const placeOf = ({ parameters, position }: Problem): Position | undefined => {
    const start = places.get(String(position ? chosen : parameters['text']));
    if (!start || !position) return start;
    return { ...position, offset: start.offset + position.offset, line: start.line };
  };
  return select(texts).problems.map((problem): Problem => {
    const { code, parameters } = problem;
    const position = placeOf(problem);
    return position ? { code, parameters, position } : { code, parameters };
  });
}

/** Where each record stands; of equal ones the first. */
function placesOf(text: string): ReadonlyMap<string, Position> {
  const places = new Map<string, Position>();
  let offset = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const body = line.replace(/\r$/, '');
    if (!places.has(body)) places.set(body, { offset, length: body.length, line: index + 1 });
    offset += line.length + 1;
  }
  return places;
}
