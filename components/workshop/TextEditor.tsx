import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightSpecialChars,
  highlightWhitespace,
  keymap,
  type Command,
  lineNumbers,
} from '@codemirror/view';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { INVISIBLE, visibleText } from '../../lib/text/visible-text.ts';
import type { Token } from '../../lib/text/token.ts';
import { exactLineEnds, insertLineEnd } from './line-ends.ts';
import { hasTooManySigns } from './signs.ts';
import { tokenMarks } from './token-marks.ts';

export interface GivenText {
  readonly text: string;
}

export interface TextEditorProps {
  /** The ids of what names and explains the field. */
  readonly labelledBy: string;
  readonly describedBy: string;
  /** The text at first, and each that comes from elsewhere (a file, a fix): a new object is a new text. */
  readonly given: GivenText;
  /** What is underlined; offsets into the text. */
  readonly marks: readonly Diagnostic[];
  readonly isInvalid: boolean;
  readonly tokensOf: (line: string) => readonly Token[];
  readonly onText: (text: string) => void;
  /** A file was dropped; its bytes are what counts, so the editor does not read it. */
  readonly onFile?: (file: File) => void;
  /** Gives the way to a place in the text: puts the cursor there and the focus into the editor. */
  readonly onReady: (goTo: (from: number, to: number) => void) => void;
}

/** A tab is shown by its sign for white space. */
const SHOWN_AS_CODE = new RegExp(`(?!\t)(?:${INVISIBLE.source})`, 'gu');

/**
 * A text as an editor: exact in every byte, with what is wrong underlined and the invisible shown. What comes in from
 * outside is there before the next picture, so that the list beside it never speaks of another text than is shown.
 */
export function TextEditor(props: TextEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const signs = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const view = new EditorView({
      ...(place.current && { parent: place.current }),
      state: EditorState.create({
        doc: props.given.text,
        extensions: [extensionsFor(latest), signs.current.of(signsFor(props.given.text))],
      }),
    });
    editor.current = view;
    props.onReady((from, to) => {
      const { length } = view.state.doc;
      const selection = { anchor: Math.min(from, length), head: Math.min(to, length) };
      view.dispatch({ selection, scrollIntoView: true });
      view.focus();
    });
    return () => view.destroy();
    // oxlint-disable-next-line react/exhaustive-deps -- made once; what changes goes in by the effects below
  }, []);

  // It comes in as one change, which can be undone. What is typed goes the other way only: an echo could be late.
  useLayoutEffect(() => {
    const view = editor.current;
    if (!view) return;
    const changes = changeBetween(view.state.doc.toString(), props.given.text);
    const effects = signs.current.reconfigure(signsFor(props.given.text));
    if (changes) view.dispatch({ changes, effects, userEvent: 'input' });
  }, [props.given]);

  useLayoutEffect(() => {
    const view = editor.current;
    view?.dispatch(setDiagnostics(view.state, [...props.marks]));
  }, [props.marks]);

  return <div class="editor" dir="ltr" ref={place} />;
}

/** The name by which the policy of the extension's pages (wxt.config.ts) lets the editor's style sheet in. */
const STYLE_NONCE = 'editor';

function extensionsFor(latest: { readonly current: TextEditorProps }) {
  const takeFile = (event: Event, files: FileList | undefined): boolean => {
    const [file] = files ?? [];
    const { onFile } = latest.current;
    if (!file || !onFile) return false;
    event.preventDefault();
    onFile(file);
    return true;
  };
  // What can be given as a file is one; records are only copied.
  const lineEnd: Command = (view) => insertLineEnd(view, latest.current.onFile ? '\r\n' : '\n');
  return [
    EditorView.cspNonce.of(STYLE_NONCE),
    exactLineEnds(),
    history(),
    Prec.high(keymap.of([{ key: 'Enter', run: lineEnd, shift: lineEnd }])),
    // Tab is not among them: it leaves the editor.
    keymap.of([...historyKeymap, ...standardKeymap]),
    lineNumbers(),
    tokenMarks((line) => latest.current.tokensOf(line)),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of(() => ({
      'aria-labelledby': latest.current.labelledBy,
      'aria-describedby': latest.current.describedBy,
      'aria-invalid': String(latest.current.isInvalid),
      autocapitalize: 'none',
    })),
    EditorView.domEventHandlers({
      drop: (event) => takeFile(event, event.dataTransfer?.files),
      // A picture often comes along with copied text.
      paste: (event) =>
        event.clipboardData?.getData('text/plain') === '' && takeFile(event, event.clipboardData.files),
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onText(update.state.doc.toString());
    }),
  ];
}

/** The invisible as signs; of too many no sign is made, and none of them turns the direction of reading (workshop.css). */
function signsFor(text: string): Extension {
  return hasTooManySigns(text)
    ? EditorView.editorAttributes.of({ class: 'no-signs' })
    : [highlightSpecialChars({ specialChars: SHOWN_AS_CODE, render: characterSign }), highlightWhitespace()];
}

/** CR, which every line of a CRLF file has, by its name; anything else by its code point. */
function characterSign(code: number): HTMLElement {
  const sign = document.createElement('span');
  sign.className = code === 13 ? 'cm-specialChar carriage-return' : 'cm-specialChar';
  sign.textContent = code === 13 ? 'CR' : visibleText(String.fromCodePoint(code));
  return sign;
}

/** The smallest single replacement that makes one text of another, so that cursor and view stay where they are; null for none. */
function changeBetween(before: string, after: string) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shorter - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
