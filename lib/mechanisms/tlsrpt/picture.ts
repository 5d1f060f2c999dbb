import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { isReportUri } from '../../text/report-uri.ts';
import { valueOf } from '../../text/sentence.ts';
import type { TlsrptParts } from './facts.ts';
import { TLSRPT_RECORD } from './report-record.ts';

/** Where the reports go, target by target; nothing where no record says so. */
export function targetsPicture(parts: TlsrptParts, _: object, { say }: ToldWith): Section[] {
  const items = TLSRPT_RECORD.targetsOf(parts).map((uri) => ({
    text: valueOf(uri),
    fault: !isReportUri(uri) && say('reports.unusable'),
  }));
  if (items.length === 0) return [];
  return [
    {
      id: 'reports',
      heading: say('reports.title'),
      blocks: [{ kind: 'list', name: 'targets', items, first: 8 }],
    },
  ];
}
