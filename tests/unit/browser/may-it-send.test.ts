import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SendQuestion } from '../../../lib/mechanisms/spf/send-question.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { address, fakeNetwork, nxdomain, texts, type Prepared } from '../../support/network.ts';

const browser = fakeBrowser();
const QUESTION: SendQuestion = { domain: 'example.com', ip: '192.0.2.1', sender: '', helo: '', agreed: [] };

/** A background that has just begun, in a network where only this is to be had. */
async function background(dns: Prepared['dns'] = {}) {
  vi.resetModules();
  const network = fakeNetwork({ dns });
  vi.stubGlobal('fetch', network.fetch);
  const { answerMayItSend } = await import('../../../lib/browser/may-it-send.ts');
  const { currentEra } = await import('../../../lib/browser/era.ts');
  const { forget } = await import('../../../lib/browser/assessor.ts');
  return {
    network,
    currentEra,
    forget,
    ask: (change: Partial<SendQuestion> = {}) => answerMayItSend({ ...QUESTION, ...change }),
    answerMayItSend,
  };
}

describe('whether an address may send, answered in the background', () => {
  beforeEach(() => browser.reset());

  it('by the resolver in force, with every question on the receipt, and nothing stored', async () => {
    const { ask, network } = await background({
      'example.com TXT': texts('v=spf1 a:mail.example.com -all'),
      'mail.example.com A': address,
    });
    const { stored } = browser;
    const before = structuredClone(stored);
    expect(await ask({ ip: ' ::ffff:192.0.2.9 ' })).toMatchObject({
      state: 'answered',
      client: '192.0.2.9',
      isDecided: true,
      withheld: [],
      resolver: 'Cloudflare',
      answer: { result: 'fail', term: '-all', lookUps: 1 },
      sent: [
        { name: 'example.com', type: 'TXT', outcome: 'NOERROR' },
        { name: 'mail.example.com', type: 'A', outcome: 'NOERROR' },
      ],
    });
    expect(network.questions()).toEqual(['example.com TXT', 'mail.example.com A']);
    expect(stored).toEqual(before);
  });

  it('a question that would tell the address is not sent, and says whose name servers would get it', async () => {
    const { ask, network } = await background({
      'example.com TXT': texts('v=spf1 exists:%{ir}.list.provider.co.uk -all'),
    });
    expect(await ask()).toMatchObject({
      isDecided: false,
      withheld: [{ name: '1.2.0.192.list.provider.co.uk', owner: 'provider.co.uk', tells: ['address'] }],
    });
    expect(network.questions()).toEqual(['example.com TXT']);
  });

  it('after the agreement it is', async () => {
    const { ask, network } = await background({
      'example.com TXT': texts('v=spf1 exists:%{ir}.list.provider.co.uk -all'),
      '1.2.0.192.list.provider.co.uk A': address,
    });
    const agreed = [{ owner: 'provider.co.uk', tells: ['address'] }] as const;
    expect(await ask({ agreed })).toMatchObject({ isDecided: true, answer: { result: 'pass' } });
    expect(network.questions()).toHaveLength(2);
  });

  it.each<[why: string, terms: string, typed: Partial<SendQuestion>, owner: string]>([
    ['a name that is no host name', 'exists:%{s}.list.other.com', { sender: 'a@example.com' }, 'other.com'],
    ['one with underscores', 'exists:%{i}._spf.other.com', {}, 'other.com'],
    ['a suffix under which hosters give out names', 'exists:%{i}.x.github.io', {}, 'x.github.io'],
    ['the zone of the network of the address', 'ptr', {}, '192.in-addr.arpa'],
  ])('the owner of %s', async (_, terms, typed, owner) => {
    const { ask } = await background({ 'example.com TXT': texts(`v=spf1 ${terms} -all`) });
    expect(await ask(typed)).toMatchObject({ withheld: [{ owner }] });
  });

  it.each<[why: string, typed: Partial<SendQuestion>, refused: string]>([
    ['no address', { ip: 'mail.example.com' }, 'ip'],
    ['no sender', { sender: 'nobody' }, 'sender'],
    ['a sender elsewhere', { sender: 'a@other.test' }, 'sender-elsewhere'],
    ['no HELO name', { helo: 'a b' }, 'helo'],
  ])('%s: nothing is sent', async (_, typed, why) => {
    const { ask, network } = await background();
    expect(await ask(typed)).toEqual({ state: 'refused', why });
    expect(network.sent).toEqual([]);
  });

  it.each(['localhost', 'printer.local', 'intranet', '192.0.2.1', 'company.internal', ''])(
    'no domain that may be asked is refused, and nothing is sent: "%s"',
    async (domain) => {
      const { ask, network } = await background();
      await expect(ask({ domain })).rejects.toThrow('Not a domain that may be asked.');
      expect(network.sent).toEqual([]);
    },
  );

  it('without permission for the resolver nothing is sent, and that is said', async () => {
    const { ask, network } = await background();
    const { browser: native } = await import('../../../lib/browser/native.ts');
    vi.spyOn(native.permissions, 'contains').mockImplementation(async () => false);
    expect(await ask()).toEqual({ state: 'not-permitted', resolver: 'Cloudflare' });
    expect(network.sent).toEqual([]);
    vi.restoreAllMocks();
  });

  it('what was asked before everything was forgotten is not answered any more', async () => {
    const { answerMayItSend, currentEra, forget, network } = await background();
    const since = currentEra();
    await forget();
    await expect(answerMayItSend(QUESTION, since)).rejects.toThrow('Forgotten meanwhile.');
    expect(network.sent).toEqual([]);
  });

  it('a name of the machine or its network is asked of nobody, wherever a record leads', async () => {
    const { ask, network } = await background({
      'example.com TXT': texts('v=spf1 a:printer.local exists:%{i}.host.localhost -all'),
    });
    expect(await ask()).toMatchObject({ withheld: [], answer: { result: 'fail', voidLookUps: 2 } });
    expect(network.questions()).toEqual(['example.com TXT']);
  });

  it('what could not be known is a temporary error, and no verdict', async () => {
    const { ask } = await background({
      'example.com TXT': texts('v=spf1 include:spf.other.com -all'),
      'spf.other.com TXT': () => new Response(null, { status: 503 }),
    });
    expect(await ask()).toMatchObject({
      isDecided: true,
      answer: { result: 'temperror' },
      sent: [{ outcome: 'NOERROR' }, { outcome: 'http-status' }],
    });
  });

  it('a domain that does not exist has no record', async () => {
    const { ask } = await background({ 'example.com TXT': nxdomain });
    expect(await ask()).toMatchObject({ isDecided: true, answer: { result: 'none' } });
  });
});
