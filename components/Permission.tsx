import { say, sayPlainly } from '../lib/locales/say.ts';
import { Sentence } from './Sentence.tsx';

export interface PermissionActions {
  readonly onAllow: (scope: 'this-domain' | 'all-domains') => void;
  readonly onAllowResolver: () => void;
}

/** Asks for leave to read the policy host: this domain, or all domains. */
export function PolicyPermission(
  props: { host: string; isDenied: boolean; isPrivate: boolean } & Pick<PermissionActions, 'onAllow'>,
) {
  return (
    <div class="permission">
      <p>
        <Sentence text={say('permission.host', { host: props.host })} />
      </p>
      <div class="actions">
        {/* The browser would keep the name of the domain, beyond the private window. */}
        {!props.isPrivate && (
          <button type="button" class="main" onClick={() => props.onAllow('this-domain')}>
            {say('permission.thisDomain')}
          </button>
        )}
        <button type="button" onClick={() => props.onAllow('all-domains')}>
          {say('permission.allDomains')}
        </button>
      </div>
      {props.isDenied && <p role="alert">{say('permission.denied')}</p>}
    </div>
  );
}

/** Asks for leave to ask the resolver, which a person can take away at any time. */
export function ResolverPermission(props: { resolver: string } & PermissionActions) {
  return (
    <div class="actions">
      <button type="button" class="main" onClick={props.onAllowResolver}>
        {sayPlainly('permission.resolver', { resolver: props.resolver })}
      </button>
    </div>
  );
}
