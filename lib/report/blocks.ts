import type { say } from '../locales/say.ts';
import type { Consequence } from '../mechanisms/mta-sts/consequence.ts';

/**
 * What a report says, described once: the page draws it with `<Blocks>`, markdown.ts writes it as a file. Sentences are as `say` returns them: values
 * stand between isolates, code between backticks.
 */
export type Block =
  | SmallBlock
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly Row[] }
  /** Texts as they were published, every line of them. */
  | { readonly kind: 'raw'; readonly texts: readonly string[] }
  /** A word, and the sign of what it means. */
  | { readonly kind: 'word'; readonly text: string; readonly sign: Sign }
  /** How much of each part is reached, group by group; `text` says the same. */
  | ToldStrip
  | { readonly kind: 'chain'; readonly chain: ToldChain }
  | { readonly kind: 'path'; readonly path: ToldPath };

/** What the popup can draw at once. */
export type SmallBlock =
  | Paragraph
  | {
      readonly kind: 'list';
      /** Its class. */
      readonly name?: string;
      readonly items: readonly Item[];
      /** So many are in sight at first. */
      readonly first?: number;
    }
  /** What is not known yet, so many pixels wide. */
  | { readonly kind: 'pending'; readonly width: number };

interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: string;
  /** Its class. */
  readonly look?: 'quiet' | 'no' | 'raw' | undefined;
}

/** The small signs that stand beside a text. */
export type Sign = 'yes' | 'no' | 'open' | 'differs' | 'unsure';

/** A sentence, and what is wrong with what it names. */
export interface Item {
  readonly text: string;
  readonly fault?: string | false;
}

export interface Column {
  readonly title: string;
  /** `head` names the row; the others are the classes of their cells. */
  readonly role?: 'head' | 'number' | 'by' | 'judged';
}

export interface Row {
  readonly class?: string;
  /** Its first cell says what the rows below it have in common; it has no other. */
  readonly isGroup?: true;
  readonly cells: readonly (string | Cell)[];
}

export interface Cell {
  readonly text: string;
  readonly sign?: Sign;
  /** The id of what it leads to in the page. */
  readonly place?: string;
  /** What is out of the ordinary about what it names, each in a word or two. */
  readonly faults?: readonly string[];
  readonly bar?: Bar;
}

/** A share of the whole time, in percent; the text beside it says the same in numbers. */
export interface Bar {
  readonly from: number;
  readonly width: number;
}

/** Names that lead from one to the next, and what stands at their end. */
export interface ToldChain {
  readonly names: readonly string[];
  readonly end: string;
  readonly state: string;
  readonly fault: { readonly code: string; readonly title: string; readonly text: string } | null;
}

/** Parts of a whole, drawn beside each other as wide as they count. */
export interface ToldStrip {
  readonly kind: 'strip';
  readonly text: string;
  readonly groups: readonly (readonly Share[])[];
}

/** What is certain of a part, what is possible, and what there is at most. */
export interface Share {
  readonly low: number;
  readonly high: number;
  readonly most: number;
}

/** The way of a message: what a sender goes by, stop after stop, and what becomes of mail at each server. */
export interface ToldPath {
  readonly stops: readonly Stop[];
  readonly ends: readonly PathEnd[];
}

export interface Stop {
  readonly title: string;
  readonly text: string;
  readonly sign?: Sign;
}

/**
 * What a sender does with mail to one server: what MTA-STS has it do, or what DANE has it do. `disputed` is a server that DANE protects and that an enforced policy
 * leaves out: senders differ in which of the two they ask first.
 */
export type Treatment = Consequence | 'dane' | 'encrypted' | 'held' | 'some' | 'disputed';

export interface PathEnd {
  /** A server, or how many that are not shown one by one. */
  readonly title: string;
  readonly text: string;
  readonly treatment: Treatment | 'no-mail';
}

export interface Section<Drawn extends Block = Block> {
  /** Its id in the page, where it can be led to. */
  readonly id?: string;
  readonly heading: string;
  /** In few words what it comes to, beside the heading. */
  readonly aside?: string;
  /** How far it is known, for those who look from outside. */
  readonly state?: string;
  readonly blocks: readonly Drawn[];
  readonly parts?: readonly Section[];
}

export interface ReportDocument {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** What a description is put into words with: a file that is read years later writes moments at length. */
export interface Words {
  readonly say: typeof say;
  /** Milliseconds since 1970 UTC. */
  readonly moment: (at: number) => string;
}

export function paragraph(text: string, look?: Paragraph['look']): Paragraph {
  return { kind: 'paragraph', text, look };
}
