import { Problems, type Position } from '../../problem.ts';
import { DANE_PROBLEMS, type DaneProblemCode } from './problems.ts';

/** A replacement that takes a fault away. */
interface Edit {
  readonly code: DaneProblemCode;
  readonly offset: number;
  readonly length: number;
  readonly put: string;
}

/** What is noticed while a text with TLSA records is read: its faults, and how those with one right answer are mended. */
export class TextNotes {
  readonly problems = new Problems(DANE_PROBLEMS);
  /** All of them, where of the faults no more than the first are kept. */
  readonly #edits: Edit[] = [];

  /** Notes a fault; `put` takes the place of what stands at its position. */
  add(
    code: DaneProblemCode,
    position: Position,
    parameters: Record<string, string | number> = {},
    put?: string,
  ): void {
    const { offset, length, line } = position;
    this.problems.add(code, parameters, { offset, length, line });
    if (put !== undefined) this.mend(code, position, put);
  }

  /** Says what takes the place of a part of the text when faults of a code are mended. */
  mend(code: DaneProblemCode, { offset, length }: Pick<Position, 'offset' | 'length'>, put: string): void {
    this.#edits.push({ code, offset, length, put });
  }

  /** The text with every edit of a code made; the same where there is none. */
  mended(text: string, code: DaneProblemCode): string {
    const edits = this.#edits.filter((edit) => edit.code === code).toSorted((a, b) => a.offset - b.offset);
    let at = 0;
    const parts = edits.flatMap(({ offset, length, put }) => {
      const kept = text.slice(at, offset);
      at = offset + length;
      return [kept, put];
    });
    return [...parts, text.slice(at)].join('');
  }
}
