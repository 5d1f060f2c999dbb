import { beforeEach, expect, it, vi } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import type { CheckAtOnce } from '../../../lib/browser/messages.ts';
import { EXAMPLE } from '../../support/assessments.ts';
import { world } from '../../support/deps.ts';
import { fakeBrowser } from '../../support/fake-browser.ts';
import { fakeNetwork } from '../../support/network.ts';
import { quiet } from '../../support/time.ts';

const browser = fakeBrowser();
const { answerSubject } = await import('../../../lib/browser/subjects.ts');
const { answer } = await import('../../../lib/browser/assessor.ts');

const CHECK: CheckAtOnce = { tabId: null, isPrivate: false };
const known = () => browser.stored.session[`assessment:${EXAMPLE}`] as Assessment | undefined;
let network: ReturnType<typeof fakeNetwork>;

beforeEach(() => {
  browser.reset();
  network = fakeNetwork(world());
  vi.stubGlobal('fetch', network.fetch);
});

it('the check begins with the answer, and the request that follows shares it', async () => {
  const page = { kind: 'url', value: `https://www.${EXAMPLE}/`, check: CHECK } as const;
  expect(await answerSubject(page)).toMatchObject({ state: 'found', policyDomain: EXAMPLE });
  await quiet();
  expect(network.questions()).toContain(`_mta-sts.${EXAMPLE} TXT`);
  await answer({ domain: EXAMPLE, fresh: false, ...CHECK });
  expect(known()?.finishedAt).toEqual(expect.any(Number));
  const asked = network.questions();
  expect(asked.filter((question) => question === `_mta-sts.${EXAMPLE} TXT`)).toHaveLength(1);
});

it.each<[string, string, CheckAtOnce | false]>([
  ['without it nothing is asked', `https://${EXAMPLE}/`, false],
  ['nor of a name that the resolver may not be asked about', 'https://printer.local/', CHECK],
  ['nor of what is no domain', 'about:blank', CHECK],
])('%s', async (_, value, check) => {
  await answerSubject({ kind: 'url', value, check });
  await quiet();
  expect(network.questions()).toEqual([]);
  expect(known()).toBeUndefined();
});
