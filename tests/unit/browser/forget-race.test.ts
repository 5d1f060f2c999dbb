// @vitest-environment happy-dom
import fc from 'fast-check';
import type { OpenedFor } from '../../../lib/browser/opened-for.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EXAMPLE, assessmentOf, policyText } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { inEveryOrder, interleaving, type Choose } from '../../support/interleaving.ts';
import { fakeNetwork } from '../../support/network.ts';

/**
 * "Forget everything" against everybody who writes, in the same context (both in the background) and in another (a page; the background for private
 * windows), which is told late. Whatever the order: nothing is left of what was begun before.
 */
const browser = fakeBrowser();
Object.assign(chrome['runtime']!, { sendMessage: deliver });
const orders = interleaving(chrome);

/** A context of the extension: its own copy of every module, over the one storage. */
async function context() {
  vi.resetModules();
  const [
    assessor,
    era,
    subjects,
    { rememberRecent },
    { keepAdded, removeAdded },
    { answerAddNames },
    { policyStore },
    { rememberSubject },
    { rememberTabDomain },
    { handDraft },
    { confirmResolver },
    { changeSettings },
    { noteChosen, noteCopyAsked },
    { requestPolicyHost },
    { Viewer },
    { DIGESTS },
    { parseCustomResolver },
  ] = await Promise.all([
    import('../../../lib/browser/assessor.ts'),
    import('../../../lib/browser/era.ts'),
    import('../../../lib/browser/subjects.ts'),
    import('../../../lib/browser/recent-store.ts'),
    import('../../../lib/browser/added-store.ts'),
    import('../../../lib/browser/add-names.ts'),
    import('../../../lib/browser/policy-store.ts'),
    import('../../../lib/browser/subject-memory.ts'),
    import('../../../lib/browser/tab-badge.ts'),
    import('../../../lib/browser/drafts.ts'),
    import('../../../lib/browser/confirmed-resolvers.ts'),
    import('../../../lib/browser/settings.ts'),
    import('../../../lib/browser/note-opening.ts'),
    import('../../../lib/browser/permissions.ts'),
    import('../../../lib/browser/viewer.ts'),
    import('../../../lib/browser/digest-store.ts'),
    import('../../../lib/dns/resolver.ts'),
  ]);
  return {
    assessor,
    era,
    subjects,
    rememberRecent,
    keepAdded,
    removeAdded,
    answerAddNames,
    policyStore,
    rememberSubject,
    rememberTabDomain,
    handDraft,
    confirmResolver,
    changeSettings,
    noteChosen,
    noteCopyAsked,
    requestPolicyHost,
    Viewer,
    DIGESTS,
    parseCustomResolver,
  };
}
type Context = Awaited<ReturnType<typeof context>>;

/** The background, which forgets and answers. */
let background: Context;
/** Where the writer stands: there, or in a page. */
let elsewhere: Context;

async function deliver({ type, data, timestamp }: { type: string; data: never; timestamp: number }) {
  const since = background.era.eraOfMessage(timestamp);
  if (type === 'subject') return { res: await background.subjects.answerSubject(data, since) };
  if (type === 'assess') return { res: await background.assessor.answer(data, since) };
  throw new Error(`Nobody answers ${type}.`);
}

const NAME = EXAMPLE;
const POLICY = {
  policyDomain: NAME,
  policyId: '1',
  policyText: policyText('none'),
  mediaType: 'text/plain',
  mode: 'none',
  maxAgeSeconds: 86_400,
  fetchedAt: Date.now(),
  replaced: null,
} as const;
const REQUEST = { domain: NAME, tabId: 1, fresh: false, isPrivate: false };

/** Each begins at once, as by a click. */
const SHORT: readonly (readonly [what: string, write: (from: Context) => unknown])[] = [
  ['the recent list', ({ rememberRecent }) => rememberRecent(NAME)],
  ['a selector', ({ keepAdded }) => keepAdded(NAME, 'dkim', ['s1'], { mayPush: true })],
  [
    'a selector that is taken away',
    ({ removeAdded }) => removeAdded('old.example' as typeof NAME, 'dkim', 's2'),
  ],
  [
    'two recent checks in a row',
    ({ rememberRecent }) => Promise.all([rememberRecent(NAME), rememberRecent(NAME)]),
  ],
  [
    'the subject of a host',
    (c) => c.rememberSubject(NAME, { policyDomain: NAME, alternatives: [], isForCustomOnly: false }),
  ],
  ['the badge of a tab', ({ rememberTabDomain }) => rememberTabDomain(1, NAME)],
  ['texts for the workshop', ({ handDraft }) => handDraft(NAME, { policy: 'version: STSv1' })],
  ['what a menu was opened on', ({ noteChosen }) => noteChosen({ kind: 'text', value: NAME })],
  ['the wish to copy', ({ noteCopyAsked }) => noteCopyAsked()],
  ['a confirmed resolver', ({ confirmResolver }) => confirmResolver('https://dns.example/q', false)],
  [
    'a resolver confirmed in a private window',
    ({ confirmResolver }) => confirmResolver('https://dns.example/q', true),
  ],
];
const LONG: readonly (readonly [what: string, write: (from: Context) => unknown])[] = [
  ...SHORT,
  ['a policy', ({ policyStore }) => policyStore.remember(POLICY)],
  ['the settings', (c) => c.changeSettings({ automatic: true })],
  ['an own resolver', (c) => c.changeSettings({ resolver: c.parseCustomResolver('https://dns.example/q')! })],
  [
    'the check that waits for a permission',
    (c) => c.requestPolicyHost({ domain: NAME, tabId: 1, isPrivate: false }, 'this-domain'),
  ],
  [
    'a page that asks for a subject',
    (c) => c.subjects.answerSubject({ kind: 'url', value: `https://${NAME}/` }),
  ],
  [
    'a look for a selector',
    ({ answerAddNames }) =>
      answerAddNames({ domain: NAME, mechanism: 'dkim', names: ['s1'], keep: 'all', isPrivate: false }),
  ],
  ['a whole check', (c) => c.assessor.answer(REQUEST)],
  ['a check by a page', ({ Viewer, DIGESTS }) => settled(new Viewer(DIGESTS, () => undefined), NAME)],
];

/** Looks at a domain as a page does, and ends with the check. */
async function settled(
  viewer: { start: (opened: OpenedFor) => Promise<void> },
  asked: string,
): Promise<void> {
  await viewer.start({ asked, isPrivate: false, mayAsk: true });
}

/** What lies there before: of every store something. */
function fill(): void {
  const { local, session, sync } = browser.stored;
  Object.assign(local, {
    recent: ['old.example'],
    [`policy:old.example`]: POLICY,
    'added:old.example': { at: 1, names: { dkim: ['s1', 's2'] } },
  });
  Object.assign(session, { tabs: { 7: 'old.example' }, 'assessment:old.example': assessmentOf({}) });
  Object.assign(sync, { settings: { resolver: { id: 'cloudflare' } } });
}

async function play(write: (from: Context) => unknown, choose: Choose): Promise<void> {
  browser.reset();
  fill();
  await orders.play(
    () => write(elsewhere),
    () => background.assessor.forget(),
    choose,
  );
  expect({ ...browser.stored.local, ...browser.stored.session, ...browser.stored.sync }).toEqual({});
}

/** The writer takes so many steps, then the other goes through, then the writer ends. */
const after = (steps: number): Choose => {
  let left = steps;
  return (waiting) => {
    if (!waiting.includes('writer')) return waiting[0]!;
    if (left > 0) {
      left -= 1;
      return 'writer';
    }
    return waiting.find((each) => each !== 'writer') ?? 'writer';
  };
};
const drawn = (choices: readonly number[]): Choose => {
  let place = 0;
  return (waiting) => waiting[(choices[place++ % choices.length] ?? 0) % waiting.length]!;
};

describe.each(['in the background', 'in a page'])('whoever writes %s', (where) => {
  beforeEach(async () => {
    const network = fakeNetwork(world());
    vi.stubGlobal('fetch', network.fetch);
    background = await context();
    elsewhere = where === 'in a page' ? await context() : background;
  });

  it.each(SHORT)('%s: nothing is left, in every order', async (_, write) => {
    // An order is one only where the same steps come again.
    background.era.currentEra();
    elsewhere.era.currentEra();
    orders.tellLate(false);
    const count = await inEveryOrder((choose) => play(write, choose), 5000);
    expect(count).toBeGreaterThan(5);
  });

  it.each(LONG)('%s: nothing is left, wherever it was when everything was forgotten', async (_, write) => {
    orders.tellLate(false);
    for (let steps = 0; steps < 90; steps += 1) await play(write, after(steps));
  });

  it.each(LONG)('%s: nothing is left, in orders by chance', async (_, write) => {
    orders.tellLate(true);
    const choices = fc.array(fc.nat(5), { minLength: 20, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(choices, (each) => play(write, drawn(each))),
      { numRuns: 60 },
    );
  });
});

it('what is begun afterwards is kept', async () => {
  background = await context();
  fill();
  await background.assessor.forget();
  await background.rememberRecent(NAME);
  expect(browser.stored).toMatchObject({ local: { recent: [NAME] }, session: {} });
});

it('a forgetting in the middle of which the background ended is gone on with by the next', async () => {
  fill();
  browser.stored.session['forgetting'] = true;
  (await context()).assessor.setUpForgetting();
  const { local, session, sync } = browser.stored;
  await expect.poll(() => ({ ...local, ...session, ...sync })).toEqual({});
});

declare const chrome: Record<string, Record<string, unknown>>;
