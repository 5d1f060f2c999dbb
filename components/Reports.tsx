import type { Digest } from '../lib/verdict/digest.ts';
import { say } from '../lib/locales/say.ts';
import { visibleText } from '../lib/text/visible-text.ts';
import { dnsFailureWords } from './finding-words.ts';
import { Skeleton } from './Facts.tsx';
import { Sentence } from './Sentence.tsx';
import { useShown } from './use-shown.tsx';

const FOLDED = 8;

/** Where failures are reported, target by target. */
export function Reports({ reports }: { reports: Digest['reports'] | undefined }) {
  const { shown, more } = useShown(reports?.targets ?? [], FOLDED);
  return (
    <section aria-labelledby="reports" data-state={reports?.state ?? 'pending'}>
      <h2 id="reports">{say('tlsrpt.title')}</h2>
      {(!reports || reports.state === 'pending') && <Skeleton width={150} />}
      {reports?.state === 'absent' && <p class="quiet">{say('tlsrpt.absent')}</p>}
      {reports?.state === 'invalid' && <p class="no">{say('tlsrpt.invalid')}</p>}
      {reports?.state === 'unavailable' && reports.reason !== null && (
        <p class="quiet">
          <Sentence text={say('tlsrpt.unavailable', { reason: dnsFailureWords(reports.reason) })} />
        </p>
      )}
      {reports?.state === 'found' && (
        <ul class="targets">
          {shown.map(({ uri, isUsable }, index) => (
            <li key={`${index} ${uri}`}>
              <bdi>{visibleText(uri)}</bdi>
              {!isUsable && <span class="no"> ({say('tlsrpt.unusable')})</span>}
            </li>
          ))}
        </ul>
      )}
      {more}
    </section>
  );
}
