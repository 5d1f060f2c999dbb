import { readableName } from '../lib/names/domain-name.ts';
import { say } from '../lib/locales/say.ts';
import { validUntil } from '../lib/mechanisms/mta-sts/max-age.ts';
import type { RememberedPolicy } from '../lib/mechanisms/mta-sts/remembered-policy.ts';
import { momentWords } from './format.ts';
import { Sentence } from './Sentence.tsx';

export interface StoredDataProps {
  readonly stored: { readonly policies: readonly RememberedPolicy[]; readonly results: number };
  readonly onExport: () => void;
  readonly onForget: () => void;
}

/** What is stored: how much, the policies with their dates, as a file to take away, and the way to be rid of it. */
export function StoredData({ stored, onExport, onForget }: StoredDataProps) {
  const { policies, results } = stored;
  return (
    <section aria-labelledby="data">
      <h2 id="data">{say('options.data')}</h2>
      <p class="quiet">{say('options.dataHint')}</p>
      <p class="state">
        {say('choices.storedPolicies', { count: policies.length })}
        <br />
        {say('choices.storedResults', { count: results })}
      </p>
      {policies.length > 0 && (
        <details>
          <summary>{say('choices.storedList')}</summary>
          <ul class="domains policies">
            {policies.map((policy) => (
              <li key={policy.policyDomain}>
                <bdi>{readableName(policy.policyDomain)}</bdi>
                <span class="quiet">
                  <Sentence
                    text={say('choices.storedPolicy', {
                      fetched: momentWords(policy.fetchedAt),
                      until: momentWords(validUntil(policy)),
                    })}
                  />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="row">
        <button type="button" name="export" onClick={onExport}>
          {say('choices.export')}
        </button>
        <button type="button" name="forget" onClick={onForget}>
          {say('options.forget')}
        </button>
      </div>
    </section>
  );
}
