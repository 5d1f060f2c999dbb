import { say } from '../../lib/locales/say.ts';

/** What was found, or what to do about it: two views of one page, each with an address of its own. */
export type ReportPart = 'report' | 'guide';

export const REPORT_PARTS: readonly ReportPart[] = ['report', 'guide'];

/** The part that an address with this hash shows. */
export function partOf(hash: string): ReportPart {
  return REPORT_PARTS.find((part) => hash === `#${part}`) ?? 'report';
}

/** Leads from one part of the page to the other. */
export function Parts({ part }: { part: ReportPart }) {
  return (
    <nav class="parts" aria-label={say('report.parts')}>
      {REPORT_PARTS.map((each) => (
        <a key={each} href={`#${each}`} {...(each === part && { 'aria-current': 'page' as const })}>
          {say(`report.part.${each}`)}
        </a>
      ))}
    </nav>
  );
}
