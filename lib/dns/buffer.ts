/**
 * Stands in for Node's `buffer` in the build: as much of Buffer as dns-packet and lib/dns make use of, over what the browser has. The whole of it
 * would be a tenth of the background. Behaves as Node's own for these uses (tests/property/buffer.test.ts); throws a RangeError
 * where that does.
 */
export class Buffer extends Uint8Array {
  static alloc(length: number): Buffer {
    return new Buffer(length);
  }

  /** Text becomes UTF-8; octets are copied, but for those of an ArrayBuffer, which stay the same ones. */
  static override from(
    source: string | ArrayLike<unknown> | Iterable<unknown> | ArrayBufferLike,
    offset?: unknown,
    length?: unknown,
  ): Buffer {
    if (typeof source === 'string') return new Buffer(new TextEncoder().encode(source));
    return source instanceof ArrayBuffer
      ? new Buffer(source, offset as number | undefined, length as number | undefined)
      : new Buffer(source as ArrayLike<number>);
  }

  static isBuffer(value: unknown): boolean {
    return value instanceof Buffer;
  }

  static byteLength(value: string): number {
    return new TextEncoder().encode(value).length;
  }

  static concat(parts: readonly Uint8Array[]): Buffer {
    const whole = new Buffer(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  get #view(): DataView {
    return new DataView(this.buffer, this.byteOffset, this.byteLength);
  }

  /** Unlike that of an array, it copies nothing. */
  override slice(start?: number, end?: number): this {
    return this.subarray(start, end) as this;
  }

  /** As UTF-8; what is none becomes U+FFFD. */
  override toString(_encoding?: string, start?: number, end?: number): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.subarray(start, end));
  }

  /** Gives how many octets were written: as many whole characters as there is room for. */
  write(text: string, offset = 0): number {
    return new TextEncoder().encodeInto(text, this.subarray(offset)).written;
  }

  copy(target: Uint8Array, targetStart = 0, start = 0, end = this.length): number {
    const part = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(part, targetStart);
    return part.length;
  }

  readUInt8(offset = 0): number {
    return this.#view.getUint8(offset);
  }

  readUInt16BE(offset = 0): number {
    return this.#view.getUint16(offset);
  }

  readUInt32BE(offset = 0): number {
    return this.#view.getUint32(offset);
  }

  writeUInt8(value: number, offset = 0): number {
    this.#view.setUint8(offset, value);
    return offset + 1;
  }

  writeUInt16BE(value: number, offset = 0): number {
    this.#view.setUint16(offset, value);
    return offset + 2;
  }

  writeUInt32BE(value: number, offset = 0): number {
    this.#view.setUint32(offset, value);
    return offset + 4;
  }
}
