import type { Parsed, Selected } from '../../outcome.ts';
import { Problems, type Problem } from '../../problem.ts';
import { characterName } from '../../text/character-name.ts';
import { INVISIBLE } from '../../text/visible-text.ts';
import { DMARC_PROBLEMS, type DmarcProblemCode } from './problems.ts';
import { readDmarcRecord, type DmarcRecord } from './read-record.ts';
import { isDmarcRecord, missOf } from './version.ts';

export type { DmarcRecord, PoliciesByKind } from './read-record.ts';
export { isDmarcRecord, isMeantAsDmarcRecord } from './version.ts';

/**
 * Reads one TXT at `_dmarc.<domain>` (RFC 9989 §4.5), its strings already joined, by §4.7 and §4.8. A tag that cannot be read costs that tag alone. Invalid is a text that receivers ignore whole,
 * or because of which they apply no DMARC (§4.10.1: no valid policy and no valid rua; RFC 6376 §3.2: a tag that stands twice).
 */
export function parseDmarcRecord(text: string): Parsed<DmarcRecord, DmarcProblemCode> {
  const reading = readDmarcRecord(text);
  if (reading === null) return { state: 'invalid', problems: problemsOfMiss(text) };
  const { record, isUsable, problems } = reading;
  return isUsable ? { state: 'valid', value: record, problems } : { state: 'invalid', problems };
}

function problemsOfMiss(text: string): readonly Problem<DmarcProblemCode>[] {
  const problems = new Problems(DMARC_PROBLEMS);
  const code = missOf(text) ?? 'dmarc-unrelated-text';
  const position = { offset: 0, length: text.length, line: 1 };
  if (code === 'dmarc-invisible-character') {
    const at = text.search(INVISIBLE);
    problems.add(code, { character: characterName(text.slice(at)) }, { offset: at, length: 1, line: 1 });
  } else problems.add(code, code === 'dmarc-unrelated-text' ? { count: 1, text } : { text }, position);
  return problems.list;
}

/**
 * Chooses, as a receiver does, the record among all TXT of a name (RFC 9989 §4.10, steps 2 and 6). Texts that do not begin with `v=DMARC1` are set aside, so that they are absent, with
 * a problem where somebody meant one. Several records are all discarded: invalid, and receivers go on as if none were there. Takes the texts in any order, strings joined.
 */
export function selectDmarcRecord(texts: readonly string[]): Selected<DmarcRecord, DmarcProblemCode> {
  const ours = texts.filter(isDmarcRecord);
  const problems = new Problems(DMARC_PROBLEMS);
  const unrelated: string[] = [];
  for (const text of texts) {
    if (isDmarcRecord(text)) continue;
    if (missOf(text) === null) unrelated.push(text);
    else
      for (const { code, parameters, position } of problemsOfMiss(text))
        problems.add(code, parameters, position);
  }
  const [example] = unrelated.toSorted();
  if (example !== undefined) problems.add('dmarc-unrelated-text', { count: unrelated.length, text: example });
  const [text] = ours;
  if (text === undefined) return { state: 'absent', problems: problems.list };
  if (ours.length > 1) {
    problems.add('dmarc-several-records', { count: ours.length });
    return { state: 'invalid', problems: problems.list };
  }
  const parsed = parseDmarcRecord(text);
  const all = [...parsed.problems, ...problems.list];
  return parsed.state === 'valid'
    ? { state: 'found', value: parsed.value, text, problems: all }
    : { state: 'invalid', problems: all };
}
