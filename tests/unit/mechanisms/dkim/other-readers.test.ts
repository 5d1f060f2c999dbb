import { describe, expect, it } from 'vitest';
import { judgeBimi } from '../../../../lib/mechanisms/bimi/judge.ts';
import { parseBimiRecord, selectBimiRecord } from '../../../../lib/mechanisms/bimi/record.ts';
import { discoverDkim } from '../../../../lib/mechanisms/dkim/discover.ts';
import { judgeDkim } from '../../../../lib/mechanisms/dkim/judge.ts';
import { parseDkimKey } from '../../../../lib/mechanisms/dkim/key.ts';
import { meantDkimKey } from '../../../../lib/mechanisms/dkim/text-edits.ts';
import { verifyMessage } from '../../../../lib/mechanisms/dkim/verify.ts';
import type { DmarcParts } from '../../../../lib/mechanisms/dmarc/facts.ts';
import type { MxParts } from '../../../../lib/mechanisms/mx/facts.ts';
import { EXAMPLE, REJECTING } from '../../../support/assessments.ts';
import {
  codesOf,
  ED25519,
  recordOf,
  recordOfKey,
  RSA,
  signed,
  spkiOf,
  txtZone,
} from '../../../support/dkim.ts';
import { bytes } from '../../../support/reading.ts';
import { rsaPair } from '../../../support/keys.ts';

/** What other programs got wrong, or read in another way: each was a bug report or a decision of theirs, and is decided here by RFC 6376. */

const { publicKey } = rsaPair(2048);
const GOOD = recordOfKey(publicKey);
const KEY = GOOD.slice(GOOD.indexOf('p=') + 2);
const RAW = ED25519.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const secret = RSA.privateKey.export({ format: 'der', type: 'pkcs1' }).toString('base64');
const half = KEY.length / 2;

describe('key records', () => {
  it.each<[why: string, text: string, state: string, codes: string[]]>([
    [
      'mox refuses space behind the last semicolon; all others read a revoked key, and so do receivers',
      'v=DKIM1; p=; ',
      'revoked',
      ['dkim-key-empty-tag', 'dkim-key-revoked'],
    ],
    [
      'mox has an error for a revoked key of an unknown type',
      'v=DKIM1; k=unknown; p=',
      'revoked',
      ['dkim-key-revoked'],
    ],
    [
      'stalwart strips space within "sha 256": white space within a value stays (§3.2)',
      `${GOOD}; h=sha1:sha 256:other`,
      'invalid',
      ['dkim-key-hashes'],
    ],
    [
      'go-msgauth takes an empty type for rsa: an empty value is no default (§3.2)',
      `v=DKIM1; k=; p=${KEY}`,
      'invalid',
      ['dkim-key-type-unknown'],
    ],
    [
      'mailauth guesses the type from 32 octets: without k= it is rsa',
      `v=DKIM1; p=${RAW}`,
      'invalid',
      ['dkim-key-ed25519-untyped'],
    ],
    ['mailauth lowers the case of the version', `v=dkim1; p=${KEY}`, 'not-dkim', ['dkim-version']],
    [
      'mailauth drops all spaces, so that s=e mail is email',
      `${GOOD}; s=e mail`,
      'invalid',
      ['dkim-service-not-mail'],
    ],
    [
      'zkemail kept the last of several tags (getid3.org)',
      `v=DKIM1; p=DKIM1; p=${KEY}`,
      'invalid',
      ['dkim-duplicate-tag', 'dkim-key-base64-length'],
    ],
    [
      'hMailServer #382 and rspamd #4149 refused a space in the key',
      `v=DKIM1; p=${KEY.slice(0, half)} ${KEY.slice(half)}`,
      'usable',
      ['dkim-key-space'],
    ],
    ['rspamd #3955 refused a space at the end', `${GOOD} `, 'usable', []],
    [
      'badkeys "privleak": a private key in the place of the public one',
      `v=DKIM1; k=rsa; p=${secret}`,
      'invalid',
      ['dkim-private-key-published'],
    ],
    ['dkim-exchange #123 wanted k=', `v=DKIM1; p=${KEY}`, 'usable', []],
    [
      'dmarc.mx misses y beside another flag',
      `${GOOD}; t=y:s`,
      'usable',
      ['dkim-testing', 'dkim-subdomain-strict'],
    ],
    [
      'dmarc.mx and badkeys #28 take every "p=" for a key',
      'v=DMARC1; p=none',
      'not-dkim',
      ['dkim-key-unrelated'],
    ],
    [
      'dmarc.mx and happyDomain estimate bits from the length of the text',
      `v=DKIM1; p=${'A'.repeat(360)}`,
      'invalid',
      ['dkim-key-der'],
    ],
    [
      'rspamd #4570: an Ed25519 key was encoded twice',
      `v=DKIM1; k=ed25519; p=${btoa(RAW)}`,
      'invalid',
      ['dkim-key-ed25519-twice'],
    ],
    [
      'mox takes V=DKIM2 for a tag that nobody knows: names have their case',
      'V=DKIM2; p=;',
      'revoked',
      ['dkim-key-unknown-tag', 'dkim-key-revoked'],
    ],
  ])('%s', (_, text, state, codes) => {
    const key = parseDkimKey(text);
    expect([key.state, ...codesOf(key)]).toEqual([state, ...codes]);
  });

  it('quotes pasted within the key are an error, and what was meant is offered', () => {
    const text = `v=DKIM1; k=rsa; p=${KEY.slice(0, half)}" "${KEY.slice(half)}`;
    expect(parseDkimKey(text)).toMatchObject({ state: 'invalid', bits: 2048 });
    expect(meantDkimKey(text)).toBe(GOOD);
  });

  it('a backslash before the semicolon makes another version, which is discarded, and is told as what it is', () => {
    const text = GOOD.replaceAll(';', '\\;');
    const key = parseDkimKey(text);
    expect([key.state, ...codesOf(key)]).toEqual(['not-dkim', 'dkim-key-backslash']);
    expect(meantDkimKey(text)).toBe(GOOD);
  });

  it.each([16_384, 32_768])(
    'rspamd publishes keys of %d bits: they are read, and some verifiers stop at 4096',
    (bits) => {
      const key = parseDkimKey(recordOf(spkiOf((1n << BigInt(bits)) - 1n - (1n << 17n))));
      expect(key.bits).toBe(bits);
      expect(codesOf(key)).toContain('dkim-key-long');
    },
  );
});

describe('what DNS answers', () => {
  const NAME = 's1._domainkey.example.com';
  const stateOf = async (zone: Parameters<typeof txtZone>[0]) => {
    const result = await verifyMessage(bytes(signed()), txtZone(zone), 0);
    return result.state === 'read' ? result.signatures[0]?.state : result.state;
  };

  it('DomainDetective joins TXT records: strings of one record are joined, and records never', async () => {
    const record = recordOfKey(RSA.publicKey);
    expect(await stateOf({ [NAME]: [record.slice(0, 100), record.slice(100)] })).toBe('key-invalid');
  });

  it('OpenDKIM #49 took NXDOMAIN for a fault of the moment: none and unknown are two things', async () => {
    expect(await stateOf({})).toBe('key-absent');
    expect(await stateOf({ [NAME]: 'servfail' })).toBe('key-unavailable');
  });

  it('nl-kat #3997 took NODATA for "no DKIM": it says that there are names below', async () => {
    const zone = txtZone({ '_domainkey.example.com': [] });
    const dkim = await discoverDkim('example.com', Promise.resolve([]), zone, 'random');
    const mail = { mx: { state: 'unavailable', reason: 'timeout', detail: null } } as MxParts;
    const { headline, findings } = judgeDkim({ dkim: { state: 'found', ...dkim } }, mail, {
      policyDomain: EXAMPLE,
      now: 0,
    });
    expect(headline).toBe('not-found');
    expect(findings.map(({ code }) => code)).toEqual(['dkim-not-found', 'dkim-names-below']);
  });

  it('vulcan-checks #72 asked for `default` alone', async () => {
    const zone = txtZone({ '_domainkey.example.com': [] });
    const { asked } = await discoverDkim('example.com', Promise.resolve([]), zone, 'random');
    expect(asked.length).toBeGreaterThan(4);
  });
});

describe('BIMI', () => {
  it('happyDomain warns of DMARC where no logo is wanted', () => {
    const text = 'v=BIMI1; l=; a=;';
    const selected = selectBimiRecord([text]);
    const record = { ...selected, aliases: [], texts: [text], authentic: false, ttlSeconds: 60 };
    const bimi = {
      state: 'found',
      places: [{ domain: EXAMPLE, record }],
      isAboveKnown: true,
      misplacedAt: null,
    } as never;
    const dmarc = { ...REJECTING.dmarc, state: 'absent' } as unknown as DmarcParts['dmarc'];
    const judged = judgeBimi({ bimi }, { ...REJECTING, dmarc }, { policyDomain: EXAMPLE, now: 0 });
    expect([judged.headline, judged.findings]).toEqual(['declined', []]);
  });

  it('Mail::BIMI accepts "bimi1": receivers must not repair capitals', () => {
    expect(parseBimiRecord('v=bimi1; l=https://example.com/logo.svg')).toMatchObject({
      state: 'invalid',
      problems: [{ code: 'bimi-version' }],
    });
  });

  it('checkdmarc accepts a record without l=, and a certificate without a logo', () => {
    for (const [text, code] of [
      ['v=BIMI1; a=https://example.com/a.pem', 'bimi-l-missing'],
      ['v=BIMI1; l=; a=https://example.com/a.pem', 'bimi-l-empty'],
    ])
      expect(parseBimiRecord(text ?? '')).toMatchObject({ state: 'invalid', problems: [{ code }] });
  });
});
