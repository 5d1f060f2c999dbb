import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { expect, it, vi } from 'vitest';
import { assessmentOf, name } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { NOW } from '../../support/time.ts';

fakeBrowser();
vi.mock('../../../lib/browser/seal-picture.ts', () => ({ sealPicture: async () => ({}) }));
const { showOnToolbar } = await import('../../../lib/browser/toolbar.ts');

declare const chrome: { action: { setTitle(details: { title: string }): Promise<void> } };

it('the tooltip has the A-labels beside a name that can be read as another', async () => {
  const setTitle = vi.spyOn(chrome.action, 'setTitle');
  await showOnToolbar(1, digestOf(assessmentOf({ policyDomain: name('аррӏе.com') }), NOW));
  expect(setTitle).toHaveBeenCalledWith({ tabId: 1, title: 'аррӏе.com (xn--80ak6aa92e.com): Sealed.' });
});
