import { Buffer } from 'node:buffer';

/** A TXT record as a line of a zone file gives it. */
export interface TxtLine {
  /** Without the final dot. */
  name: string;
  /** Its character-strings. */
  strings: string[];
}

const LINE = /^(?<name>\S+)\.(?:\s+\d+)?\s+IN\s+TXT\s+(?<data>"(?:[^"\\]|\\.)*"(?:\s+"(?:[^"\\]|\\.)*")*)$/;

/** Reads a line of a zone file with a TXT record (RFC 1035, 5.1), as a name server would. Throws where it is none. */
export function readTxtLine(line: string): TxtLine {
  const { name, data } = LINE.exec(line)?.groups ?? {};
  if (name === undefined || data === undefined) throw new Error(`No TXT record: ${line}`);
  const strings = Array.from(data.matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, text = '']) =>
    text.replaceAll(/((?:\\\d{3})+)|\\(.)/g, (_, octets?: string, character = '') =>
      octets === undefined ? character : Buffer.from(octets.slice(1).split('\\').map(Number)).toString(),
    ),
  );
  const long = strings.find((text) => Buffer.byteLength(text) > 255);
  if (long) throw new Error(`A character-string of ${Buffer.byteLength(long)} octets`);
  return { name, strings };
}
