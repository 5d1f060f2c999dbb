import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageQuestion } from '../../../lib/mechanisms/dkim/message-question.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork, nxdomain, texts, type Prepared } from '../../support/network.ts';

const browser = fakeBrowser();
const KEY = 's1._domainkey.example.com';
const QUESTION: MessageQuestion = { keyNames: [KEY], from: 'example.com', others: ['example.com'] };

/** A background that has just begun, in a network where only this is to be had. */
async function background(dns: Prepared['dns'] = {}) {
  vi.resetModules();
  const network = fakeNetwork({ dns });
  vi.stubGlobal('fetch', network.fetch);
  const { answerMessageRecords } = await import('../../../lib/browser/message-records.ts');
  const { currentEra } = await import('../../../lib/browser/era.ts');
  const { forget } = await import('../../../lib/browser/assessor.ts');
  const ask = (change: Partial<MessageQuestion> = {}) => answerMessageRecords({ ...QUESTION, ...change });
  return { network, answerMessageRecords, currentEra, forget, ask };
}

describe('what a message depends on, answered in the background', () => {
  beforeEach(() => browser.reset());

  it('keys and policy by the resolver in force, and nothing stored', async () => {
    const { ask } = await background({
      [`${KEY} TXT`]: texts('v=DKIM1; p='),
      '_dmarc.example.com TXT': texts('v=DMARC1; p=reject; adkim=s'),
      '_dmarc.com TXT': nxdomain,
    });
    const before = structuredClone(browser.stored);
    expect(await ask()).toMatchObject({
      state: 'answered',
      resolver: 'Cloudflare',
      keys: [{ name: KEY, answer: { state: 'found', records: ['v=DKIM1; p='] } }],
      alignment: { policy: 'reject', adkim: 's', domains: [{ domain: 'example.com', kinship: 'same' }] },
    });
    expect(browser.stored).toEqual(before);
  });

  it.each(['printer.local', 'company.internal', 'localhost', 'not a name'])(
    'a name of the machine or its network is asked of nobody: %s',
    async (domain) => {
      const { ask, network } = await background();
      const answer = await ask({ keyNames: [`s1._domainkey.${domain}`], from: domain, others: [domain] });
      expect(answer).toMatchObject({
        keys: [{ answer: { state: 'unavailable', reason: 'never-asked' } }],
        alignment: null,
      });
      expect(network.sent).toEqual([]);
    },
  );

  it('a name that is none of a key is not asked', async () => {
    const { ask, network } = await background();
    await ask({ keyNames: ['secret.example.com'], from: null, others: [] });
    expect(network.sent).toEqual([]);
  });

  it('no more keys than signatures are looked at', async () => {
    const keyNames = Array.from({ length: 100 }, (_, n) => `s${n}._domainkey.example.com`);
    const { ask, network } = await background(
      Object.fromEntries(keyNames.map((name) => [`${name} TXT`, texts('v=DKIM1; p=')])),
    );
    await ask({ keyNames, from: null, others: [] });
    expect(network.questions()).toEqual(keyNames.slice(0, 10).map((name) => `${name} TXT`));
  });

  it('without permission for the resolver nothing is sent, and that is said', async () => {
    const { ask, network } = await background();
    const { browser: native } = await import('../../../lib/browser/native.ts');
    vi.spyOn(native.permissions, 'contains').mockImplementation(async () => false);
    expect(await ask()).toEqual({ state: 'not-permitted', resolver: 'Cloudflare' });
    expect(network.sent).toEqual([]);
    vi.restoreAllMocks();
  });

  it('what was asked before everything was forgotten is not answered any more', async () => {
    const { answerMessageRecords, currentEra, forget, network } = await background();
    const since = currentEra();
    await forget();
    await expect(answerMessageRecords(QUESTION, since)).rejects.toThrow('Forgotten meanwhile.');
    expect(network.sent).toEqual([]);
  });
});
