import { useState } from 'preact/hooks';
import { readableName, type DomainName } from '../lib/names/domain-name.ts';
import { keyOf, say, sayPlainly } from '../lib/locales/say.ts';
import { parseLeaveAlone, type LeaveAloneRefusal } from '../lib/settings.ts';

export interface LeaveAloneProps {
  readonly domains: readonly DomainName[];
  /** Those that an administrator put there. */
  readonly locked: readonly DomainName[];
  readonly onChange: (own: readonly DomainName[]) => void;
}

/** The domains that the automatic badge never asks about. */
export function LeaveAlone({ domains, locked, onChange }: LeaveAloneProps) {
  const own = domains.filter((domain) => !locked.includes(domain));
  return (
    <section aria-labelledby="leave-alone">
      <h2 id="leave-alone">{say('choices.leaveAlone')}</h2>
      <p class="quiet">{say('choices.leaveAloneHint')}</p>
      <AddField domains={domains} onAdd={(domain) => onChange([...own, domain])} />
      <ul class="domains">
        {domains.toSorted().map((domain) => (
          <li key={domain}>
            <bdi>{readableName(domain)}</bdi>
            {locked.includes(domain) ? (
              <span class="locked">{say('choices.locked')}</span>
            ) : (
              <button
                type="button"
                class="plain"
                aria-label={sayPlainly('choices.removeDomain', { domain: readableName(domain) })}
                onClick={() => onChange(own.filter((each) => each !== domain))}
              >
                {say('choices.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function AddField(props: { domains: readonly DomainName[]; onAdd: (domain: DomainName) => void }) {
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<LeaveAloneRefusal | null>(null);
  return (
    <form
      class="field"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const read = parseLeaveAlone(text, props.domains);
        setRefused(typeof read === 'string' ? null : read.refused);
        if (typeof read !== 'string') return;
        setText('');
        props.onAdd(read);
      }}
    >
      <input
        type="text"
        name="leave-alone"
        inputMode="url"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={2000}
        placeholder="example.com"
        aria-label={say('choices.leaveAloneField')}
        aria-invalid={refused !== null}
        aria-describedby={refused ? 'leave-alone-error' : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setRefused(null);
        }}
      />
      <button type="submit">{say('choices.add')}</button>
      {refused && (
        <p id="leave-alone-error" class="no" role="alert">
          {say(`choices.refused.${keyOf(refused)}`)}
        </p>
      )}
    </form>
  );
}
