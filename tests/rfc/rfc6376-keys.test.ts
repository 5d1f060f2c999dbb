import { describe, expect, it } from 'vitest';
import { parseDkimKey } from '../../lib/mechanisms/dkim/key.ts';
import { codesOf, pkcs1Of, recordOf, recordOfKey, RSA } from '../support/dkim.ts';

/** RFC 6376 §3.2 and §3.6, with RFC 8301: what a key record must be, and what a verifier must make of it. One test for each MUST, in order. */

const RECORD = recordOfKey(RSA.publicKey);
const KEY = RECORD.slice(RECORD.indexOf('p='));
const stateOf = (text: string) => parseDkimKey(text).state;

describe('RFC 6376 §3.2', () => {
  it('tags MUST be interpreted in a case-sensitive manner', () => {
    expect(stateOf(KEY)).toBe('usable');
    expect(stateOf(`v=DKIM1; ${KEY.replace('p=', 'P=')}`)).toBe('invalid');
  });

  it('tags with duplicate names MUST NOT occur: the entire tag-list is invalid', () => {
    expect(stateOf(`${RECORD}; k=rsa`)).toBe('invalid');
    expect(stateOf(`${RECORD}; x=1; x=1`)).toBe('invalid');
  });

  it('white space within a value MUST be retained', () => {
    expect(parseDkimKey(`${RECORD}; h=sha 256`).hashes).toEqual(['sha 256']);
  });

  it('unrecognized tags MUST be ignored', () => {
    expect(stateOf(`${RECORD}; x=1; g=; N=2`)).toBe('usable');
  });

  it('a tag with an empty value is not an omitted one', () => {
    expect(stateOf(`v=DKIM1; k=; ${KEY}`)).toBe('invalid');
    expect(stateOf(`v=DKIM1; ${KEY}`)).toBe('usable');
  });
});

describe('RFC 6376 §3.6.1', () => {
  it('"v" MUST be set to "DKIM1", by a string comparison; others MUST be discarded', () => {
    for (const version of ['DKIM1.0', 'dkim1', 'DKIM2', 'DKIM', '', 'DKIM1\\', '"DKIM1"', 'DKIM 1'])
      expect(stateOf(`v=${version}; ${KEY}`), version).toBe('not-dkim');
  });

  it('"v" MUST be the first tag in the record', () => {
    expect(stateOf(`${KEY}; v=DKIM1`)).toBe('invalid');
    expect(stateOf(`v = DKIM1 ;${KEY}`)).toBe('usable');
  });

  it('unrecognized hash algorithms MUST be ignored', () => {
    expect(stateOf(`${RECORD}; h=sha3:sha256`)).toBe('usable');
    expect(stateOf(`${RECORD}; h=sha3`)).toBe('invalid');
  });

  it('"rsa" MUST be supported and is the default; unrecognized key types MUST be ignored', () => {
    expect(parseDkimKey(KEY)).toMatchObject({ state: 'usable', type: 'rsa' });
    expect(parseDkimKey(`k=ecdsa; ${KEY}`)).toMatchObject({ state: 'invalid', data: null });
  });

  it('"rsa" is an RSAPublicKey in DER, and erratum 3017 allows the form of the appendix', () => {
    for (const type of ['pkcs1', 'spki'] as const)
      expect(parseDkimKey(recordOf(RSA.publicKey.export({ format: 'der', type })))).toMatchObject({
        state: 'usable',
        bits: 1024,
      });
  });

  it('"p" is required, and an empty value means that the key was revoked', () => {
    expect(stateOf('v=DKIM1; k=rsa')).toBe('invalid');
    expect(stateOf('v=DKIM1; k=rsa; p=')).toBe('revoked');
    expect(stateOf('v=DKIM1; p= \t; k=rsa')).toBe('revoked');
  });

  it('base64 may have white space at arbitrary places', () => {
    expect(stateOf(RECORD.replaceAll(/.{40}$/g, ' \t$&'))).toBe('usable');
  });

  it('a record of which the service type is not listed MUST be ignored, and unrecognized types too', () => {
    for (const [services, state] of [
      ['*', 'usable'],
      ['email', 'usable'],
      ['x:email', 'usable'],
      ['x', 'invalid'],
    ])
      expect(stateOf(`${RECORD}; s=${services}`)).toBe(state);
  });

  it('unrecognized flags MUST be ignored', () => {
    expect(parseDkimKey(`${RECORD}; t=x:s`)).toMatchObject({ state: 'usable', flags: ['x', 's'] });
  });

  it('of "y" it is said that messages count as unsigned', () => {
    expect(codesOf(parseDkimKey(`${RECORD}; t=y`))).toContain('dkim-testing');
  });
});

describe('RFC 6376 §6.1.2', () => {
  it('key records that are malformed MUST be ignored', () => {
    for (const text of ['v=DKIM1; p=AAAA', 'v=DKIM1; p=%', `${RECORD}; nonsense`, RECORD.slice(0, -40)])
      expect(stateOf(text), text).toBe('invalid');
  });
});

describe('RFC 8301', () => {
  it('§3.1: rsa-sha1 MUST NOT be used: a key for nothing else is of no use', () => {
    expect(stateOf(`${RECORD}; h=sha1`)).toBe('invalid');
    expect(stateOf(`${RECORD}; h=sha1:sha256`)).toBe('usable');
  });

  it('§3.2: keys MUST have at least 1024 bits, and SHOULD have 2048', () => {
    expect(codesOf(parseDkimKey(RECORD))).toContain('dkim-key-short');
    const short = recordOf(pkcs1Of((1n << 511n) + 1n));
    expect(parseDkimKey(short)).toMatchObject({ bits: 512, state: 'invalid' });
  });
});
