import { useState } from 'preact/hooks';
import { DAY_SECONDS } from '../../lib/guide/day.ts';
import { language, say } from '../../lib/locales/say.ts';
import { durationWords } from '../format.ts';

/** What people choose, from the trial to the longest that every sender takes. */
const USUAL = [1, 7, 14, 30, 182, 365].map((days) => days * DAY_SECONDS);
const OTHER = 'other';

/** For how long senders remember the policy. A number of one's own is told at once where it is none. */
export function MaxAgeChoice({
  seconds,
  onChoose,
}: {
  seconds: number;
  onChoose: (seconds: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isInvalid = typed !== null && readSeconds(typed) === null;
  const listed =
    USUAL.includes(seconds) || typed !== null ? USUAL : [...USUAL, seconds].sort((a, b) => a - b);
  return (
    <div class="choosing">
      <label htmlFor="max-age">{say('guide.maxAge.title')}</label>
      <select
        id="max-age"
        autocomplete="off"
        value={typed === null ? String(seconds) : OTHER}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value === OTHER ? String(seconds) : null);
          if (value !== OTHER) onChoose(Number(value));
        }}
      >
        {listed.map((each) => (
          <option key={each} value={String(each)}>
            {durationWords(each)} ({new Intl.NumberFormat(language()).format(each)} s)
          </option>
        ))}
        <option value={OTHER}>{say('guide.maxAge.other')}</option>
      </select>
      {typed !== null && (
        <>
          <label htmlFor="max-age-seconds">{say('guide.maxAge.seconds')}</label>
          <input
            id="max-age-seconds"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            value={typed}
            aria-invalid={isInvalid}
            aria-describedby="max-age-error"
            onInput={({ currentTarget: { value } }) => {
              setTyped(value);
              const read = readSeconds(value);
              if (read !== null) onChoose(read);
            }}
          />
          <p id="max-age-error" class="no" role="status">
            {isInvalid && say('guide.maxAge.invalid')}
          </p>
        </>
      )}
    </div>
  );
}

/** Digits alone, as the policy has them, with spaces around; null for anything else. */
function readSeconds(text: string): number | null {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null;
}
