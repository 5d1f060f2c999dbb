import type { Severity } from './severity.ts';

/**
 * What a problem is, and the table behind every code: how grave it is, what asks for it, and the parameters of its sentences in their order. Each
 * mechanism has a table of its own. A code is stable: reports and tests hold on to it. Its sentences stand in the locale under `problem`.
 */

export interface Rule {
  readonly severity: Severity;
  /** "RFC 8461 §3.1", or null where no RFC says it. */
  readonly source: string | null;
  /** What is to be mended: a record, a file, the mail servers. */
  readonly about: string;
  readonly parameters: readonly string[];
  /** The grammar does not produce it, or a SHOULD forbids it; some senders read the policy all the same, and some ignore it. */
  readonly fragile?: true;
  /** It stands in lines of a file, of which several can have it: it is said once for all of them. */
  readonly inLines?: true;
}

export type Rules<Code extends string = string> = Readonly<Record<Code, Rule>>;

type Graded = Omit<Rule, 'about' | 'inLines'>;

const graded =
  (severity: Severity) =>
  (source: string | null, ...parameters: string[]): Graded => ({ severity, source, parameters });

export const critical = graded('critical');
export const error = graded('error');
export const warning = graded('warning');
export const notice = graded('notice');
export const info = graded('info');
export const fragile = (source: string, ...parameters: string[]): Graded => ({
  ...warning(source, ...parameters),
  fragile: true,
});

/** Rules that are all about the same; also what else is true of every one of them. */
export function rulesAbout<const Code extends string>(
  about: string | Pick<Rule, 'about' | 'inLines'>,
  rules: Readonly<Record<Code, Graded>>,
): Rules<Code> {
  const shared = typeof about === 'string' ? { about } : about;
  const entries = Object.entries<Graded>(rules).map(([code, rule]) => [code, { ...rule, ...shared }]);
  return Object.fromEntries(entries) as Rules<Code>;
}

/** Where in a text the fault stands: UTF-16 offsets into the text as it was decoded, lines counted from 1. */
export interface Position {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

export interface Problem<Code extends string = string> {
  readonly code: Code;
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly position?: Position;
  /** On the last that was kept of its code: how many more there were. */
  readonly more?: number;
}

/** True where such a problem makes what was parsed unusable for every sender. */
export function isErrorBy({ severity }: Pick<Rule, 'severity'>): boolean {
  return severity === 'error' || severity === 'critical';
}

/** While it is counted. */
type Counted<Code extends string> = { -readonly [Key in keyof Problem<Code>]: Problem<Code>[Key] };

/** Of each code so many are kept, and the others counted. */
export const MOST_OF_A_CODE = 20;

/**
 * Collects the problems of one text. A hostile text can hold the same fault a hundred thousand times: of each code the
 * first `MOST_OF_A_CODE` are kept and the others counted, which bounds what is stored and shown without hiding any kind of fault.
 */
export class Problems<Code extends string> {
  readonly list: Problem<Code>[] = [];
  readonly #rules: Rules<Code>;
  readonly #seen = new Map<Code, number>();
  readonly #last = new Map<Code, Counted<Code>>();

  /** `rules` are those of the mechanism. */
  constructor(rules: Rules<Code>) {
    this.#rules = rules;
  }

  add(code: Code, parameters: Problem['parameters'] = {}, position?: Position): void {
    const seen = this.#seen.get(code) ?? 0;
    this.#seen.set(code, seen + 1);
    const last = this.#last.get(code);
    if (seen >= MOST_OF_A_CODE && last) {
      last.more = seen - MOST_OF_A_CODE + 1;
      return;
    }
    const problem: Counted<Code> = { code, parameters, ...(position && { position }) };
    this.#last.set(code, problem);
    this.list.push(problem);
  }

  has(code: Code): boolean {
    return this.#seen.has(code);
  }

  get anyError(): boolean {
    return this.list.some(({ code }) => isErrorBy(this.#rules[code]));
  }
}
