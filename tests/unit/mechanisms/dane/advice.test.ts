import { describe, expect, it } from 'vitest';
import { words } from '../../../support/i18n.ts';

const repairOf = (code: string) =>
  words(`problem.${code.replaceAll('-', '_')}.repair`, { target: 'tlsa.example.net' });

/** Advice that a person in a hurry follows to the letter. What it says first comes first. */
describe('advice loses no mail', () => {
  it.each<[why: string, code: string, inOrder: readonly string[]]>([
    ['records that senders begin to use may never have matched', 'dane-mx-insecure', ['match', 'sign']],
    ['the same in the zone of the records', 'dane-tlsa-insecure', ['match', 'sign']],
    ['the same behind an alias', 'dane-tlsa-alias-insecure', ['match', 'sign']],
    ['the same where nobody has looked for records', 'dane-host-insecure', ['old TLSA records', 'sign']],
    ['the same for the whole domain', 'dnssec-insecure', ['old TLSA records', 'sign', 'DS record']],
    ['data that senders ignored may be stale', 'dane-usage-pkix', ['the key that the server uses']],
    ['the same with a number of no meaning', 'dane-usage-unknown', ['the key that the server uses']],
    ['the same of the selector', 'dane-selector-unknown', ['the key that the server uses']],
    ['the same of the matching type', 'dane-matching-unknown', ['the key that the server uses']],
    ['the same of data of no form', 'dane-data-not-der', ['the key that the server uses']],
    ['SHA-256 may be there for the next key alone', 'dane-mixed-digests', ['each key', 'live', 'remove']],
    ['the record in use goes last', 'dane-full-data', ['as well', 'remove', 'live everywhere']],
    ['a digest of an issuer needs its certificate (RFC 7671 §5.2)', 'dane-full-data', ['must send']],
    ['a renewal may choose what is not in use today', 'dane-many-records', ['only', 'Keep', 'next renewal']],
    [
      'a new key would stop matching, where before nothing had to',
      'dane-absent',
      ['renewals keep', 'publish'],
    ],
    ['the same after records of no use', 'dane-all-unusable', ['keep that key', 'Remove']],
    ['the same after an issuer, which survives new keys', 'dane-ta-certificate', ['only if renewals keep']],
    [
      'the same after a retired issuer',
      'dane-issuer-retired',
      ['keep that key', 'live everywhere', 'remove'],
    ],
    ['the same after a certificate', 'dane-ee-certificate', ['keep the key', 'live everywhere', 'remove']],
    ['of an issuer the key of the server is another one', 'dane-no-sha256', ['same key', '2 1 1']],
    ['one has to stay', 'dane-duplicate', ['keep the other']],
    ['a customer has no hold on the zone of a provider', 'dnssec-bogus', ['change nothing in your own zone']],
    ['the same with its DS record', 'dnssec-key-missing', ['change nothing in your own zone']],
    ['the same of the address', 'dane-host-address-failed', ['tell the provider']],
    ['the same of a no', 'dane-tlsa-denial-bogus', ['tell the provider']],
  ])('%s: %s', (_, code, inOrder) => {
    const repair = repairOf(code);
    let at = -1;
    for (const each of inOrder) {
      const next = repair.indexOf(each, at + 1);
      expect(next, `“${each}” in its place in: ${repair}`).toBeGreaterThan(at);
      at = next;
    }
  });

  it.each([
    ['a file that the server has not read yet', 'dane.guide.publish.same', 'publish nothing'],
    ['a record of the certificate dies at a renewal with the same key', 'dane.guide.roll.keep', 'With 3 1 1'],
    ['the next key alone would match nothing', 'dane.guide.roll.next', 'in use must be live already'],
  ])('in the guide, %s', (_, key, wanted) => {
    expect(words(key)).toContain(wanted);
  });
});
