import type { ComponentChildren } from 'preact';
import type { Section, SmallBlock as SmallBlockProps } from '../lib/report/blocks.ts';
import { Skeleton } from './Facts.tsx';
import { Sentence } from './Sentence.tsx';
import { useShown } from './use-shown.tsx';

/** What the popup draws at once: the blocks of a sentence or two. */

interface SmallSectionProps extends Section<SmallBlockProps> {
  readonly isHidden?: boolean;
  readonly children?: ComponentChildren;
}

/** A section, and what it has beside its blocks. */
export function SmallSection({ id, heading, aside, state, blocks, isHidden, children }: SmallSectionProps) {
  return (
    <section aria-labelledby={id} data-state={state} hidden={isHidden}>
      <h2 id={id}>
        {heading}
        {aside && <span class="aside">{aside}</span>}
      </h2>
      {blocks.map((block) => (
        <SmallBlock key={block.kind} {...block} />
      ))}
      {children}
    </section>
  );
}

export function SmallBlock(block: SmallBlockProps) {
  if (block.kind === 'pending') return <Skeleton width={block.width} />;
  if (block.kind === 'list') return <List {...block} />;
  return (
    <p class={block.look}>
      <Sentence text={block.text} />
    </p>
  );
}

function List({ name, items, first = 100 }: Extract<SmallBlockProps, { kind: 'list' }>) {
  const { shown, more } = useShown(items, first);
  return (
    <>
      <ul class={name}>
        {shown.map((item, index) => (
          <li key={index}>
            <Sentence text={item.text} />
            {item.fault && <span class="no"> ({item.fault})</span>}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}
