import type { ComponentChildren } from 'preact';
import { keyOf, say, sayPlainly, type SentenceKey } from '../../lib/locales/say.ts';
import type { MechanismName } from '../../lib/mechanisms.ts';
import {
  countOf,
  type Changes,
  type FindingChange,
  type RowChange,
  type ValueChange,
} from '../../lib/report/changes.ts';
import { findingWords } from '../finding-words.ts';
import { durationWords, momentWords } from '../format.ts';
import { Sentence } from '../Sentence.tsx';
import { useShown } from '../use-shown.tsx';

/** What changed since the last check in this page. Screen readers are told how much, and read the rest where it stands. It is in no file, and not on paper. */
export function Changed({ changes }: { readonly changes: Changes | null }) {
  const count = changes ? countOf(changes) : 0;
  return (
    <div class="changed">
      {/* It is there before there is something to say, or nothing of that would be announced. */}
      <p role="status">{changes && <Sentence text={summaryOf(changes, count)} />}</p>
      {changes && count > 0 && <List key={changes.since} changes={changes} />}
    </div>
  );
}

function summaryOf({ since, isPartial }: Changes, count: number): string {
  const time = momentWords(since);
  if (count > 0) return sayPlainly('changed.some', { time, count });
  return isPartial ? sayPlainly('changed.nothingKnown', { time }) : sayPlainly('changed.nothing', { time });
}

function List({ changes }: { readonly changes: Changes }) {
  const { score, rows, values, findings } = changes;
  const sentences = [
    ...(score ? [sayPlainly('changed.score', score)] : []),
    ...rows.map(rowWords),
    ...values.map(valueWords),
  ];
  const all: ComponentChildren[] = [
    ...sentences.map((text) => <Sentence key={text} text={text} />),
    ...findings.map((change) => <Found key={JSON.stringify(change.finding)} {...change} />),
  ];
  const { shown, more } = useShown(all);
  return (
    <>
      <ul>
        {shown.map((each, index) => (
          // They never change places: another check makes another list.
          <li key={index}>{each}</li>
        ))}
      </ul>
      {more}
    </>
  );
}

function rowWords(change: RowChange): string {
  const name = say(`mechanism.${keyOf(change.name)}.name`);
  if (change.kind === 'known')
    return sayPlainly('changed.known', { name, to: wordOf(change.name, change.to) });
  const from = wordOf(change.name, change.from);
  if (change.kind === 'unknown') return sayPlainly('changed.unknown', { name, from });
  return sayPlainly(`changed.${change.kind}`, { name, from, to: wordOf(change.name, change.to) });
}

function wordOf(name: MechanismName, headline: string): string {
  return say(`mechanism.${keyOf(name)}.state.${keyOf(headline)}` as SentenceKey);
}

function valueWords(change: ValueChange): string {
  if (change.name === 'mode') return sayPlainly('changed.mode', { from: change.from, to: change.to });
  if (change.name === 'coverage')
    return sayPlainly('changed.coverage', {
      from: say('facts.covered', change.from),
      to: say('facts.covered', change.to),
    });
  return sayPlainly('changed.maxAge', { from: durationWords(change.from), to: durationWords(change.to) });
}

function Found(change: FindingChange) {
  const title = <Sentence text={findingWords(change.finding).title} />;
  return (
    <span data-change={change.kind} data-code={change.finding.code}>
      <strong>{say(`changed.finding.${change.kind}`)}</strong> {title}
      {change.kind === 'differs' && (
        <>
          {' '}
          <span class="quiet">
            {say('changed.before')} <Sentence text={findingWords(change.before).title} />
          </span>
        </>
      )}
    </span>
  );
}
