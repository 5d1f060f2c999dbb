import { expect, it } from 'vitest';
import type { DkimParts } from '../../../../lib/mechanisms/dkim/facts.ts';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import type { SpfParts } from '../../../../lib/mechanisms/spf/facts.ts';
import { PENDING } from '../../../../lib/outcome.ts';
import { host, mxOf, noMail, SIGNED_MAIL, unknown } from '../../../support/assessments.ts';
import { judged } from '../../../support/dmarc.ts';
import { spfFactsOf, STRICT_SPF } from '../../../support/spf.ts';

const NO_KEYS: DkimParts['dkim'] = { ...SIGNED_MAIL, base: 'nxdomain', beside: null, selectors: [] };
const NO_SPF = await spfFactsOf({});
const MAIL = mxOf(host('mail.example.com'));

interface Row {
  readonly why: string;
  readonly policy: 'none' | 'quarantine' | 'reject';
  readonly spf?: SpfParts['spf'];
  readonly dkim?: DkimParts['dkim'];
  readonly mx?: MxParts['mx'];
  readonly found: readonly string[];
}

const ROWS: readonly Row[] = [
  { why: 'SPF and a key', policy: 'reject', dkim: SIGNED_MAIL, found: [] },
  { why: 'the zone itself says that there are no keys', policy: 'reject', found: ['dmarc-reject-spf-only'] },
  {
    why: 'quarantine puts forwarded mail aside as well',
    policy: 'quarantine',
    found: ['dmarc-reject-spf-only'],
  },
  { why: 'none does nothing to any mail', policy: 'none', found: [] },
  {
    why: 'no key was met: it may be there',
    policy: 'reject',
    dkim: { ...SIGNED_MAIL, selectors: [] },
    found: [],
  },
  {
    why: 'a key where the zone says that there is nothing',
    policy: 'reject',
    dkim: { ...SIGNED_MAIL, base: 'nxdomain' },
    found: [],
  },
  {
    why: 'keys could not be asked for',
    policy: 'reject',
    dkim: { ...NO_KEYS, base: 'unavailable' } as DkimParts['dkim'],
    found: [],
  },
  { why: 'keys are still asked for', policy: 'reject', dkim: PENDING, found: [] },
  { why: 'neither SPF nor keys', policy: 'reject', spf: NO_SPF, found: ['dmarc-no-mechanism'] },
  { why: 'no SPF, and a key', policy: 'reject', spf: NO_SPF, dkim: SIGNED_MAIL, found: [] },
  { why: 'SPF is not known', policy: 'reject', spf: unknown('timeout'), found: [] },
  {
    why: 'a domain without mail has no need of them',
    policy: 'reject',
    spf: NO_SPF,
    mx: noMail('null-mx'),
    found: [],
  },
];

it.each(ROWS)(
  'by what mail can pass: $why',
  async ({ policy, spf = STRICT_SPF, dkim = NO_KEYS, mx = MAIL, found }) => {
    const record = `v=DMARC1; p=${policy}; rua=mailto:a@example.com`;
    const { codes } = await judged('example.com', { '_dmarc.example.com': [record] }, mx, spf, dkim);
    expect(codes.filter((code) => ['dmarc-reject-spf-only', 'dmarc-no-mechanism'].includes(code))).toEqual(
      found,
    );
  },
);
