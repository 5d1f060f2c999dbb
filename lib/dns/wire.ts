/** Numbers and names as DNS messages hold them (RFC 1035 §3, §4.1.4). */

const HEADER = 12;
const MAX_NAME = 255;
const MAX_LABEL = 63;
const POINTER = 0xc0;
/** More labels and pointers than a name needs; a chain of pointers alone could be as long as the message. */
const MAX_STEPS = 256;
const ROOT = new Uint8Array(1);

/**
 * How a name is written: lower case, and each octet that is no visible ASCII character as `\DDD` (RFC 1035 §5.1, RFC 4343 §2.1).
 * So is a dot within a label, which separates nothing, and a backslash: no two names are written alike, and no label looks like two.
 */
const WRITTEN = Array.from({ length: 256 }, (_, octet) => {
  const character = String.fromCharCode(octet);
  return /[!-~]/.test(character) && !/[.\\]/.test(character)
    ? character.toLowerCase()
    : `\\${String(octet).padStart(3, '0')}`;
});

/**
 * Reads octets of a message one after the other, and never throws: once something is not there, or not as it has to be, everything
 * reads as empty or zero, and `isWhole` is false.
 */
export class Reader {
  readonly #message: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  #at: number;
  #isMalformed = false;
  /** The canonical form up to `#copied`; null while nobody asks for it. */
  #canonical: Uint8Array[] | null = null;
  #copied: number;

  constructor(message: Uint8Array, start = 0, end = message.length) {
    this.#message = message;
    this.#start = start;
    this.#end = end;
    this.#at = start;
    this.#copied = start;
  }

  /** How many octets are left: none once something was malformed. */
  get left(): number {
    return this.#end - this.#at;
  }

  /** Everything was there, and nothing more. */
  get isWhole(): boolean {
    return !this.#isMalformed && this.left === 0;
  }

  get isMalformed(): boolean {
    return this.#isMalformed;
  }

  fail(): void {
    this.#isMalformed = true;
    this.#at = this.#end;
  }

  u8(): number {
    return this.#number(1);
  }

  u16(): number {
    return this.#number(2);
  }

  u32(): number {
    return this.#number(4);
  }

  /** So many octets, or all that are left; they are not copied. */
  octets(count = this.left): Uint8Array {
    const start = this.#skip(count);
    return this.#message.subarray(start, this.#at);
  }

  /** A reader of so many octets alone, whose names may point to whatever stands before them. */
  part(count: number): Reader {
    const start = this.#skip(count);
    return new Reader(this.#message, start, this.#at);
  }

  /**
   * A name as text; "" for the root. Whether it may be compressed, the RFC of the type says; a pointer where none may be is malformed, as in BIND.
   * `keepsCase` is for the canonical form alone.
   */
  name({ mayPoint = true, keepsCase = false } = {}): string {
    const found = labelsAt(this.#message, this.#at, mayPoint);
    if (found === null || found.next > this.#end) {
      this.fail();
      return '';
    }
    if (this.#canonical) {
      const labels = keepsCase ? found.labels : found.labels.map((label) => label.map(toLowerCase));
      this.#canonical.push(this.#message.subarray(this.#copied, this.#at), ...labels, ROOT);
    }
    this.#at = found.next;
    this.#copied = found.next;
    return found.labels.map(written).join('.');
  }

  /** What `read` reads here, in the form that is signed: names whole and, but for `keepsCase`, in lower case (RFC 4034 §6.2). */
  canonical(read: (again: Reader) => unknown): Uint8Array {
    const again = new Reader(this.#message, this.#start, this.#end);
    again.#canonical = [];
    read(again);
    return joined([...again.#canonical, this.#message.subarray(again.#copied, again.#end)]);
  }

  #number(size: number): number {
    const start = this.#skip(size);
    let number = 0;
    for (let at = start; at < this.#at; at += 1) number = number * 256 + (this.#message[at] ?? 0);
    return number;
  }

  /** Goes on by so many octets, and returns where they begin. */
  #skip(count: number): number {
    if (count > this.left) this.fail();
    const start = this.#at;
    this.#at = Math.min(start + count, this.#end);
    return start;
  }
}

/** The labels of a name, each behind its length, and where what follows begins; null where it is none. */
function labelsAt(message: Uint8Array, start: number, mayPoint: boolean) {
  const labels: Uint8Array[] = [];
  let total = 1;
  let at = start;
  let next: number | null = null;
  let before = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    // Behind the end stands a length that none has.
    const length = message[at] ?? POINTER - 1;
    if (length === 0) return { labels, next: next ?? at + 1 };
    if (length <= MAX_LABEL) {
      labels.push(message.subarray(at, at + 1 + length));
      total += 1 + length;
      at += 1 + length;
      if (total > MAX_NAME) return null;
    } else {
      // A pointer leads to a prior place (RFC 1035 §4.1.4), each to one before the last, and so never in a circle.
      const target = ((length - POINTER) << 8) | (message[at + 1] ?? 0);
      if (length < POINTER || !mayPoint || target >= before || target < HEADER) return null;
      next ??= at + 2;
      before = target;
      at = target;
    }
  }
  return null;
}

/** One label as text. */
function written(label: Uint8Array): string {
  let text = '';
  for (let at = 1; at < label.length; at += 1) text += WRITTEN[label[at] ?? 0];
  return text;
}

/** The octets of a name that is written as `Reader.name` writes it; its case stays. */
export function octetsOfName(name: string): Uint8Array {
  const labels = name
    .split('.')
    .filter((label) => label !== '')
    .map(octetsOfLabel);
  return joined([...labels.flatMap((label) => [Uint8Array.of(label.length), label]), ROOT]);
}

function octetsOfLabel(label: string): Uint8Array {
  // Every other part is the number in an escape.
  const parts = label.split(/\\(\d{3})/);
  return joined(
    parts.map((part, i) => (i % 2 === 1 ? Uint8Array.of(Number(part)) : new TextEncoder().encode(part))),
  );
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Of ASCII alone (RFC 4343). The length of a label is below any letter. */
function toLowerCase(octet: number): number {
  return octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
}
