import { ISOLATE_END, ISOLATE_START } from '../lib/text/sentence.ts';

/**
 * A sentence with its parts marked: a value from the network stands isolated in a `<bdi>`, what the author put between
 * backticks in a `<code>`. Nothing in a value is ever read as markup.
 */
export function Sentence({ text }: { text: string }) {
  const parts = text.split(ISOLATE_START).flatMap((part, index) => {
    if (index === 0) return authored(part);
    const [value, rest] = split(part, ISOLATE_END);
    const shown = (
      <bdi key={`v${index}`} class="value">
        {value}
      </bdi>
    );
    return [shown, authored(rest)].flat();
  });
  return <>{parts}</>;
}

function authored(text: string) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
}

function split(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
