import { say } from '../../lib/locales/say.ts';
import type { GuideProps } from './guide-props.ts';

/** Checks again, so that what was published is seen. */
export function AgainButton({ isChecking, onAgain }: Pick<GuideProps, 'isChecking' | 'onAgain'>) {
  return (
    // It keeps the focus while it works, so it is not disabled.
    <button type="button" class="main" aria-disabled={isChecking} onClick={() => !isChecking && onAgain()}>
      {isChecking ? say('guide.checking') : say('guide.again')}
    </button>
  );
}
