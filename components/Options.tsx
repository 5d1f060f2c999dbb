import type { Resolver } from '../lib/dns/resolver.ts';
import type { DomainName } from '../lib/names/domain-name.ts';
import { say } from '../lib/locales/say.ts';
import type { SettledSettings } from '../lib/settings.ts';
import { AutomaticChoice } from './AutomaticChoice.tsx';
import { BadgeChoice, type BadgeChoiceProps } from './BadgeChoice.tsx';
import { LeaveAlone } from './LeaveAlone.tsx';
import { NoteLine, useNote } from './Note.tsx';
import { PolicyAccess, type PolicyAccessProps } from './PolicyAccess.tsx';
import { ResolverForm } from './ResolverForm.tsx';
import { ScoreChoice } from './ScoreChoice.tsx';
import { StoredData, type StoredDataProps } from './StoredData.tsx';

export interface OptionsProps {
  readonly settings: SettledSettings;
  readonly access: PolicyAccessProps['access'];
  readonly isAutomaticAllowed: boolean;
  readonly stored: StoredDataProps['stored'];
  /** Those that ask for a permission are called in the click itself; false where the browser did not allow it. */
  readonly onResolver: (resolver: Resolver) => Promise<boolean>;
  readonly onAllPolicies: () => Promise<boolean>;
  readonly onRevokePolicies: () => Promise<void>;
  readonly onAutomatic: (isOn: boolean) => Promise<boolean>;
  readonly onScore: (isOn: boolean) => Promise<void>;
  readonly onBadge: (badge: BadgeChoiceProps['badge']) => Promise<void>;
  readonly onLeaveAlone: (own: readonly DomainName[]) => Promise<void>;
  readonly onWorkshop: () => void;
  readonly onExport: () => Promise<void>;
  readonly onForget: () => Promise<void>;
}

/** Everything that can be chosen, and everything that is stored. */
export function Options(props: OptionsProps) {
  const { settings, access, isAutomaticAllowed, stored } = props;
  const { resolver, automatic, badge, leaveAlone, locked } = settings;
  const [note, run] = useNote();
  const save = (work: Promise<boolean>) => run(work.then((isSaved) => (isSaved ? 'saved' : 'refused')));
  return (
    <main class="options page">
      <h1>{say('options.heading')}</h1>
      <ResolverForm
        key={resolver.url}
        resolver={resolver}
        isLocked={locked.resolver}
        isConfirmed={settings.isResolverConfirmed}
        onSave={(chosen) => {
          const saving = props.onResolver(chosen);
          run(saving.then((isSaved) => (isSaved ? 'saved' : 'denied')));
          return saving.catch(() => false);
        }}
      />
      <PolicyAccess
        access={access}
        onAllow={() => save(props.onAllPolicies())}
        onRevoke={() => run(props.onRevokePolicies().then(() => 'saved'))}
      />
      <AutomaticChoice
        automatic={automatic}
        isAllowed={isAutomaticAllowed}
        isLocked={locked.automatic}
        onChange={(isOn) => save(props.onAutomatic(isOn))}
      />
      <BadgeChoice
        badge={badge}
        isLocked={locked.badge}
        onChange={(chosen) => run(props.onBadge(chosen).then(() => 'saved'))}
      />
      <LeaveAlone
        domains={leaveAlone}
        locked={locked.leaveAlone}
        onChange={(own) => run(props.onLeaveAlone(own).then(() => 'saved'))}
      />
      <ScoreChoice
        isOn={settings.score}
        isLocked={locked.score}
        onChange={(isOn) => run(props.onScore(isOn).then(() => 'saved'))}
      />
      <StoredData
        stored={stored}
        onExport={() => run(props.onExport().then(() => null))}
        onForget={() => run(props.onForget().then(() => 'forgotten'))}
      />
      <section aria-labelledby="to-workshop">
        <h2 id="to-workshop">{say('workshop.heading')}</h2>
        <p>{say('workshop.intro')}</p>
        <button type="button" name="workshop" onClick={props.onWorkshop}>
          {say('workshop.openEmpty')}
        </button>
      </section>
      <NoteLine note={note} />
    </main>
  );
}
