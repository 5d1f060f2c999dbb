import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readCertificateFile } from '../../../../lib/mechanisms/bimi/certificate.ts';
import type { CertificateFaultCode } from '../../../../lib/mechanisms/bimi/certificate-faults.ts';
import { der, oid } from '../../../lab/der.ts';

const read = (text: string) =>
  readCertificateFile(Buffer.from(text, 'latin1'), { domains: ['example.com'], now: Date.now() });
const codesOf = async (text: string) => (await read(text)).faults.map(({ code }) => code);

/** A file with those octets as its certificate. */
const pem = (octets: Uint8Array) =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(octets).toString('base64')}\n-----END CERTIFICATE-----\n`;

/** A certificate of which parts are what they please. */
function odd({
  name = der(0x30),
  times = [
    der(0x17, Buffer.from('250101000000Z')),
    der(0x17, Buffer.from('350101000000Z')),
  ] as readonly Uint8Array[],
  extensions = der(0x30) as Uint8Array,
} = {}): string {
  const algorithm = der(0x30, oid('1.2.840.10045.4.3.2'));
  const fields = [
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, ...times),
    name,
    der(0x30),
    der(0xa3, extensions),
  ];
  return pem(der(0x30, der(0x30, ...fields), algorithm, der(0x03, Buffer.from([0]))));
}

const extension = (type: string, value: Uint8Array) => der(0x30, oid(type), der(0x04, value));

describe('a hostile file', () => {
  const nested = (() => {
    const parts: number[] = [];
    while (parts.length < 380_000) {
      const { length } = parts;
      const head =
        length < 0x80
          ? [length]
          : length < 0x1_00
            ? [0x81, length]
            : length < 0x1_00_00
              ? [0x82, length >> 8, length & 0xff]
              : [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
      parts.push(...head.toReversed(), 0x30);
    }
    return Uint8Array.from(parts.toReversed());
  })();
  const wide = der(0x30, Buffer.alloc(380_000, Buffer.from([0x05, 0x00])));
  const hugeOid = der(0x06, Buffer.alloc(380_000, 0x81));

  it.each<[why: string, text: string]>([
    ['nested as deep as it goes', pem(nested)],
    ['of nothing but NULLs', pem(wide)],
    ['with lengths beyond the end', pem(Buffer.from('3084ffffffff30', 'hex'))],
    ['with lengths of eight octets', pem(Buffer.from(`3088${'ff'.repeat(8)}`, 'hex'))],
    ['with indefinite lengths', pem(Buffer.from('30803080'.repeat(9000), 'hex'))],
    ['with a tag of many octets', pem(Buffer.from(`1f${'ff'.repeat(50)}`, 'hex'))],
    ['of lines that begin and never end', '-----BEGIN CERTIFICATE-----'.repeat(19_000)],
    ['of lines that end and never begin', '-----END CERTIFICATE-----\n'.repeat(19_000)],
    ['of hyphens', '-'.repeat(512 * 1024)],
    ['with an endless label', `-----BEGIN ${'A '.repeat(250_000)}-----`],
    ['of zeros', '\0'.repeat(512 * 1024)],
  ])('%s is no certificate, and costs little', async (_, text) => {
    const started = performance.now();
    const { certificate, faults } = await read(text);
    expect(certificate).toBeNull();
    expect(faults.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it.each<[why: string, text: string, wanted: readonly CertificateFaultCode[]]>([
    ['a certificate that says nothing', odd(), ['purpose', 'no-names', 'no-logo', 'self-signed']],
    [
      'names nested as deep as it goes',
      odd({ name: der(0x30, nested) }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'names of a huge identifier',
      odd({ name: der(0x30, der(0x31, der(0x30, hugeOid, der(0x0c)))) }).slice(0),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    ['two times too many', odd({ times: [der(0x17), der(0x17), der(0x17)] }), ['malformed']],
    [
      'a text in place of the dates',
      odd({ times: [der(0x0c, Buffer.from('x')), der(0x0c)] }),
      ['purpose', 'no-names', 'no-dates', 'no-logo', 'self-signed'],
    ],
    [
      'a text in place of the last day',
      odd({ times: [der(0x17, Buffer.from('250101000000Z')), der(0x0c, Buffer.from('x'))] }),
      ['purpose', 'no-names', 'no-dates', 'no-logo', 'self-signed'],
    ],
    [
      'a 30th of February',
      odd({ times: [der(0x17, Buffer.from('250230000000Z')), der(0x17, Buffer.from('350101000000Z'))] }),
      ['purpose', 'no-names', 'no-dates', 'no-logo', 'self-signed'],
    ],
    ['extensions that are none', odd({ extensions: der(0x30, der(0x05)) }), ['malformed']],
    [
      'a list of names that does not end',
      odd({ extensions: der(0x30, extension('2.5.29.17', Buffer.from('30820fff', 'hex'))) }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'names that are no names of hosts',
      odd({
        extensions: der(
          0x30,
          extension('2.5.29.17', der(0x30, der(0x87, Buffer.alloc(4)), der(0x86, Buffer.from('https://x')))),
        ),
      }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'purposes of a huge identifier',
      odd({ extensions: der(0x30, extension('2.5.29.37', der(0x30, hugeOid))) }),
      ['purpose', 'no-names', 'no-logo', 'self-signed'],
    ],
    [
      'a logo nested as deep as it goes',
      odd({ extensions: der(0x30, extension('1.3.6.1.5.5.7.1.12', nested)) }),
      ['purpose', 'no-names', 'logo-unreadable', 'self-signed'],
    ],
    [
      'an extension of no value',
      odd({ extensions: der(0x30, extension('1.3.6.1.5.5.7.1.12', Buffer.alloc(0))) }),
      ['purpose', 'no-names', 'logo-unreadable', 'self-signed'],
    ],
  ])('%s', async (_, text, wanted) => {
    expect(await codesOf(text)).toEqual(wanted);
  });

  it('shows no more than some length of a text', async () => {
    const name = der(0x30, der(0x31, der(0x30, oid('2.5.4.10'), der(0x0c, Buffer.from('x'.repeat(5000))))));
    const { certificate } = await read(odd({ name }));
    expect(certificate?.organization).toHaveLength(101);
  });

  it('does not go round in a circle of issuers', async () => {
    const [a, b] = [`a`, `b`].map((text) =>
      der(0x30, der(0x31, der(0x30, oid('2.5.4.3'), der(0x0c, Buffer.from(text))))),
    );
    const of = (subject: Uint8Array, issuer: Uint8Array) => {
      const algorithm = der(0x30, oid('1.2.840.10045.4.3.2'));
      const times = der(
        0x30,
        der(0x17, Buffer.from('250101000000Z')),
        der(0x18, Buffer.from('20600101000000Z')),
      );
      return pem(
        der(
          0x30,
          der(0x30, der(0x02, Buffer.from([1])), algorithm, issuer, times, subject, der(0x30)),
          algorithm,
          der(0x03),
        ),
      );
    };
    const text = of(a as Buffer, b as Buffer) + of(b as Buffer, a as Buffer);
    expect(await codesOf(text)).toEqual(['purpose', 'no-names', 'no-logo']);
  });
});
