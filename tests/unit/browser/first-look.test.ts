import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseCustomResolver } from '../../../lib/dns/resolver.ts';
import { assessmentOf, name } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

/** A browser with one tab in front and a memory, which counts how often it is read. */
const session: Record<string, unknown> = {};
const tab = { id: 1, url: 'https://www.example.com/page', incognito: false };
let readings = 0;
vi.stubGlobal('chrome', {
  tabs: { query: async () => [tab] },
  storage: {
    session: {
      get: async (keys: readonly string[]) => {
        readings += 1;
        return Object.fromEntries(keys.filter((key) => key in session).map((key) => [key, session[key]]));
      },
    },
  },
});
const { firstLook } = await import('../../../lib/browser/first-look.ts');

const EXAMPLE = name('example.com');
const subject = { policyDomain: EXAMPLE, alternatives: ['www.example.com'], isForCustomOnly: false };
const digest = digestOf(assessmentOf({ policyDomain: EXAMPLE }), NOW);
const custom = parseCustomResolver('https://dns.example.net/')!;

describe('the first look of the popup', () => {
  beforeEach(() => {
    for (const key of Object.keys(session)) delete session[key];
    session['subject:www.example.com'] = subject;
    session['digest:example.com'] = digest;
    tab.url = 'https://www.example.com/page';
    readings = 0;
  });

  it('shows what is known of the page’s domain, after one reading of the memory', async () => {
    const view = await firstLook();
    expect(view).toMatchObject({ domain: 'example.com', digest });
    expect(view?.subject).toEqual({
      state: 'found',
      policyDomain: 'example.com',
      alternatives: ['www.example.com'],
    });
    expect(readings).toBe(1);
  });

  it('shows what a custom resolver said of a name that only it is asked about', async () => {
    session['subject:www.example.com'] = { ...subject, isForCustomOnly: true };
    session['digest:example.com'] = { ...digest, resolver: custom };
    expect((await firstLook())?.domain).toBe('example.com');
  });

  it.each<[why: string, prepare: () => void]>([
    ['nobody asked on this host before', () => delete session['subject:www.example.com']],
    ['nothing is known of the domain', () => delete session['digest:example.com']],
    [
      'the popup was opened by a menu',
      () => (session['chosen'] = { kind: 'text', value: 'x.example', at: 0 }),
    ],
    ['the popup was opened to copy', () => (session['copyAsked'] = 0)],
    ['the page is the browser’s own', () => (tab.url = 'chrome://settings/')],
    ['the page is a file', () => (tab.url = 'file:///etc/hosts')],
    ['the host is an address', () => (tab.url = 'https://192.0.2.1/')],
    ['the subject is half-written', () => (session['subject:www.example.com'] = { policyDomain: EXAMPLE })],
    [
      'the subject is another host’s',
      () => (session['subject:www.example.com'] = { ...subject, alternatives: ['other.example.com'] }),
    ],
    ['the digest cannot be read', () => (session['digest:example.com'] = { ...digest, mx: 1 })],
    [
      'the digest is another domain’s',
      () => (session['digest:example.com'] = { ...digest, policyDomain: name('example.net') }),
    ],
    [
      'a public resolver is not asked about the name',
      () => (session['subject:www.example.com'] = { ...subject, isForCustomOnly: true }),
    ],
  ])('shows nothing yet where %s', async (_, prepare) => {
    prepare();
    expect(await firstLook()).toBeNull();
  });
});
