import type { Assessment } from '../check/assessment.ts';
import type { Section, Words } from './blocks.ts';
import { mechanismParts, servedOf, type MechanismPart, type Reported } from './parts.ts';
import { pathSection } from './path.ts';
import { questionsSection } from './questions.ts';

/** The whole report, but for verdict and findings, which the page draws with buttons. */
export interface ReportSections {
  /** What happens to mail, at the top of the summary. */
  readonly path: Section;
  /** One for each mechanism. */
  readonly parts: readonly MechanismPart[];
  /** How it was checked; null while that goes on. */
  readonly course: Section | null;
}

/** What the report says, section by section; a moment of the course is written as in a file, since people keep that page. Pure. */
export function reportSections(reported: Reported, words: Words, courseWords: Words = words): ReportSections {
  const { assessment } = reported;
  return {
    path: pathSection(assessment, servedOf(reported), words),
    parts: mechanismParts(reported, words),
    course: isFinished(assessment) ? questionsSection(assessment, courseWords) : null,
  };
}

function isFinished(assessment: Assessment | null): assessment is Assessment {
  return assessment !== null && assessment.finishedAt !== null;
}
