import { say } from '../lib/locales/say.ts';
import type { View } from '../lib/view.ts';
import { PolicyPermission, ResolverPermission, type PermissionActions } from './Permission.tsx';

export interface FirstAskProps
  extends PermissionActions, Pick<View, 'domain' | 'digest' | 'isInterrupted' | 'isDenied' | 'isPrivate'> {
  readonly onAgain: () => void;
}

/** What has to be asked of the person first: a click where nothing was asked yet or a check was interrupted, and permissions. */
export function FirstAsk(props: FirstAskProps & { readonly isUnchecked: boolean }) {
  const { domain, digest, isUnchecked } = props;
  return (
    <>
      {(props.isInterrupted || isUnchecked) && (
        <div class="permission" role={isUnchecked ? 'status' : 'alert'}>
          <p class="say">{say(isUnchecked ? 'popup.unchecked' : 'popup.interrupted')}</p>
          <div class="actions">
            <button type="button" class="main" onClick={props.onAgain}>
              {say(isUnchecked ? 'popup.checkNow' : 'popup.tryAgain')}
            </button>
          </div>
        </div>
      )}
      {domain && digest?.awaitsHost && <PolicyPermission {...props} host={digest.awaitsHost} />}
      {digest?.headline === 'unknown-resolver' && (
        <ResolverPermission {...props} resolver={digest.resolver.name} />
      )}
    </>
  );
}
