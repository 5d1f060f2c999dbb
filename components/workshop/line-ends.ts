import { EditorSelection, EditorState, RangeSet, RangeValue, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { usualLineEnd, type LineEnd } from '../../lib/text/text-lines.ts';

/**
 * Keeps a text in the editor what it is, to the byte: only LF separates lines there, so a CR stays a character of the
 * text, the editor's offsets are those of the parser, and nothing is ever turned into another line end. CR LF behaves
 * as the one thing that it is: the cursor stands before or behind it, and it is deleted whole.
 */
export function exactLineEnds(): Extension {
  // A click behind the text of a line means that line; the editor would round it up to the next one.
  let isPointing = false;
  const point = (is: boolean) => () => {
    isPointing = is;
    return false;
  };
  return [
    EditorState.lineSeparator.of('\n'),
    EditorView.domEventHandlers({ mousedown: point(true), keydown: point(false) }),
    EditorView.atomicRanges.of((view) => (isPointing ? RangeSet.empty : crlfInView(view))),
    EditorState.transactionFilter.of((transaction) => {
      if (!transaction.selection && !transaction.docChanged) return transaction;
      const { newDoc, newSelection } = transaction;
      const outside = (at: number) => (at > 0 && newDoc.sliceString(at - 1, at + 1) === '\r\n' ? at - 1 : at);
      const isInside = ({ anchor, head }: { anchor: number; head: number }) =>
        outside(anchor) !== anchor || outside(head) !== head;
      if (!newSelection.ranges.some(isInside)) return transaction;
      const ranges = newSelection.ranges.map(({ anchor, head }) =>
        EditorSelection.range(outside(anchor), outside(head)),
      );
      const selection = EditorSelection.create(ranges, newSelection.mainIndex);
      return [transaction, { selection, sequential: true }];
    }),
  ];
}

/** Enter: the line end that the text has already, or `first` where it has none: CR LF is for files. */
export function insertLineEnd(view: EditorView, first: LineEnd): boolean {
  const text = view.state.doc.toString();
  const end = text.includes('\n') ? usualLineEnd(text) : first;
  view.dispatch(view.state.replaceSelection(end), { scrollIntoView: true, userEvent: 'input' });
  return true;
}

class LineEndValue extends RangeValue {}
const LINE_END = new LineEndValue();

function crlfInView({ state: { doc }, visibleRanges }: EditorView): RangeSet<RangeValue> {
  const ranges = visibleRanges.flatMap(({ from, to }) => {
    const found = [];
    for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
      if (line.number === doc.lines) return found;
      if (line.text.endsWith('\r')) found.push(LINE_END.range(line.to - 1, line.to + 1));
      if (line.to >= to) return found;
    }
  });
  return RangeSet.of(ranges, true);
}
