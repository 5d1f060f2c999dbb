import { isDeepStrictEqual } from 'node:util';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { parseStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import { subjectOfText } from '../../lib/names/subject.ts';
import { parseTlsrptRecord } from '../../lib/mechanisms/tlsrpt/record.ts';
import { figure, type Figure } from './figure.ts';
import { inTurns, timedEach } from './rounds.ts';

const SMALL_BYTES = 1024;
const LARGE_BYTES = 1024 * SMALL_BYTES;

/** `head`, then `piece` again and again up to that length, then `tail`. ASCII, so one character is one byte. */
const filled = (head: string, piece: string, tail: string) => (bytes: number) =>
  head + piece.repeat(Math.ceil((bytes - head.length - tail.length) / piece.length)) + tail;

const encoder = new TextEncoder();
const policy = (make: (bytes: number) => string) => (bytes: number) => {
  const encoded = encoder.encode(make(bytes));
  return () => parsePolicy(encoded);
};
const text = (parse: (text: string) => unknown, make: (bytes: number) => string) => (bytes: number) => {
  const made = make(bytes);
  return () => parse(made);
};

/** What each parser gets: text that it reads to the end, and text that is wrong all the way. */
const PARSERS: Readonly<Record<string, (bytes: number) => () => unknown>> = {
  'policy of mx lines': policy(
    filled('version: STSv1\nmode: enforce\nmax_age: 604800\n', 'mx: mail.example.com\n', ''),
  ),
  'policy of blank lines': policy(filled('version: STSv1\n', '\n', '')),
  'policy of one line': policy(filled('version: STSv1\nfiller: ', 'x', '\n')),
  'policy without a colon': policy(filled('', 'mx mail.example.com\n', '')),
  'MTA-STS record': text(parseStsRecord, filled('v=STSv1; id=20260101000000;', ' a=b;', '')),
  'MTA-STS record of spaces': text(parseStsRecord, filled('v=STSv1;', ' ', 'id=1')),
  'TLSRPT record': text(
    parseTlsrptRecord,
    filled('v=TLSRPTv1;rua=mailto:a@example.com', ',mailto:tls@example.com', ''),
  ),
  'TLSRPT record of one URI': text(parseTlsrptRecord, filled('v=TLSRPTv1;rua=https://example.com/', 'a', '')),
  'subject of a text': text(subjectOfText, filled('mail to ', 'somebody at ', 'example.com')),
};

/** Time for each byte of a mebibyte, against each byte of a kibibyte: 1 is linear, 1,024 quadratic. */
export async function measureGrowth(rounds: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [what, prepare] of Object.entries(PARSERS)) {
    const [small, large] = [prepare(SMALL_BYTES), prepare(LARGE_BYTES)];
    if (!isDeepStrictEqual(large(), large())) throw new Error(`The ${what} is not read alike twice`);
    const series = await inTurns(
      {
        small: () => (1e6 * timedEach(small)) / SMALL_BYTES,
        large: () => (1e6 * timedEach(large)) / LARGE_BYTES,
      },
      rounds,
    );
    figures.push(
      figure(
        { group: 'growth', what: `${what}, 1 MiB`, against: 'the same, 1 KiB', unit: 'ns/B' },
        series.large,
        series.small,
      ),
    );
  }
  return figures;
}
