import { useEffect, useRef, useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { COPY_FORMATS, type CopyFormat } from './copied-text.ts';
import type { FileFormat } from './files.ts';

export interface ExportActions {
  /** Saves a file and gives its name. */
  readonly onSave: (format: FileFormat) => string;
  /** Copies the whole report. */
  readonly onCopy: (format: CopyFormat) => Promise<void>;
  readonly onPrint: () => void;
  readonly onWorkshop: () => void;
}

interface ExportProps extends ExportActions {
  /** The form in which the whole, and each finding, is copied. */
  readonly format: CopyFormat;
  readonly onFormat: (format: CopyFormat) => void;
}

/** One menu for all ways out of the page: on paper, as a file, to the clipboard, into the workshop. */
export function Export({ format, onFormat, onSave, onCopy, onPrint, onWorkshop }: ExportProps) {
  const [note, setNote] = useState('');
  const menu = useMenu();
  const save = (kind: FileFormat) => setNote(say('report.saved', { file: onSave(kind) }));
  const copy = () =>
    void onCopy(format).then(
      () => setNote(say('report.copied')),
      (error: unknown) => setNote(say('report.failed', { reason: String(error) })),
    );
  return (
    <div class="export">
      <details ref={menu}>
        <summary>{say('report.export')}</summary>
        <div class="menu">
          <button type="button" name="print" onClick={onPrint}>
            {say('report.print')}
          </button>
          <button type="button" name="markdown" onClick={() => save('markdown')}>
            {say('report.markdown')}
          </button>
          <button type="button" name="json" onClick={() => save('json')}>
            {say('report.json')}
          </button>
          <button type="button" name="csv" onClick={() => save('csv')}>
            {say('report.csv')}
          </button>
          <button type="button" name="copy" onClick={copy}>
            {say('report.copy')}
          </button>
          <label class="copy-as">
            {say('report.copyAs')}{' '}
            <select
              value={format}
              autocomplete="off"
              onChange={({ currentTarget }) =>
                onFormat(COPY_FORMATS.find((each) => each === currentTarget.value) ?? format)
              }
            >
              {COPY_FORMATS.map((each) => (
                <option key={each} value={each}>
                  {say(`report.copyFormat.${each}`)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" name="workshop" onClick={onWorkshop}>
            {say('workshop.openFor')}
          </button>
        </div>
      </details>
      <p role="status">
        <Sentence text={note} />
      </p>
    </div>
  );
}

/** A fold over the page: Escape, and a click or the focus elsewhere, close it. On paper nothing of it is shown. */
function useMenu() {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (target instanceof Node && !menu.current?.contains(target)) menu.current?.removeAttribute('open');
    };
    const escape = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !menu.current?.open) return;
      menu.current.removeAttribute('open');
      menu.current.querySelector('summary')?.focus();
    };
    const leaving = ['pointerdown', 'focusin'] as const;
    for (const kind of leaving) document.addEventListener(kind, leave);
    document.addEventListener('keydown', escape);
    return () => {
      for (const kind of leaving) document.removeEventListener(kind, leave);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return menu;
}
