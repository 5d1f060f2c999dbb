import { describe, expect, it } from 'vitest';
import { chainFaults } from '../../../../lib/mechanisms/bimi/certificate-chain.ts';
import type { CertificateFault } from '../../../../lib/mechanisms/bimi/certificate-faults.ts';
import type { X509, X509Name } from '../../../../lib/octets/x509.ts';

const NOW = Date.UTC(2026, 0, 1);
const COMMON_NAME = '550403';
const nameOf = (text: string): X509Name => ({ key: text, texts: new Map([[COMMON_NAME, text]]) });
/** One by `issuer` for `subject`, valid until some milliseconds from now. */
const certificate = (subject: string, issuer: string, until: number | null = 1): X509 => ({
  subject: nameOf(subject),
  issuer: nameOf(issuer),
  notBefore: 0,
  notAfter: until === null ? null : NOW + until,
  extensions: new Map(),
});

const LEAF = certificate('logo', 'authority');
const AUTHORITY = certificate('authority', 'root');
const ROOT = certificate('root', 'root');
const SELF = certificate('logo', 'logo');
const OTHER = certificate('other', 'other');
const UNDATED = certificate('authority', 'root', null);
const LATE = certificate('authority', 'root', -1);
const LATE_ROOT = certificate('root', 'root', -1);

describe('the way from a certificate to its authority (RFC 5280 §6.1)', () => {
  it.each<[why: string, file: readonly X509[], faults: Partial<CertificateFault>[]]>([
    ['is whole', [LEAF, AUTHORITY, ROOT], []],
    ['needs no root, which receivers have', [LEAF, AUTHORITY], []],
    ['begins with one that signed itself, and ends there', [SELF], [{ code: 'self-signed' }]],
    [
      'is missing, and the fault names who is to be looked for',
      [LEAF],
      [{ code: 'chain-missing', text: 'authority' }],
    ],
    [
      'is missing, and another one is no way',
      [LEAF, OTHER],
      [{ code: 'chain-missing', text: 'authority' }, { code: 'chain-order' }],
    ],
    ['has one too many behind it', [LEAF, AUTHORITY, ROOT, OTHER], [{ code: 'chain-order' }]],
    ['is whole, and in another order', [LEAF, ROOT, AUTHORITY], [{ code: 'chain-order' }]],
    [
      'needs nothing above a root, though another one has its name',
      [LEAF, AUTHORITY, ROOT, certificate('root', 'root', 2)],
      [{ code: 'chain-order' }],
    ],
    ['begins behind the authority', [AUTHORITY, LEAF], [{ code: 'chain-order' }]],
    [
      'leads over one that has expired, by name and date',
      [LEAF, LATE],
      [{ code: 'chain-expired', text: 'authority', at: NOW - 1 }],
    ],
    ['leads over one that expires at this moment', [LEAF, certificate('authority', 'root', 0)], []],
    ['leads over one whose dates say nothing', [LEAF, UNDATED], []],
    ['ends at a root that has expired: receivers have their own', [LEAF, AUTHORITY, LATE_ROOT], []],
    [
      'leads over two that have expired, of which the nearest is named',
      [LEAF, LATE, certificate('root', 'above', -2)],
      [{ code: 'chain-expired', text: 'authority' }],
    ],
    ['goes in a circle, and the search ends', [LEAF, certificate('authority', 'logo')], []],
  ])('%s', (_, file, faults) => {
    expect(chainFaults(file.includes(SELF) ? SELF : LEAF, file, NOW)).toMatchObject(faults);
    expect(chainFaults(file.includes(SELF) ? SELF : LEAF, file, NOW)).toHaveLength(faults.length);
  });

  it('begins with a certificate whose own date is told elsewhere', () => {
    const late = certificate('logo', 'authority', -1);
    expect(chainFaults(late, [late, AUTHORITY], NOW)).toEqual([]);
  });

  it('names nobody where names have no text', () => {
    const bare = { key: 'authority', texts: new Map() };
    const leaf = { ...LEAF, issuer: bare };
    expect(chainFaults(leaf, [leaf], NOW)).toMatchObject([{ code: 'chain-missing', text: '' }]);
    const late = { ...LATE, subject: bare };
    expect(chainFaults(leaf, [leaf, late], NOW)).toMatchObject([{ code: 'chain-expired', text: '' }]);
  });
});
