import { useState } from 'preact/hooks';
import { say } from '../lib/locales/say.ts';

/** So many follow at each click: a browser lays them out in a moment. */
const STEP = 200;

/**
 * The part of a long list that is shown, since strangers decide how long it is: the first few (20 unless told) and more at each click. `more`
 * says how many are missing and has the button, null where none is missing. Copied and saved texts have all of them.
 */
export function useShown<T>(items: readonly T[], first = 20) {
  const [most, setMost] = useState(first);
  const missing = items.length - most;
  const more = missing > 0 && (
    <p class="quiet more">
      {say('more.missing', { count: missing })}{' '}
      <button type="button" class="plain" onClick={() => setMost(most + STEP)}>
        {say('more.show')}
      </button>
    </p>
  );
  return { shown: items.slice(0, most), more };
}
