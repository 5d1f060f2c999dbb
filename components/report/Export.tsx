import { useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';
import { Sentence } from '../Sentence.tsx';

export interface ExportActions {
  /** Saves a file and gives its name. */
  readonly onSave: (format: 'json' | 'markdown') => string;
  readonly onCopy: () => Promise<void>;
  readonly onPrint: () => void;
  readonly onWorkshop: () => void;
}

/** The report as a file, for the clipboard, on paper. */
export function Export({ onSave, onCopy, onPrint, onWorkshop }: ExportActions) {
  const [note, setNote] = useState('');
  const save = (format: 'json' | 'markdown') => setNote(say('report.saved', { file: onSave(format) }));
  const copy = () =>
    void onCopy().then(
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
        <button type="button" onClick={copy}>
          {say('report.copy')}
        </button>
        <button type="button" onClick={onPrint}>
          {say('report.print')}
        </button>
        <button type="button" name="workshop" onClick={onWorkshop}>
          {say('workshop.openFor')}
        </button>
      </div>
      <p role="status">
        <Sentence text={note} />
      </p>
    </section>
  );
}
