import { useState } from 'preact/hooks';
import { say } from '../../lib/locales/say.ts';

/** Where a message is pasted, dropped or chosen. Once it is read the field is empty again: browsers keep what stands in fields. */
export function MessageForm({ onRead }: { readonly onRead: (given: Blob) => void }) {
  const [isOver, setOver] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('message');
        // Lines above the first field were not meant to end the header.
        onRead(new Blob([typeof text === 'string' ? text.replace(/^\s*\n/, '') : '']));
        event.currentTarget.reset();
      }}
    >
      <label htmlFor="message-text">{say('checkMessage.text')}</label>
      <textarea
        id="message-text"
        name="message"
        rows={5}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        aria-describedby="message-hint"
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
            }}
          />
        </label>
      </div>
    </form>
  );
}
