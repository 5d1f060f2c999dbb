// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../lib/mechanisms/bimi/certificate-faults.ts';
import type { CertificateReply } from '../../lib/mechanisms/bimi/fetch-certificate.ts';
import type { LogoReply } from '../../lib/mechanisms/bimi/fetch-logo.ts';
import { selectBimiRecord } from '../../lib/mechanisms/bimi/record.ts';
import { assessmentOf } from '../support/assessments.ts';
import { showReport } from '../support/report.tsx';
import { bare } from '../support/words.ts';

const LOGO = 'https://logo.example.net/logo.svg';
const MARK = 'https://logo.example.net/mark.pem';
const SHA256 = 'ab'.repeat(32);

type Read = Extract<CertificateReply, { state: 'read' }>;
const CERTIFICATE: NonNullable<Read['certificate']> = {
  organization: 'Example Brand Ltd',
  markType: 'Registered Mark',
  issuer: 'Example Mark CA',
  notBefore: Date.UTC(2026, 0, 2),
  notAfter: Date.UTC(2027, 0, 2),
  names: ['example.com'],
  image: { state: 'found', sha256: SHA256, isAsStated: true },
};
const READ: Read = { state: 'read', certificate: CERTIFICATE, count: 3, faults: [] };
const logoOf = (sha256: string): LogoReply => ({
  state: 'read',
  title: 'x',
  viewBox: [1, 1],
  faults: [],
  octets: 9,
  isCompressed: false,
  sha256,
});

/** The report of a domain with that record, whose certificate and logo are read so; and what was asked for. */
function show(
  reply: CertificateReply | Error,
  { text = `v=BIMI1; l=${LOGO}; a=${MARK}`, isPrivate = false, logo = logoOf(SHA256) } = {},
) {
  const asked: unknown[] = [];
  const known = { aliases: [], authentic: false, ttlSeconds: 60 };
  const record = { ...selectBimiRecord([text]), texts: [text], ...known } as never;
  const bimi = {
    state: 'found',
    places: [{ domain: 'example.com', record }],
    isAboveKnown: true,
    misplacedAt: null,
  } as const;
  const view = showReport(assessmentOf({ bimi }), {
    isPrivate,
    onReadLogo: async () => logo,
    onReadCertificate: async (of) => {
      asked.push(of);
      if (reply instanceof Error) throw reply;
      return reply;
    },
  });
  const section = view.container.querySelector('.read-certificate');
  const press = async (name = 'read-certificate') => {
    const part = view.container.querySelector(`.${name}`);
    fireEvent.click(part?.querySelector('button') as HTMLButtonElement);
    await waitFor(() =>
      expect(part?.querySelector('[role=status]:not(:empty)[aria-busy=false]')).not.toBeNull(),
    );
  };
  return {
    section,
    asked,
    press,
    said: () => bare(section?.querySelector('[role=status]')?.textContent ?? ''),
    verdict: () => section?.querySelector('.verdict')?.getAttribute('data-result'),
  };
}

describe('“The certificate of the logo” in the report', () => {
  it('is not there where the record names none', () => {
    expect(show(READ, { text: `v=BIMI1; l=${LOGO}` }).section).toBeNull();
    expect(show(READ, { text: 'v=BIMI1; l=; a=;' }).section).toBeNull();
  });

  it('reads nothing before it is told to, and then what the record names', async () => {
    const { section, asked, press, said, verdict } = show(READ);
    expect(asked).toEqual([]);
    expect(bare(section?.textContent ?? '')).toContain(MARK);
    await press();
    expect(asked).toEqual([{ url: MARK, domains: ['example.com'] }]);
    expect(verdict()).toBe('good');
    for (const words of [
      'Example Brand Ltd',
      'Registered Mark',
      'Example Mark CA',
      'January 2, 2027',
      'example.com',
    ])
      expect(said()).toContain(words);
    expect(said()).toContain('Waxseal does not verify the chain');
    expect(document.activeElement?.getAttribute('role')).toBe('status');
  });

  it('compares the logo once that is read too, in whatever order', async () => {
    const { press, said, verdict } = show(READ);
    await press();
    expect(said()).toContain('was not compared');
    await press('read-logo');
    expect(said()).toContain('is the one that the record names');
    expect(verdict()).toBe('good');
  });

  it('says that it is another logo', async () => {
    const { press, said, verdict } = show(READ, { logo: logoOf('cd'.repeat(32)) });
    await press('read-logo');
    await press();
    expect(said()).toContain('is not the one in it');
    expect(verdict()).toBe('refused');
  });

  it('compares nothing where one of them is not known', async () => {
    const elsewhere = { ...CERTIFICATE, image: { state: 'found', sha256: null, isAsStated: null } } as const;
    const { press, said, verdict } = show({ ...READ, certificate: elsewhere });
    await press('read-logo');
    await press();
    expect(said()).toContain('was not compared: the certificate');
    expect(verdict()).toBe('good');
    const failed = show(READ, { logo: { state: 'failed', why: 'timeout', detail: '' } });
    await failed.press('read-logo');
    await failed.press();
    expect(failed.said()).toContain('Read the logo as well');
  });

  it('says fault by fault what is wrong, and shows text from the file as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u202e';
    const faults = [
      faultOf('not-for-domain', { text: hostile }),
      faultOf('expired', { at: Date.UTC(2025, 4, 6) }),
    ];
    const certificate = {
      ...CERTIFICATE,
      organization: hostile,
      markType: hostile,
      issuer: hostile,
      names: [hostile],
    };
    const { section, press, said, verdict } = show({ ...READ, certificate, faults });
    await press();
    expect(verdict()).toBe('refused');
    expect(section?.querySelectorAll('li')).toHaveLength(2);
    expect(said()).toContain('May 6, 2025');
    expect(said()).toContain('<img src=x onerror=alert(1)>');
    expect(said()).not.toContain('\u202e');
    expect(section?.querySelector('img, script, a')).toBeNull();
  });

  it.each<[why: string, reply: CertificateReply, verdict: string]>([
    ['a private key', { ...READ, faults: [faultOf('private-key')] }, 'danger'],
    [
      'nothing but a private key',
      {
        state: 'read',
        certificate: null,
        count: 0,
        faults: [faultOf('private-key'), faultOf('no-certificate')],
      },
      'danger',
    ],
    [
      'no certificate',
      { state: 'read', certificate: null, count: 0, faults: [faultOf('no-certificate')] },
      'refused',
    ],
    ['a chain out of order', { ...READ, faults: [faultOf('chain-order')] }, 'mostly'],
  ])('judges %s', async (_, reply, wanted) => {
    const { press, verdict } = show(reply);
    await press();
    expect(verdict()).toBe(wanted);
  });

  it('says which receivers show a logo of a mark that is not registered', async () => {
    const words = 'Apple shows none';
    const common = show({ ...READ, certificate: { ...CERTIFICATE, markType: 'Prior Use Mark' } });
    await common.press();
    expect(common.said()).toContain(words);
    const registered = show(READ);
    await registered.press();
    expect(registered.said()).not.toContain(words);
  });

  it.each<[why: string, reply: CertificateReply | Error, words: string]>([
    [
      'no leave',
      { state: 'not-permitted', host: 'logo.example.net' },
      'no permission to read logo.example.net',
    ],
    ['a redirect', { state: 'failed', why: 'redirect', detail: '' }, 'redirect'],
    ['a status', { state: 'failed', why: 'status', detail: '404' }, '404'],
    [
      'a host that does not answer',
      { state: 'failed', why: 'timeout', detail: '' },
      'not known what the certificate says',
    ],
    ['no answer', new Error('gone'), 'no answer'],
  ])('says why there is nothing to look at, and not that there is none: %s', async (_, reply, words) => {
    const { press, said, verdict } = show(reply);
    await press();
    expect(said()).toContain(words);
    expect(verdict()).toBeUndefined();
  });

  it('says in a private window that it asks for no leave', () => {
    expect(show(READ, { isPrivate: true }).section?.textContent).toContain('In a private window');
  });

  it.each<[string, CertificateReply]>([
    ['good', READ],
    ['bad', { ...READ, faults: [faultOf('private-key'), faultOf('expired', { at: 0 })] }],
  ])('is accessible: %s', async (_, reply) => {
    const { section, press } = show(reply);
    await press();
    const { violations } = await axe.run(section as Element, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
