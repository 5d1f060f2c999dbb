import type { Assessment } from '../lib/check/assessment.ts';
import { say } from '../lib/locales/say.ts';
import { isUsableRua } from '../lib/mechanisms/tlsrpt/rua.ts';
import { visibleText } from '../lib/text/visible-text.ts';
import { dnsFailureWords } from './finding-words.ts';
import { Skeleton } from './Facts.tsx';
import { Sentence } from './Sentence.tsx';
import { useShown } from './use-shown.tsx';

const FOLDED = 8;

/** Where failures are reported (TLSRPT), target by target. */
export function Reports({ tlsrpt }: { tlsrpt: Assessment['tlsrpt'] | undefined }) {
  const { shown, more } = useShown(tlsrpt?.state === 'found' ? tlsrpt.value.rua : [], FOLDED);
  return (
    <section aria-labelledby="reports" data-state={tlsrpt?.state ?? 'pending'}>
      <h2 id="reports">{say('tlsrpt.title')}</h2>
      {(!tlsrpt || tlsrpt.state === 'pending') && <Skeleton width={150} />}
      {tlsrpt?.state === 'absent' && <p class="quiet">{say('tlsrpt.absent')}</p>}
      {tlsrpt?.state === 'invalid' && <p class="no">{say('tlsrpt.invalid')}</p>}
      {tlsrpt?.state === 'unavailable' && (
        <p class="quiet">
          <Sentence text={say('tlsrpt.unavailable', { reason: dnsFailureWords(tlsrpt.reason) })} />
        </p>
      )}
      {tlsrpt?.state === 'found' && (
        <ul class="targets">
          {shown.map((uri, index) => (
            <li key={`${index} ${uri}`}>
              <bdi>{visibleText(uri)}</bdi>
              {!isUsableRua(uri) && <span class="no"> ({say('tlsrpt.unusable')})</span>}
            </li>
          ))}
        </ul>
      )}
      {more}
    </section>
  );
}
