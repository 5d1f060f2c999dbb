import { headlineTitle } from '../lib/locales/headline-title.ts';
import { keyOf, say } from '../lib/locales/say.ts';
import { hiddenErrors } from '../lib/verdict/fault.ts';
import type { View } from '../lib/view.ts';

/** The verdict in a sentence. A good one hides no error that stands beside it. */
export function VerdictSentence({ digest, isOnline }: Pick<View, 'digest' | 'isOnline'>) {
  const headline = digest?.headline ?? 'checking';
  const isOffline = digest?.isNetworkFailure === true && !isOnline;
  const title = headlineTitle(headline, digest ? hiddenErrors(digest) : 0);
  return (
    <p class="say" role="status">
      <strong>{isOffline ? say('offline.title') : title}</strong>{' '}
      {isOffline ? say('offline.text') : say(`headline.${keyOf(headline)}.text`)}
    </p>
  );
}
