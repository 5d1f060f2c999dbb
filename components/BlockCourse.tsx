import type { ToldChain } from '../lib/report/blocks.ts';
import { visibleText } from '../lib/text/visible-text.ts';

export function ChainView({ names, end, state, fault }: ToldChain) {
  return (
    <div class={`delegated ${state}`} data-fault={fault?.code}>
      <ol class="chain" aria-label={visibleText(names[0] ?? '')}>
        {names.map((name, index) => (
          <li key={`${index} ${name}`}>
            <bdi class="raw">{visibleText(name)}</bdi>
          </li>
        ))}
        <li class="end">{end}</li>
      </ol>
      {fault && (
        <p>
          <strong>{fault.title}</strong> {fault.text}
        </p>
      )}
    </div>
  );
}
