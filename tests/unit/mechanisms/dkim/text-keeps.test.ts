import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { keepsKeys } from '../../../../lib/mechanisms/dkim/text-keeps.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';
import { ED25519 } from '../../../support/dkim.ts';
import { rsaPair } from '../../../support/keys.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);
const base64 = (octets: Uint8Array | string) => Buffer.from(octets).toString('base64');
const URLS = base64(rsaPair(1032).publicKey.export({ format: 'der', type: 'spki' }));

const SPKI = ED25519.publicKey.export({ format: 'der', type: 'spki' });
const RAW = SPKI.subarray(-32).toString('base64');
const OTHER = `v=DKIM1; p=${URLS}`;

describe('the last look at a fix', () => {
  it.each<[reason: string, before: string, after: string]>([
    ['another key', GOOD_DKIM, `v=DKIM1; k=rsa; p=${URLS}`],
    ['a key that is gone', GOOD_DKIM, 'v=DKIM1; k=rsa; p='],
    ['a record that is gone', GOOD_DKIM, ''],
    ['one of two keys that is gone', `${GOOD_DKIM}\n${OTHER}`, GOOD_DKIM],
    ['a part of a key', GOOD_DKIM, `v=DKIM1; k=rsa; p=${P.slice(0, -4)}`],
    ['a key that was a note', `v=DKIM1; n=${P}; p=`, 'v=DKIM1; p=AAAA'],
    ['a revocation where there was no key', 'v=DKIM1; k=rsa', 'v=DKIM1; k=rsa; p='],
    ['a flag that is gone', `v=DKIM1; t=s; p=${P}`, `v=DKIM1; p=${P}`],
    ['one flag of two that is gone', `v=DKIM1; t=y:s; p=${P}`, `v=DKIM1; t=y; p=${P}`],
    ['a service that is gone', `v=DKIM1; s=tlsrpt; p=${P}`, `v=DKIM1; p=${P}`],
    ['another service', `v=DKIM1; s=tlsrpt; p=${P}`, `v=DKIM1; s=email; p=${P}`],
    ['a flag that is new', GOOD_DKIM, `${GOOD_DKIM}; t=y`],
    ['a flag that stood in another tag', `v=DKIM1; h=y; p=${P}`, `v=DKIM1; t=y; p=${P}`],
    ['another type', GOOD_DKIM, `v=DKIM1; k=ed25519; p=${P}`],
    ['another version', GOOD_DKIM, GOOD_DKIM.replace('DKIM1', 'DKIM2')],
    ['a note that is new', GOOD_DKIM, `${GOOD_DKIM}; n=hello`],
    ['an unknown tag with a new value', `${GOOD_DKIM}; x=hello`, `${GOOD_DKIM}; x=hallo`],
  ])('refuses %s', (_, before, after) => {
    expect(keepsKeys(before, after)).toBe(false);
  });

  it.each<[reason: string, before: string, after: string]>([
    ['what it was', GOOD_DKIM, GOOD_DKIM],
    ['a version before a key alone', P, `v=DKIM1; p=${P}`],
    ['a tag before a key alone', `v=DKIM1; ${P}`, `v=DKIM1; p=${P}`],
    ['the key on one line', GOOD_DKIM.replace(/.{64}/g, '$&\n'), GOOD_DKIM],
    [
      'the key without its file',
      `-----BEGIN PUBLIC KEY-----\n${P}\n-----END PUBLIC KEY-----`,
      `v=DKIM1; p=${P}`,
    ],
    [
      'the alphabet of base64',
      `v=DKIM1; p=${URLS.replaceAll('+', '-').replaceAll('/', '_')}`,
      `v=DKIM1; p=${URLS}`,
    ],
    ['the octets alone of Ed25519', `v=DKIM1; k=ed25519; p=${base64(SPKI)}`, `v=DKIM1; k=ed25519; p=${RAW}`],
    ['what was encoded once less', `v=DKIM1; p=${base64(P)}`, `v=DKIM1; p=${P}`],
    ['a revocation', 'v=dkim1; p=', 'v=DKIM1; p='],
    ['a revocation by an upper case tag', 'v=DKIM1; P=', 'v=DKIM1; p='],
    ['lower case and hyphens', `v=dkim-1; K=RSA; h=SHA-256; p=${P}`, `v=DKIM1; k=rsa; h=sha256; p=${P}`],
    ['a colon read as it was meant', `v=DKIM1; k:rsa; p=${P}`, GOOD_DKIM],
    ['one of two tags that are the same', `v=DKIM1; k=rsa; k=rsa; p=${P}`, GOOD_DKIM],
    ['a list of hashes of no use that is gone', `v=DKIM1; h=sha1; p=${P}`, `v=DKIM1; p=${P}`],
    ['all limits', `v=DKIM1; t=y:s; s=email; p=${P}`, `v=DKIM1; t = y : s; s=email; p=${P}`],
    ['one of two records that are the same', `${GOOD_DKIM}\n${GOOD_DKIM}`, GOOD_DKIM],
    ['a note', `v=DKIM1; n=a "b" c; p=${P}`, `v=DKIM1; n=a b c; p=${P}`],
  ])('lets pass %s', (_, before, after) => {
    expect(keepsKeys(before, after)).toBe(true);
  });
});
