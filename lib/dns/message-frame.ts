/** One question or resource record where it stands in a message, in octets. */
export interface Span {
  readonly start: number;
  /** Where what it says begins (RDATA); of a question its end. */
  readonly data: number;
  /** Where the next one begins. */
  readonly end: number;
  /** Its TYPE and its CLASS as numbers. */
  readonly type: number;
  readonly class: number;
}

/** The four sections of a message (RFC 1035 §4.1). */
export interface Frame {
  readonly questions: readonly Span[];
  readonly answers: readonly Span[];
  readonly authorities: readonly Span[];
  readonly additionals: readonly Span[];
}

const HEADER = 12;
/** TYPE and CLASS; a record goes on with TTL and RDLENGTH. */
const QUESTION = 4;
const RECORD = 10;

/**
 * Finds where each record begins and ends, by the lengths that the message gives and without a look at what it says. Null
 * for bytes that are not exactly one message: cut off, or followed by more. Never throws; linear in the size, whatever
 * number of records the header claims.
 */
export function frameOf(bytes: Uint8Array): Frame | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER) return null;
  let at = HEADER;
  const section = (count: number, fixed: number): Span[] | null => {
    const spans: Span[] = [];
    while (spans.length < count) {
      const start = at;
      const behindName = endOfName(bytes, start);
      if (behindName + fixed > bytes.length) return null;
      const length = fixed === RECORD ? view.getUint16(behindName + 8) : 0;
      at = behindName + fixed + length;
      spans.push({
        start,
        data: behindName + fixed,
        end: at,
        type: view.getUint16(behindName),
        class: view.getUint16(behindName + 2),
      });
    }
    return spans;
  };
  const questions = section(view.getUint16(4), QUESTION);
  const answers = questions && section(view.getUint16(6), RECORD);
  const authorities = answers && section(view.getUint16(8), RECORD);
  const additionals = authorities && section(view.getUint16(10), RECORD);
  return additionals && at === bytes.length ? { questions, answers, authorities, additionals } : null;
}

/** Where a name ends: behind the root label, or behind a pointer (RFC 1035 §4.1.4). Beyond the end where it is cut off. */
function endOfName(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at] ?? 0;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2;
    at += length + 1;
  }
}
