import type { Extension, Range } from '@codemirror/state';
import {
  Decoration,
  ViewPlugin,
  type DecorationSet,
  type EditorView,
  type ViewUpdate,
} from '@codemirror/view';
import type { Token } from '../../lib/text/token.ts';

const MARKS = {
  key: Decoration.mark({ class: 'token-key' }),
  value: Decoration.mark({ class: 'token-value' }),
};

/** Shows the parts of each line that is in view as our own reader reads them. */
export function tokenMarks(tokensOf: (line: string) => readonly Token[]): Extension {
  const marksOf = ({ state: { doc }, visibleRanges }: EditorView): DecorationSet => {
    const marks: Range<Decoration>[] = [];
    for (const { from, to } of visibleRanges)
      for (let at = from; at <= to;) {
        const line = doc.lineAt(at);
        const text = line.text.replace(/\r$/, '');
        for (const token of tokensOf(text))
          marks.push(MARKS[token.kind].range(line.from + token.from, line.from + token.to));
        at = line.to + 1;
      }
    return Decoration.set(marks, true);
  };
  return ViewPlugin.define(
    (view) => ({
      marks: marksOf(view),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.marks = marksOf(update.view);
      },
    }),
    { decorations: ({ marks }) => marks },
  );
}
