import { browser } from './native.ts';

/** The whole of what may be read of policy files, as the browser has it. */
export interface PolicyAccess {
  readonly isForAll: boolean;
  /** The single policy hosts that were allowed one by one. */
  readonly hosts: readonly string[];
}

const ALL = 'https://*/*';
const SINGLE = /^https:\/\/(mta-sts\.[^/*]+)\/\*$/;

/** Which policy files Waxseal may read now. */
export async function readPolicyAccess(): Promise<PolicyAccess> {
  const { origins = [] } = await browser.permissions.getAll();
  const hosts = origins.flatMap((origin) => SINGLE.exec(origin)?.[1] ?? []);
  return { isForAll: origins.includes(ALL), hosts: hosts.toSorted() };
}

/** Asks for leave to read the policy files of all domains. Must be called in the click itself. */
export function requestAllPolicies(): Promise<boolean> {
  return browser.permissions.request({ origins: [ALL] });
}

/** Takes back all leave to read policy files; leave to ask a resolver stays. */
export async function revokePolicies(): Promise<void> {
  const { hosts } = await readPolicyAccess();
  const origins = [ALL, ...hosts.map((host) => `https://${host}/*`)];
  await browser.permissions.remove({ origins });
}

/** Calls back when the browser's permissions have changed, here or in its own settings. Gives the function that ends it. */
export function watchPermissions(callback: () => void): () => void {
  browser.permissions.onAdded.addListener(callback);
  browser.permissions.onRemoved.addListener(callback);
  return () => {
    browser.permissions.onAdded.removeListener(callback);
    browser.permissions.onRemoved.removeListener(callback);
  };
}
