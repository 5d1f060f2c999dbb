import type { Resolver } from '../dns/resolver.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { SettledSettings } from '../settings.ts';
import type { Badge } from '../verdict/badges.ts';
import { mayCheckAutomatically, releaseAutomatic, requestAutomatic } from './automatic-consent.ts';
import { ask } from './messages.ts';
import { requestResolver } from './permissions.ts';
import {
  readPolicyAccess,
  requestAllPolicies,
  revokePolicies,
  watchPermissions,
  type PolicyAccess,
} from './policy-access.ts';
import { changeSettings, onSettingsChanged, readSettings } from './settings.ts';
import { readStoredData, type StoredData } from './stored-data.ts';

/** All that can be chosen and all that is stored, as one value. */
export interface PreferencesView {
  readonly settings: SettledSettings;
  readonly access: PolicyAccess;
  readonly isAutomaticAllowed: boolean;
  readonly stored: StoredData;
}

const forget = () => ask('forget', undefined);

/**
 * What stands behind the options and the welcome page. `onChange` gets every new view, also of what changed elsewhere: in
 * another tab, by sync, in the browser's own settings.
 */
export class Preferences {
  readonly #onChange: (view: PreferencesView) => void;

  constructor(onChange: (view: PreferencesView) => void) {
    this.#onChange = onChange;
  }

  async start(): Promise<void> {
    const refresh = () => void this.#refresh();
    onSettingsChanged(refresh);
    watchPermissions(refresh);
    await this.#refresh();
  }

  /** To be called in the click itself; false where the browser did not allow it. */
  async saveResolver(resolver: Resolver): Promise<boolean> {
    if (!(await requestResolver(resolver, null))) return false;
    return this.#changed(changeSettings({ resolver }));
  }

  /** To be called in the click itself; false where the browser did not allow it. */
  async allowAllPolicies(): Promise<boolean> {
    const isAllowed = await requestAllPolicies();
    await this.#refresh();
    return isAllowed;
  }

  async askForEachPolicy(): Promise<void> {
    await this.#changed(revokePolicies());
  }

  /** To be called in the click itself; false where the browser did not allow it. */
  async setAutomatic(isOn: boolean): Promise<boolean> {
    if (isOn && !(await requestAutomatic())) return false;
    const change = changeSettings({ automatic: isOn });
    // What is not made use of any more is given back.
    return this.#changed(isOn ? change : change.then(releaseAutomatic));
  }

  async setScore(score: boolean): Promise<void> {
    await this.#changed(changeSettings({ score }));
  }

  async setBadge(badge: Badge): Promise<void> {
    await this.#changed(changeSettings({ badge }));
  }

  async setLeaveAlone(leaveAlone: readonly DomainName[]): Promise<void> {
    await this.#changed(changeSettings({ leaveAlone }));
  }

  async forget(): Promise<void> {
    // By the background, which also stops what is under way from being written afterwards.
    await this.#changed(forget().catch(forget));
  }

  async #changed(work: Promise<void>): Promise<true> {
    await work;
    await this.#refresh();
    return true;
  }

  async #refresh(): Promise<void> {
    const [settings, access, isAutomaticAllowed, stored] = await Promise.all([
      readSettings(),
      readPolicyAccess(),
      mayCheckAutomatically(),
      readStoredData(),
    ]);
    this.#onChange({ settings, access, isAutomaticAllowed, stored });
  }
}
