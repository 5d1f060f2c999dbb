import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Digest } from '../../../lib/verdict/digest.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';

const browser = fakeBrowser();
const { answer, hideUnwantedScores } = await import('../../../lib/browser/assessor.ts');
const { changeSettings } = await import('../../../lib/browser/settings.ts');
const REQUEST = { domain: EXAMPLE, fresh: false, tabId: null, isPrivate: false };

describe('a person who switches the score off', () => {
  beforeEach(() => browser.reset());

  it('sees none, also of what was checked before, and sees it again once it is on', async () => {
    const network = fakeNetwork(world());
    vi.stubGlobal('fetch', network.fetch);
    const shown = async () => {
      await answer(REQUEST);
      return (browser.stored.session[`digest:${EXAMPLE}`] as Digest).score;
    };
    const first = await shown();
    expect(first).toMatch(/^\d+(?:–\d+)?$/);
    const asked = network.sent.length;

    await hideUnwantedScores();
    expect((browser.stored.session[`digest:${EXAMPLE}`] as Digest).score).toBe(first);
    await changeSettings({ score: false });
    // Before anybody looks, so that no popup shows it for a moment.
    await hideUnwantedScores();
    expect((browser.stored.session[`digest:${EXAMPLE}`] as Digest).score).toBeNull();
    expect(await shown()).toBeNull();
    await changeSettings({ score: true });
    expect(await shown()).toBe(first);
    // It is concluded anew from what is known.
    expect(network.sent).toHaveLength(asked);

    await changeSettings({ score: false });
    await answer({ ...REQUEST, fresh: true });
    expect((browser.stored.session[`digest:${EXAMPLE}`] as Digest).score).toBeNull();
  });
});
