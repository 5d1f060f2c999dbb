import * as fc from 'fast-check';
import type { Assessment } from '../../lib/check/assessment.ts';
import {
  host,
  mxOf,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import {
  BOGUS,
  daneHost,
  daneOf,
  failingHost,
  INSECURE,
  SECURE,
  TIMEOUT,
  unsignedHost,
} from '../support/dane.ts';
import { gathered, type Prepared } from '../support/dmarc.ts';
import { noDane, WELL } from '../support/scored.ts';
import { spfFactsOf } from '../support/spf.ts';
import type { Zone } from '../support/spf-world.ts';

/** What may be found of one thing: what is wrong or missing, what is right, and that it could not be known. */
interface Kind {
  readonly bad: readonly Partial<Assessment>[];
  readonly good: readonly Partial<Assessment>[];
  readonly unknown: readonly Partial<Assessment>[];
  /** What is no fault by itself. */
  readonly other?: readonly Partial<Assessment>[];
}

const [A, B] = ['mail.example.com', 'b.example.net'];
const serves = (mode: string, seconds: number, ...hosts: readonly string[]): Partial<Assessment> => ({
  stsRecord: stsRecord('v=STSv1; id=1'),
  policy: policyOf(
    policyText(mode, ...hosts.map((each) => `mx: ${each}`)).replace('1209600', String(seconds)),
  ),
});
/** What is found of DMARC where these texts stand. */
export const dmarc = async (text: Prepared, more: Readonly<Record<string, Prepared>> = {}) =>
  (await gathered('example.com', { '_dmarc.example.com': text, 'example.com MX': [A], ...more })).parts;
/** What is found of SPF where this text stands. */
export const spf = async (text: string, more: Zone = {}) => ({
  spf: await spfFactsOf({ 'example.com': text, ...more }),
});
const dnssec = (mx: typeof SECURE, validates: boolean | null = true): Partial<Assessment> =>
  ({ dnssec: { ...WELL.dnssec, mx, validates } }) as Partial<Assessment>;
const ELEVEN = Array.from({ length: 11 }, (_, at) => `exists:e${at}.example.com`).join(' ');
const rua = 'rua=mailto:a@example.com';

const KINDS = {
  policy: {
    bad: [
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      { stsRecord: stsRecord('v=STSv1;'), policy: { state: 'absent' } },
      serves('none', 86_400),
      serves('testing', 86_400, A, B),
      serves('testing', 604_800, A),
      serves('enforce', 604_800, A),
      serves('enforce', 3600, A, B),
      serves('enforce', 604_800, A, B, ''),
    ],
    good: [serves('enforce', 604_800, A, B)],
    unknown: [
      { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable', { reason: 'timeout' }) },
      { stsRecord: stsRecord('v=STSv1; id=1'), policy: unreadPolicy('policy-timeout', { host: 'x' }) },
    ],
  },
  dane: {
    bad: [
      { dane: noDane(A, B) },
      { dane: daneOf(unsignedHost(A), unsignedHost(B)) },
      { dane: daneOf(daneHost(A), unsignedHost(B)) },
      { dane: daneOf(daneHost(A), failingHost(B, BOGUS)) },
      { dane: daneOf(daneHost(A, ['1 1 1 00']), daneHost(B)) },
      { dane: { ...daneOf(daneHost(A), daneHost(B)), mx: INSECURE } },
    ],
    good: [{ dane: daneOf(daneHost(A), daneHost(B)) }],
    unknown: [
      { dane: { ...noDane(A, B), validates: false } },
      { dane: { ...noDane(A, B), validates: null } },
      { dane: { ...daneOf(), mx: TIMEOUT } },
      { dane: daneOf(failingHost(A, TIMEOUT), failingHost(B, TIMEOUT)) },
    ],
  },
  mx: {
    bad: [{ mx: mxOf(host(A, 10, { address: 'absent' }), host(B, 20, { address: 'absent' })) }],
    // Who gives it an address shows what stands there.
    other: [{ mx: mxOf(host(A), host(B, 20, { address: 'absent' })) }],
    good: [{ mx: mxOf(host(A), host(B, 20)) }],
    unknown: [
      { mx: unknown() },
      { mx: mxOf(host(A, 10, { address: 'unavailable' }), host(B, 20, { address: 'unavailable' })) },
    ],
  },
  dnssec: {
    bad: [dnssec(INSECURE), dnssec(BOGUS)],
    good: [dnssec(SECURE)],
    unknown: [dnssec(TIMEOUT), dnssec(INSECURE, false), dnssec(INSECURE, null)],
  },
  tlsrpt: {
    bad: [{ tlsrpt: tlsrptRecord() }, { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=ftp://x.test') }],
    good: [{ tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@example.com') }],
    unknown: [{ tlsrpt: unknown() }],
  },
  spf: {
    bad: [
      await spf('hello'),
      await spf('v=spf1 +all'),
      await spf('v=spf1 -ip4:192.0.2.1 +all'),
      await spf('v=spf1 ?all'),
      await spf('v=spf1 nonsense -all'),
      await spf(`v=spf1 ${ELEVEN} -all`),
    ],
    good: [await spf('v=spf1 ip4:192.0.2.1 -all'), await spf('v=spf1 ip4:192.0.2.1 ~all')],
    unknown: [{ spf: unknown() }, await spf('v=spf1 include:x.test -all', { 'x.test': { fails: 'all' } })],
  },
  dmarc: {
    bad: [
      await dmarc('nodata'),
      await dmarc(['v=DMARC1; p=reject', 'v=DMARC1; p=none']),
      await dmarc(['v=DMARC1; p=none']),
      await dmarc([`v=DMARC1; p=none; ${rua}`]),
      await dmarc([`v=DMARC1; p=none; sp=quarantine; ${rua}`]),
      await dmarc([`v=DMARC1; p=quarantine; ${rua}`]),
      await dmarc([`v=DMARC1; p=reject; t=y; sp=quarantine; ${rua}`]),
      await dmarc([`v=DMARC1; p=reject; sp=none; ${rua}`]),
      await dmarc([`v=DMARC1; p=reject; np=quarantine; ${rua}`]),
      await dmarc(['v=DMARC1; p=reject']),
      await dmarc(['v=DMARC1; p=reject; rua=mailto:a@x.test'], { 'x.test MX': ['mx.x.test'] }),
    ],
    good: [await dmarc([`v=DMARC1; p=reject; ${rua}`])],
    unknown: [
      await dmarc('servfail'),
      await dmarc(['v=DMARC1; p=reject; rua=mailto:a@x.test'], {
        'x.test MX': ['mx.x.test'],
        'example.com._report._dmarc.x.test': 'timeout',
      }),
    ],
  },
} satisfies Readonly<Record<string, Kind>>;

type Name = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as Name[];
/** What may be found of a thing, by its name. */
export const ofKind = (name: Name): Kind => KINDS[name];

/** What may be found of a domain, thing by thing; some take no mail, and some send none. */
export const found = fc
  .record({
    parts: fc.tuple(
      ...NAMES.map((name) =>
        fc.constantFrom(...(Object.values(ofKind(name)).flat() as Partial<Assessment>[])),
      ),
    ),
    noMail: fc.constantFrom<Partial<Assessment>>(
      {},
      {},
      {},
      { mx: noMail('null-mx') },
      { mx: noMail('no-address') },
    ),
    silent: fc.constantFrom<Partial<Assessment>>({}, {}, {}, await spf('v=spf1 -all')),
  })
  .map(({ parts, ...rest }): Partial<Assessment> => Object.assign({}, ...parts, rest.noMail, rest.silent));

/** The name of one of these things. */
export const kind = fc.constantFrom(...NAMES);
/** One of what may be found. */
export const oneOf = (list: readonly Partial<Assessment>[]) => fc.constantFrom(...list);
