import type { Assessment } from '../../lib/check/assessment.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { delegationOf, type Chain } from '../../lib/report/delegation.ts';
import { visibleText } from '../../lib/text/visible-text.ts';
import { endWords } from './words.ts';

/** The three names that can be handed over to a provider, each as the chain of its aliases. */
export function Delegation({ assessment }: { assessment: Assessment }) {
  return (
    <section aria-labelledby="delegation">
      <h2 id="delegation">{say('report.delegation')}</h2>
      <p class="quiet">{say('report.delegationHint')}</p>
      {delegationOf(assessment).map((chain) => (
        <ChainView key={chain.name} chain={chain} />
      ))}
    </section>
  );
}

function ChainView({ chain }: { chain: Chain }) {
  const names = [chain.name, ...chain.aliases];
  const state = chain.fault ? 'faulty' : chain.end;
  return (
    <div class={`delegated ${state}`} data-fault={chain.fault}>
      <ol class="chain" aria-label={visibleText(chain.name)}>
        {names.map((name, index) => (
          <li key={`${index} ${name}`}>
            <bdi class="raw">{visibleText(name)}</bdi>
          </li>
        ))}
        <li class="end">
          {names.length === 1 && chain.end === 'found' ? `${say('report.own')}, ` : ''}
          {endWords(chain)}
        </li>
      </ol>
      {chain.fault !== null && (
        <p>
          <strong>{say('report.halfDelegated')}</strong> {say(`report.fault.${keyOf(chain.fault)}`)}
        </p>
      )}
    </div>
  );
}
