import dnsPacket from 'dns-packet';
import { parsePolicy as parseByMailauth } from 'mailauth/lib/mta-sts.js';
import { decodeResponse } from '../../lib/dns/message.ts';
import { parsePolicy } from '../../lib/mechanisms/mta-sts/policy.ts';
import { figure, type Figure } from './figure.ts';
import { inTurns, summaryOf, timedEach } from './rounds.ts';

/** What parsing costs at one size of the input, in milliseconds: a point of the chart. */
export interface CostPoint {
  readonly bytes: number;
  readonly waxseal: number;
  readonly mailauth: number;
}

/** A valid policy with that many mx lines below a domain, filled up with an extension to `bytes` where that is more. */
function policyWith(mxLines: number, bytes = 0, domain = 'mx.example.com'): Uint8Array {
  const mx = Array.from({ length: mxLines }, (_, index) => `mx: mail-${index}.${domain}\n`);
  const text = `version: STSv1\nmode: enforce\n${mx.join('')}max_age: 604800\n`;
  const rest = bytes - text.length - 'filler: \n'.length;
  return new TextEncoder().encode(rest > 0 ? `${text}filler: ${'x'.repeat(rest)}\n` : text);
}

const POLICIES: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['2 mx lines', policyWith(2, 115, 'mx.mailing.example.com')],
  ['34 mx lines', policyWith(34)],
  ['1,400 mx lines', policyWith(1400)],
  ['2,200 mx lines', policyWith(2200, 65_536)],
];

/** Policies of all sizes by Waxseal and by mailauth in its strict mode. */
export async function measurePolicies(rounds: number): Promise<{ figures: Figure[]; points: CostPoint[] }> {
  const figures: Figure[] = [];
  const points: CostPoint[] = [];
  for (const [what, bytes] of POLICIES) {
    const buffer = Buffer.from(bytes);
    if (parsePolicy(bytes).state !== 'valid') throw new Error(`The policy of ${what} is not valid`);
    const series = await inTurns(
      {
        waxseal: () => timedEach(() => parsePolicy(bytes)),
        mailauth: () => timedEach(() => parseByMailauth(buffer, { strict: true })),
      },
      rounds,
    );
    const name = { group: 'parse', what: `policy, ${bytes.length} B, ${what}`, against: 'mailauth, strict' };
    figures.push(figure({ ...name, target: 1 }, series.waxseal, series.mailauth));
    points.push({
      bytes: bytes.length,
      waxseal: summaryOf(series.waxseal).median,
      mailauth: summaryOf(series.mailauth).median,
    });
  }
  return { figures, points };
}

/** The whole way of a DNS answer against the codec alone. */
export async function measureDns(rounds: number): Promise<Figure[]> {
  const name = '_mta-sts.example.com';
  const message = dnsPacket.encode({
    type: 'response',
    id: 0,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE,
    questions: [{ name, type: 'TXT', class: 'IN' }],
    answers: [{ name, type: 'TXT', class: 'IN', ttl: 300, data: ['v=STSv1; id=20260101000000;'] }],
  });
  if ('failure' in decodeResponse(message, name, 'TXT')) throw new Error('The answer cannot be read');
  const series = await inTurns(
    {
      waxseal: () => timedEach(() => decodeResponse(message, name, 'TXT')),
      codec: () => timedEach(() => dnsPacket.decode(message)),
    },
    rounds,
  );
  const what = `DNS answer, ${message.length} B, read and checked`;
  return [
    figure({ group: 'parse', what, against: 'dns-packet, decode alone' }, series.waxseal, series.codec),
  ];
}
