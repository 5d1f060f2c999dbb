import { say } from '../../lib/locales/say.ts';
import type { MechanismPart } from '../../lib/report/parts.ts';
import { gathered, type Gathered } from '../../lib/verdict/gathered.ts';
import { Blocks, PartsOf } from '../Blocks.tsx';
import { FindingList, ToFix, type FindingListProps, type ToFixProps } from './FindingList.tsx';

export type PartViewProps = MechanismPart &
  Pick<FindingListProps, 'onCopy'> &
  Pick<ToFixProps, 'idOf'> & {
    /** Of what the summary says in full, what belongs here. */
    readonly toFix: readonly Gathered[];
    readonly isFinished: boolean;
  };

/** What there is to say of one mechanism. */
export function PartView(props: PartViewProps) {
  const { id, heading, aside, state, blocks, parts, toFix, notes, records, isFinished } = props;
  return (
    <section class="part" aria-labelledby={id} data-mechanism={id} data-state={state}>
      <h2 id={id}>
        {heading}
        <span class="aside">{aside}</span>
      </h2>
      <Blocks blocks={blocks} />
      <PartsOf parts={parts} />
      {isFinished && (
        <>
          <ToFix groups={toFix} idOf={props.idOf} />
          <FindingList groups={gathered(notes)} onCopy={props.onCopy} />
          <div class="evidence" role="group" aria-label={say('report.records')}>
            <PartsOf parts={records} />
          </div>
        </>
      )}
    </section>
  );
}
