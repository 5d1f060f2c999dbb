import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { address, fakeNetwork, file, nodata } from '../../support/network.ts';

declare const chrome: Record<string, object>;

const browser = fakeBrowser();
const HOST = 'logo.example.com';
const URL_OF_LOGO = `https://${HOST}/logo.svg`;
const URL_OF_MARK = `https://${HOST}/mark.pem`;

/** What becomes of the browser's permissions; `has` are those that are there, and a request is granted or not. */
function permissions(has: readonly string[], grants: boolean) {
  const granted = new Set(has);
  const done: string[] = [];
  const first = ({ origins }: { origins?: readonly string[] }) => origins?.[0] ?? '';
  Object.assign(chrome['permissions']!, {
    contains: async (of: { origins: string[] }) => granted.has(first(of)),
    request: async (of: { origins: string[] }) => {
      done.push(`request ${first(of)}`);
      if (grants) granted.add(first(of));
      return grants || granted.has(first(of));
    },
    remove: async (of: { origins: string[] }) => {
      done.push(`remove ${first(of)}`);
      return granted.delete(first(of));
    },
  });
  return { done, granted };
}

async function background() {
  vi.resetModules();
  const network = fakeNetwork({
    dns: { [`${HOST} A`]: address, [`${HOST} AAAA`]: nodata },
    files: { [URL_OF_LOGO]: file('<svg/>'), [URL_OF_MARK]: file('no certificate') },
  });
  vi.stubGlobal('fetch', network.fetch);
  const { answerReadCertificate, answerReadLogo } = await import('../../../lib/browser/read-logo.ts');
  const { currentEra } = await import('../../../lib/browser/era.ts');
  const { forget } = await import('../../../lib/browser/assessor.ts');
  return { network, answerReadCertificate, answerReadLogo, currentEra, forget };
}

const RESOLVER = 'https://cloudflare-dns.com/*';
const LOGO_HOST = `https://${HOST}/*`;

describe('the logo, read in the background', () => {
  beforeEach(() => browser.reset());

  it('is fetched where both hosts may be asked, and nothing is stored', async () => {
    permissions([RESOLVER, LOGO_HOST], false);
    const { answerReadLogo, network } = await background();
    const before = structuredClone(browser.stored);
    const reply = await answerReadLogo(URL_OF_LOGO);
    expect(reply).toMatchObject({ state: 'read', octets: 6 });
    expect(network.fetched()).toEqual([URL_OF_LOGO]);
    expect(network.questions().toSorted()).toEqual([`${HOST} A`, `${HOST} AAAA`]);
    expect(browser.stored).toEqual(before);
  });

  it.each<[why: string, has: string[], host: string]>([
    ['the host of the logo', [RESOLVER], HOST],
    ['the resolver', [LOGO_HOST], 'cloudflare-dns.com'],
  ])('is not, and nothing is asked, where %s may not', async (_, has, host) => {
    permissions(has, false);
    const { answerReadLogo, network } = await background();
    expect(await answerReadLogo(URL_OF_LOGO)).toEqual({ state: 'not-permitted', host });
    expect(network.questions()).toEqual([]);
  });

  it.each([
    'http://logo.example.com/logo.svg',
    'https://user:secret@logo.example.com/logo.svg',
    'https://127.0.0.1/logo.svg',
    'https://[::1]/logo.svg',
    'https://localhost/logo.svg',
    'https://router.local/logo.svg',
    'https://intranet/logo.svg',
    'https://host.internal/logo.svg',
    'file:///etc/passwd',
    'x',
  ])('is not fetched from %s', async (text) => {
    permissions([RESOLVER, LOGO_HOST], false);
    const { answerReadLogo, network } = await background();
    await expect(answerReadLogo(text)).rejects.toThrow('Not an address that may be asked.');
    expect(network.questions()).toEqual([]);
  });

  it('is not fetched once everything was forgotten', async () => {
    permissions([RESOLVER, LOGO_HOST], false);
    const { answerReadLogo, currentEra, forget, network } = await background();
    const since = currentEra();
    await forget();
    await expect(answerReadLogo(URL_OF_LOGO, since)).rejects.toThrow('Forgotten meanwhile.');
    expect(network.questions()).toEqual([]);
  });
});

describe('the certificate of the logo, read in the background', () => {
  beforeEach(() => browser.reset());
  const asked = { url: URL_OF_MARK, domains: ['news.example.com', 'example.com'] };

  it('is fetched as the logo is, and nothing is stored', async () => {
    permissions([RESOLVER, LOGO_HOST], false);
    const { answerReadCertificate, network } = await background();
    const before = structuredClone(browser.stored);
    expect(await answerReadCertificate(asked)).toMatchObject({
      state: 'read',
      certificate: null,
      faults: [{ code: 'no-certificate' }],
    });
    expect(network.fetched()).toEqual([URL_OF_MARK]);
    expect(browser.stored).toEqual(before);
  });

  it('is not, and nothing is asked, where its host may not', async () => {
    permissions([RESOLVER], false);
    const { answerReadCertificate, network } = await background();
    expect(await answerReadCertificate(asked)).toEqual({ state: 'not-permitted', host: HOST });
    expect(network.questions()).toEqual([]);
  });

  it.each<[why: string, change: Partial<typeof asked>]>([
    ['an address of this machine', { url: 'https://127.0.0.1/mark.pem' }],
    ['an address without TLS', { url: 'http://logo.example.com/mark.pem' }],
    ['no domain', { domains: [] }],
    ['a text that is no domain', { domains: ['example.com', 'no domain'] }],
  ])('is not for %s', async (_, change) => {
    permissions([RESOLVER, LOGO_HOST], false);
    const { answerReadCertificate, network } = await background();
    await expect(answerReadCertificate({ ...asked, ...change })).rejects.toThrow('Not a');
    expect(network.questions()).toEqual([]);
  });
});

describe('leave to read it, in the click', () => {
  beforeEach(() => browser.reset());

  async function press({ has = [] as string[], grants = true, isPrivate = false, fails = false } = {}) {
    vi.resetModules();
    const { done, granted } = permissions(has, grants);
    const asked: unknown[] = [];
    Object.assign(chrome['runtime']!, {
      sendMessage: async (message: { data: unknown }) => {
        asked.push([message.data, granted.has(LOGO_HOST)]);
        return fails ? { err: { message: 'x' } } : { res: { state: 'failed', why: 'redirect', detail: '' } };
      },
    });
    const { readLogoAt } = await import('../../../lib/browser/logo-access.ts');
    const reply = await readLogoAt(URL_OF_LOGO, isPrivate).catch(() => 'rejected');
    return { done, asked, reply, isLeft: granted.has(LOGO_HOST) };
  }

  it('is asked for that host alone, and given back', async () => {
    const { done, asked, isLeft } = await press();
    expect(done).toEqual([`request ${LOGO_HOST}`, `remove ${LOGO_HOST}`]);
    expect([asked, isLeft]).toEqual([[[URL_OF_LOGO, true]], false]);
  });

  it('is given back also where no answer came', async () => {
    const { reply, isLeft } = await press({ fails: true });
    expect([reply, isLeft]).toEqual(['rejected', false]);
  });

  it('stays where it was there before', async () => {
    const { done, isLeft } = await press({ has: [LOGO_HOST] });
    expect([done, isLeft]).toEqual([[`request ${LOGO_HOST}`], true]);
  });

  it('is no leave where the person says no: nothing is asked', async () => {
    const { asked, reply } = await press({ grants: false });
    expect([asked, reply]).toEqual([[], { state: 'not-permitted', host: HOST }]);
  });

  it('is never asked for from a private window', async () => {
    const without = await press({ isPrivate: true });
    expect([without.done, without.asked, without.reply]).toEqual([
      [],
      [],
      { state: 'not-permitted', host: HOST },
    ]);
    const withIt = await press({ isPrivate: true, has: [LOGO_HOST] });
    expect([withIt.done, withIt.asked.length, withIt.isLeft]).toEqual([[], 1, true]);
  });

  it('is asked for the certificate as for the logo, with the domains', async () => {
    vi.resetModules();
    const { done } = permissions([], true);
    const messages: unknown[] = [];
    Object.assign(chrome['runtime']!, {
      sendMessage: async (message: { type: string; data: unknown }) => {
        messages.push([message.type, message.data]);
        return { res: { state: 'failed', why: 'redirect', detail: '' } };
      },
    });
    const { readCertificateAt } = await import('../../../lib/browser/logo-access.ts');
    const asked = { url: URL_OF_MARK, domains: ['example.com'] };
    expect(await readCertificateAt(asked, false)).toMatchObject({ state: 'failed' });
    expect(messages).toEqual([['readCertificate', asked]]);
    expect(done).toEqual([`request ${LOGO_HOST}`, `remove ${LOGO_HOST}`]);
  });

  it('stays until both are read, where logo and certificate are at one host', async () => {
    vi.resetModules();
    const { done, granted } = permissions([], true);
    const answers: (() => void)[] = [];
    const isThere: boolean[] = [];
    Object.assign(chrome['runtime']!, {
      sendMessage: async () => {
        isThere.push(granted.has(LOGO_HOST));
        await new Promise<void>((answer) => answers.push(answer));
        return { res: { state: 'failed', why: 'redirect', detail: '' } };
      },
    });
    const { readCertificateAt, readLogoAt } = await import('../../../lib/browser/logo-access.ts');
    const logo = readLogoAt(URL_OF_LOGO, false);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    // The leave is there by now, and only lent.
    const certificate = readCertificateAt({ url: URL_OF_MARK, domains: ['example.com'] }, false);
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    answers[0]?.();
    await logo;
    expect(granted.has(LOGO_HOST)).toBe(true);
    answers[1]?.();
    await certificate;
    expect(isThere).toEqual([true, true]);
    expect(done.filter((each) => each.startsWith('remove'))).toEqual([`remove ${LOGO_HOST}`]);
    expect(granted.has(LOGO_HOST)).toBe(false);
  });
});
