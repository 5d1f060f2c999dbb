import { ofReportRecords, WRITTEN_TEXTS, type ReportName, type WrittenName } from '../mechanisms.ts';

/** The texts of a draft as the editors hold them. */
export type Texts = Readonly<Record<'policy' | 'stsRecord' | ReportName | WrittenName, string>>;

export const EMPTY_TEXTS: Texts = {
  policy: '',
  stsRecord: '',
  ...ofReportRecords(() => ''),
  ...(Object.fromEntries(WRITTEN_TEXTS.map(({ name }) => [name, ''])) as Record<WrittenName, ''>),
};

/** All that a person has in the workshop. */
export interface Writing {
  readonly texts: Texts;
  /** The file that the policy was opened from, which may be no UTF-8; null for none. */
  readonly opened: Uint8Array | null;
}
