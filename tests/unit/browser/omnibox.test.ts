import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PENDING } from '../../../lib/outcome.ts';
import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { assessmentOf, EXAMPLE } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { words } from '../../support/i18n.ts';
import { fakeNetwork } from '../../support/network.ts';
import { world } from '../../support/deps.ts';

const browser = fakeBrowser();
type Typed = (text: string) => void;
const on: Record<'changed' | 'cancelled', Typed> = { changed: () => undefined, cancelled: () => undefined };
const told: string[] = [];
const event = (kind?: keyof typeof on) => ({
  addListener: (listener: Typed) => void (kind && (on[kind] = listener)),
});
vi.stubGlobal('chrome', {
  ...(globalThis as unknown as { chrome: object }).chrome,
  omnibox: {
    setDefaultSuggestion: async ({ description }: { description: string }) => void told.push(description),
    onInputChanged: event('changed'),
    onInputCancelled: event('cancelled'),
    onInputEntered: event(),
  },
});
const { setUpOmnibox } = await import('../../../lib/browser/omnibox.ts');

const HINT = words('omnibox.hint');
const KEY = `session:digest:${EXAMPLE}`.replace('session:', '');

/** What stands below the address bar once nothing more comes. */
async function suggested(text: string): Promise<string> {
  on.changed(text);
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(0));
  return told.splice(0).at(-1) ?? '';
}

describe('while a person types behind the keyword', () => {
  let network: ReturnType<typeof fakeNetwork>;
  beforeEach(() => {
    browser.reset();
    network = fakeNetwork(world());
    vi.stubGlobal('fetch', network.fetch);
    setUpOmnibox();
    told.length = 0;
    const now = Date.now();
    const times = { startedAt: now - 200, transitAt: now - 100, finishedAt: now };
    browser.stored.session[KEY] = digestOf(assessmentOf(times), now);
  });

  it('says what Enter does', () => {
    setUpOmnibox();
    expect(told).toEqual([HINT]);
  });

  it.each(['example.com', ' EXAMPLE.com. ', 'someone@example.com', 'https://example.com/path'])(
    'says of both lanes what is known of %j, and sends nothing',
    async (text) => {
      expect(await suggested(text)).toBe('example.com: Sealed. Spoofing: fakes are rejected.');
      expect(network.sent).toEqual([]);
    },
  );

  it.each<[why: string, text: string, stored?: unknown]>([
    ['nothing is known', 'other.example'],
    ['the name is not whole yet', 'example'],
    ['it is no name', 'exam ple <b>'],
    ['nothing is typed', ''],
    ['what is stored cannot be read', 'example.com', { schema: 'x' }],
    [
      'what was known has run out',
      'example.com',
      digestOf(assessmentOf({ startedAt: 0, transitAt: 1, finishedAt: 2 }), 3),
    ],
    [
      'the check is under way',
      'example.com',
      digestOf(assessmentOf({ startedAt: Date.now(), finishedAt: null, dmarc: PENDING }), Date.now()),
    ],
  ])('says no more where %s', async (_, text, stored) => {
    if (stored) browser.stored.session[KEY] = stored;
    expect(await suggested(text)).toBe(HINT);
    expect(network.sent).toEqual([]);
  });

  it('shows what belongs to the text that stands there last', async () => {
    on.changed('example.com');
    on.changed('example.co');
    await vi.waitFor(() => expect(told).toEqual([HINT]));
    told.length = 0;
    on.changed('example.com');
    on.cancelled('');
    await vi.waitFor(() => expect(told).toEqual([HINT]));
  });
});
