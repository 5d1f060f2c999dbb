import { Fragment, type ComponentChildren } from 'preact';
import type { Block, Section } from '../lib/report/blocks.ts';
import { visibleBlock } from '../lib/text/visible-text.ts';
import { ChainView } from './BlockCourse.tsx';
import { PathView } from './BlockPath.tsx';
import { BlockTable, Marked } from './BlockTable.tsx';
import { Sentence } from './Sentence.tsx';
import { StripView } from './BlockStrip.tsx';
import { SmallBlock, SmallSection } from './SmallBlocks.tsx';
import { useShown } from './use-shown.tsx';

/** A section of the page, as it is described in lib/report. */
export function SectionView({ blocks, parts = NONE, ...rest }: Section) {
  return (
    <SmallSection {...rest} blocks={[]}>
      <Blocks blocks={blocks} name={rest.id} />
      <PartsOf parts={parts} />
    </SmallSection>
  );
}

const NONE: readonly Section[] = [];

/** The parts of a section, or of a fold. */
export function PartsOf({ parts }: { parts: readonly Section[] }) {
  return (
    <>
      {parts.map((part) =>
        part.id === undefined ? (
          <Fragment key={part.heading}>
            <h3>
              <Sentence text={part.heading} />
            </h3>
            <Blocks blocks={part.blocks} />
          </Fragment>
        ) : (
          <Group key={part.id} {...part} />
        ),
      )}
    </>
  );
}

/** A part that can be led to. */
function Group({ id, heading, aside, blocks }: Section) {
  return (
    <div role="group" aria-labelledby={id}>
      <h3 id={id}>
        <span>
          <Sentence text={heading} />
        </span>
        {aside && <span class="aside">{aside}</span>}
      </h3>
      <Blocks blocks={blocks} name={id} />
    </div>
  );
}

/** Blocks of a section that has this name; how long they are strangers decide, so that no more than a part of each is shown. */
export function Blocks({ blocks, name }: { blocks: readonly Block[]; name?: string | undefined }) {
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView key={`${index} ${block.kind}`} block={block} name={name} />
      ))}
    </>
  );
}

function BlockView({ block, name }: { block: Block; name: string | undefined }) {
  if (block.kind === 'chain') return <ChainView {...block.chain} />;
  if (block.kind === 'path') return <PathView {...block.path} />;
  if (block.kind === 'strip') return <StripView {...block} />;
  if (block.kind === 'word')
    return (
      <p>
        <Marked {...block} />
      </p>
    );
  if (block.kind === 'table')
    return (
      <Shown of={block.rows}>
        {(rows) => <BlockTable name={name} columns={block.columns} rows={rows} />}
      </Shown>
    );
  if (block.kind === 'raw')
    return (
      <Shown of={block.texts} first={20}>
        {(texts) =>
          // What is long scrolls, and can be scrolled with the keyboard.
          texts.map((text, index) => (
            <pre key={index} tabIndex={0}>
              {visibleBlock(text)}
            </pre>
          ))
        }
      </Shown>
    );
  return <SmallBlock {...block} />;
}

interface ShownProps<T> {
  readonly of: readonly T[];
  readonly first?: number;
  readonly children: (shown: readonly T[]) => ComponentChildren;
}

/** The part of a long list that is in sight. */
function Shown<T>({ of, first = 100, children }: ShownProps<T>) {
  const { shown, more } = useShown(of, first);
  return (
    <>
      {children(shown)}
      {more}
    </>
  );
}
