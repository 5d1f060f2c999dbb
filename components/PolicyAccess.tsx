import { listWords } from './format.ts';
import { say } from '../lib/locales/say.ts';
import { Sentence } from './Sentence.tsx';

export interface PolicyAccessProps {
  /** What the browser allows now: all policy hosts, or those that were allowed one by one. */
  readonly access: { readonly isForAll: boolean; readonly hosts: readonly string[] };
  /** Called in the click itself. */
  readonly onAllow: () => void;
  readonly onRevoke: () => void;
}

/** Whether policy files are read, and the two ways to change it. */
export function PolicyAccess({ access, onAllow, onRevoke }: PolicyAccessProps) {
  const { isForAll, hosts } = access;
  return (
    <section aria-labelledby="policies">
      <h2 id="policies">{say('choices.policies')}</h2>
      <p class="quiet">{say('choices.policiesHint')}</p>
      <p class="state" data-access={isForAll ? 'all' : hosts.length > 0 ? 'some' : 'none'}>
        {isForAll ? (
          say('choices.policiesAll')
        ) : hosts.length > 0 ? (
          <Sentence text={say('choices.policiesSome', { hosts: listWords(hosts) })} />
        ) : (
          say('choices.policiesNone')
        )}
      </p>
      <div class="row">
        {!isForAll && (
          <button type="button" name="allow-all" onClick={onAllow}>
            {say('permission.allDomains')}
          </button>
        )}
        {(isForAll || hosts.length > 0) && (
          <button type="button" name="revoke" onClick={onRevoke}>
            {say('choices.policiesRevoke')}
          </button>
        )}
      </div>
    </section>
  );
}
