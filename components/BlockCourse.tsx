import type { ToldChain, ToldStep } from '../lib/report/blocks.ts';
import { visibleText } from '../lib/text/visible-text.ts';
import { Sentence } from './Sentence.tsx';

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

export function StepView(step: ToldStep) {
  const bar = { insetInlineStart: `${step.from}%`, width: `${step.width}%` };
  return (
    <li class={step.class}>
      <span class="step">
        <span class="type">{step.what}</span> <bdi class="raw">{visibleText(step.of)}</bdi>
      </span>{' '}
      <span class="track" aria-hidden="true">
        <span class="bar" style={bar} />
      </span>
      <span class="numbers">
        <Sentence text={step.says} />
      </span>
    </li>
  );
}
