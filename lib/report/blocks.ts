/**
 * A report as a plain document, before it takes the form of a file: headings, paragraphs, lists, tables and raw text.
 * Sentences are as `say` gives them: values stand between isolates, code between backticks.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** Text as it was published, every line of it. */
  | { readonly kind: 'raw'; readonly text: string };

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}
