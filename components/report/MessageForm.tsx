import { useRef, useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';

/** Where a message is pasted, dropped or chosen. Once it is read the field is empty again: browsers keep what stands in fields. */
export function MessageForm({ onRead }: { readonly onRead: (given: Blob) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <form
      noValidate
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer?.files[0];
        const text = event.dataTransfer?.getData('text/plain') ?? '';
        if (file) onRead(file);
        else if (text !== '') onRead(new Blob([text]));
      }}
      onSubmit={(event) => {
        event.preventDefault();
        // Lines above the first field were not meant to end the header.
        const text = field.current?.value.replace(/^\s*\n/, '') ?? '';
        onRead(new Blob([text]));
        if (field.current) field.current.value = '';
      }}
    >
      <label htmlFor="message-text">{say('checkMessage.text')}</label>
      <textarea
        id="message-text"
        ref={field}
        rows={5}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-describedby="message-hint"
      />
      <p id="message-hint" class="quiet">
        {say('checkMessage.hint')}
      </p>
      <div class="actions">
        <button type="submit">{say('checkMessage.read')}</button>
        <label>
          {say('checkMessage.file')}{' '}
          <input
            type="file"
            accept=".eml,.txt,message/rfc822,text/plain"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) onRead(file);
              // The same file may be chosen again.
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
    </form>
  );
}
