import type { ComponentChildren } from 'preact';
import { say } from '../lib/locales/say.ts';
import { paragraph } from '../lib/report/blocks.ts';
import { reportsSection } from '../lib/report/reports.ts';
import type { Digest } from '../lib/verdict/digest.ts';
import type { FoundRow } from '../lib/verdict/rows.ts';
import { REPORTS_ROW } from '../lib/verdict/weights.ts';
import { LoadedEvidence, type LoadedFacts } from './Evidence.tsx';
import { PAGE_WORDS } from './format.ts';
import { RowFindings } from './RowFindings.tsx';
import { Servers } from './Servers.tsx';
import { SmallBlock, SmallSection } from './SmallBlocks.tsx';

export interface RowBodyProps {
  readonly row: FoundRow;
  readonly digest: Digest | null;
  readonly facts: LoadedFacts;
  readonly offer: ComponentChildren;
  readonly onCopy: (text: string) => Promise<void>;
}

/** What a row has in its fold: what was found, what the popup knows in detail, and what was published. */
export function RowBody({ row, digest, facts, offer, onCopy }: RowBodyProps) {
  return (
    <>
      <RowFindings findings={row.findings} offer={offer} onCopy={onCopy} />
      {row.name === 'mx' && !(digest?.mx.state === 'unavailable' && row.findings.length > 0) && (
        // That they could not be looked up, and why, is then said by the finding above.
        <Servers key={digest?.policyDomain} digest={digest} />
      )}
      {row.name === REPORTS_ROW && (
        // What is wrong with the record is said by the finding above; the state is there all the same, for whoever reads the page by program.
        <SmallSection
          {...reportsSection(digest?.reports, PAGE_WORDS)}
          isHidden={row.findings.length > 0 && digest?.reports.state !== 'found'}
        />
      )}
      {row.name === 'mta-sts' && digest?.recordId && digest.standing === 'unknown' && (
        <SmallBlock {...paragraph(say('known.record', { id: digest.recordId }))} />
      )}
      {digest?.finishedAt && (
        <LoadedEvidence title={say('evidence.title')} facts={facts} of={(drawn) => drawn.of(row.name)} />
      )}
    </>
  );
}
