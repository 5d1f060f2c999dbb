import { useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';
import { COPY_FORMATS, type CopyFormat } from './copied-text.ts';

export interface ExportActions {
  /** Saves a file and gives its name. */
  readonly onSave: (format: 'json' | 'markdown') => string;
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

/** The report as a file, for the clipboard, on paper. */
export function Export({ format, onFormat, onSave, onCopy, onPrint, onWorkshop }: ExportProps) {
  const [note, setNote] = useState('');
  const save = (kind: 'json' | 'markdown') => setNote(say('report.saved', { file: onSave(kind) }));
  const copy = () =>
    void onCopy(format).then(
      () => setNote(say('report.copied')),
      (error: unknown) => setNote(say('report.failed', { reason: String(error) })),
    );
  return (
    <section class="export" aria-label={say('report.export')}>
      <div class="actions">
        <button type="button" onClick={() => save('json')}>
          {say('report.json')}
        </button>
        <button type="button" onClick={() => save('markdown')}>
          {say('report.markdown')}
        </button>
        <button type="button" onClick={onPrint}>
          {say('report.print')}
        </button>
        <button type="button" name="workshop" onClick={onWorkshop}>
          {say('workshop.openFor')}
        </button>
        <span class="copy-as">
          <label>
            {say('report.copyAs')}{' '}
            <select
              value={format}
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
          <button type="button" onClick={copy}>
            {say('report.copy')}
          </button>
        </span>
      </div>
      <p role="status">
        <Sentence text={note} />
      </p>
    </section>
  );
}
