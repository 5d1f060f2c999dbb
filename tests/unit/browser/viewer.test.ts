// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Subject } from '../../../lib/subject.ts';
import { name } from '../../support/assessments.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';

const browser = fakeBrowser();
const { Viewer } = await import('../../../lib/browser/viewer.ts');

it('what is checked before it is known in which window leaves nothing on disk', async () => {
  const subject: Subject = { state: 'found', policyDomain: name('private.example'), alternatives: [] };
  const asked: unknown[] = [];
  Object.assign(chrome.runtime, {
    sendMessage: async ({ type, data }: { type: string; data: unknown }) => {
      asked.push({ type, data });
      return { res: type === 'subject' ? subject : undefined };
    },
  });
  // A tab that is not told yet.
  Object.assign(chrome.tabs, { query: () => Promise.withResolvers().promise });
  const viewer = new Viewer(() => undefined);
  void viewer.start(null);
  expect(await viewer.checkText('private.example')).toBe(true);
  await expect
    .poll(() => asked)
    .toContainEqual({ type: 'assess', data: expect.objectContaining({ isPrivate: true }) });
  expect(browser.stored.local).toEqual({});
});

it('what the guide wants to know is asked from the click that leads to it on, and a file that was asked for stays so', async () => {
  const subject: Subject = { state: 'found', policyDomain: name('example.com'), alternatives: [] };
  const looks: unknown[] = [];
  Object.assign(chrome.runtime, {
    sendMessage: async ({ type, data }: { type: string; data: { look?: unknown } }) => {
      if (type === 'assess') looks.push(data.look);
      return { res: type === 'subject' ? subject : undefined };
    },
  });
  const viewer = new Viewer(() => undefined);
  await viewer.checkText('example.com');
  await expect.poll(() => looks).toEqual([undefined]);
  viewer.lookFor('guide');
  viewer.lookFor('file');
  viewer.lookFor('guide');
  await expect.poll(() => looks).toEqual([undefined, 'guide', 'file', 'file']);
});

declare const chrome: { runtime: object; tabs: object };
