/** One question that a DNS server was asked. */
export interface Query {
  name: string;
  type: string;
}

const QUERY_LINE = /\bquery: (\S+) IN (\S+) /;

/** The questions that BIND was asked, read from its log, which is written line by line in the order of the questions. */
export class QueryLog {
  #queries: Query[] = [];
  readonly #waiting = new Map<string, () => void>();

  /** Takes one line of the log; lines that tell of no question are passed over. */
  read(line: string): void {
    const [, name, type] = QUERY_LINE.exec(line) ?? [];
    if (!name || !type) return;
    const seen = this.#waiting.get(name.toLowerCase());
    if (seen) {
      this.#waiting.delete(name.toLowerCase());
      seen();
    } else {
      this.#queries.push({ name: name.toLowerCase(), type });
    }
  }

  /** Every question so far, without those that `whenSeen` waits for. */
  get queries(): readonly Query[] {
    return this.#queries;
  }

  clear(): void {
    this.#queries = [];
  }

  /** Resolves when a question for that name stands in the log: then all that came before it stand there too. */
  whenSeen(name: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(name, resolve));
  }
}
