// @vitest-environment happy-dom
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { Report } from '../../components/report/Report.tsx';
import type { Assessment } from '../../lib/check/assessment.ts';
import { unreadPolicy } from '../support/assessments.ts';
import { gathered } from '../support/dmarc.ts';
import { textOf } from '../support/popup.tsx';
import { propsOf, showReport } from '../support/report.tsx';
import { assessed } from '../support/scored.ts';
import { NOW } from '../support/time.ts';

const dmarc = async (text: string) =>
  (await gathered('example.com', { '_dmarc.example.com': [text], 'example.com MX': ['mx'] })).parts;
const [watched, refused] = [
  await dmarc('v=DMARC1; p=none; rua=mailto:a@example.com'),
  await dmarc('v=DMARC1; p=reject; rua=mailto:a@example.com'),
];

/** The page through check after check; gives what it says has changed. */
function afterChecks(...checks: readonly Assessment[]) {
  const view = showReport(null);
  for (const assessment of checks) view.rerender(<Report {...propsOf(assessment)} />);
  const status = view.container.querySelector('.changed [role=status]');
  return {
    view,
    status: status && textOf(status),
    list: Array.from(view.container.querySelectorAll('.changed li'), textOf),
  };
}

const second = (change: Partial<Assessment>) => assessed({ startedAt: NOW - 1000, ...change });

describe('what changed since the last check in this page', () => {
  it('is not said before there is a second check, and its place is there already', () => {
    expect(afterChecks(assessed())).toMatchObject({ status: '', list: [] });
  });

  it('says how much to screen readers, and what to everybody', () => {
    const { status, list } = afterChecks(assessed(watched), second(refused));
    expect(status).toMatch(/^Changes since the check at .+: 3\.$/);
    expect(list).toEqual([
      'Score: 88–96. Before: 59–67.',
      'DMARC: reject. Before: none.',
      expect.stringMatching(/^No longer found: /),
    ]);
  });

  it('says that nothing changed, and not more than it knows', () => {
    expect(afterChecks(assessed(), second({})).status).toMatch(
      /^Nothing changed since the check at [^.]+[AP]M\.$/,
    );
    const policy = unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' });
    expect(afterChecks(assessed({ policy }), second({ policy })).status).toMatch(/could find out\.$/);
  });

  it('says nothing while another check is under way', () => {
    const under = second({ finishedAt: null });
    expect(afterChecks(assessed(watched), under)).toMatchObject({ status: '', list: [] });
    expect(afterChecks(assessed(watched), under, second(refused)).list).toHaveLength(3);
  });

  it('tells of the same check only what it brought later, such as after a permission', () => {
    const asked = assessed({ policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }) });
    const granted = assessed({ revision: 9 });
    expect(afterChecks(asked, granted).list.join(' ')).toContain('Waxseal could not find that out before.');
    // What the guide asks for beside the verdict changes nothing, and takes nothing away that was said.
    expect(afterChecks(asked, assessed({ policy: asked.policy, revision: 9 })).status).toBe('');
    expect(
      afterChecks(assessed(watched), second(refused), second({ ...refused, revision: 9 })).list,
    ).toHaveLength(3);
  });

  it('stands where the end of a check is told twice', () => {
    const { view } = afterChecks(assessed(watched), second(refused));
    const observer = new MutationObserver(() => undefined);
    observer.observe(view.container.querySelector('.changed')!, { childList: true, subtree: true });
    view.rerender(<Report {...propsOf(second(refused))} />);
    expect(observer.takeRecords()).toEqual([]);
    expect(view.container.querySelectorAll('.changed li')).toHaveLength(3);
  });

  it('begins anew with another domain', () => {
    const other = assessed({ policyDomain: 'other.example' as Assessment['policyDomain'], startedAt: 1 });
    expect(afterChecks(assessed(watched), other)).toMatchObject({ status: '', list: [] });
  });

  it('has no points where no score is wanted', () => {
    const view = showReport(assessed(watched), { isScored: false });
    view.rerender(<Report {...propsOf(second(refused))} isScored={false} />);
    expect(textOf(view.container.querySelector('.changed')!)).not.toContain('Score');
  });

  it('can be read by everybody', async () => {
    const { view } = afterChecks(assessed(watched), second(refused));
    const { violations } = await axe.run(view.container.querySelector('.changed')!, {
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});
