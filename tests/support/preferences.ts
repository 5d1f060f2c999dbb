import type { OptionsProps } from '../../components/Options.tsx';
import { settle } from '../../lib/settings.ts';

/** What a person did on the page, in order. */
export type PreferenceAct = readonly [what: string, with_?: unknown];

/** What the options page gets before anybody chose anything; every act is noted, and allowed. */
export function preferences(acts: PreferenceAct[] = []): OptionsProps {
  const noted =
    <T>(what: string, result: T) =>
    async (with_?: unknown): Promise<T> => {
      acts.push(with_ === undefined ? [what] : [what, with_]);
      return result;
    };
  return {
    settings: settle({}, {}),
    access: { isForAll: false, hosts: [] },
    isAutomaticAllowed: false,
    stored: { policies: [], results: 0 },
    onResolver: noted('resolver', true),
    onAllPolicies: noted('all policies', true),
    onRevokePolicies: noted('revoke', undefined),
    onAutomatic: noted('automatic', true),
    onScore: noted('score', undefined),
    onBadge: noted('badge', undefined),
    onLeaveAlone: noted('leave alone', undefined),
    onExport: noted('export', undefined),
    onWorkshop: () => acts.push(['workshop']),
    onForget: noted('forget', undefined),
  };
}
