import { render } from 'preact';
import { Popup, type PopupProps } from '../../components/Popup.tsx';
import { copyText } from '../../lib/browser/clipboard.ts';
import { firstLook } from '../../lib/browser/first-look.ts';
import { openedFor } from '../../lib/browser/opened-for.ts';
import { isWholeScreen, openOptions } from '../../lib/browser/surface.ts';
import { NO_VIEW, type View } from '../../lib/view.ts';
import { DIGESTS } from '../../lib/browser/digest-store.ts';
import { Viewer } from '../../lib/browser/viewer.ts';
import type { DomainName } from '../../lib/names/domain-name.ts';
import { describePage } from '../../lib/browser/page.ts';
import { say } from '../../lib/locales/say.ts';

const opened = await openedFor(location);
const isForTab = opened.asked === null && opened.mayAsk;
document.documentElement.classList.toggle('in-tab', !isForTab);
describePage(say('popup.title'));

const root = document.getElementById('app');
/** What stands there until the first picture. */
const untilNow = root?.firstElementChild;
const viewer = new Viewer(DIGESTS, draw);

// What lies in the folds, and behind the lens, is a large script. To read it would hold up the verdict, so that it waits for that, unless a person wants it sooner or
// the verdict takes its time.
const LONGEST_WAIT_MS = 1000;
let isRestWanted = false;
setTimeout(loadRest, LONGEST_WAIT_MS);
addEventListener('click', loadRest);
addEventListener('keydown', loadRest);
let rest: Pick<PopupProps, 'RowBody' | 'SubjectField'> = { RowBody: null, SubjectField: null };
let last = NO_VIEW;
async function loadRest(): Promise<void> {
  if (isRestWanted) return;
  isRestWanted = true;
  const { RowBody, SubjectField } = await import('../../components/popup-rest.ts');
  rest = { RowBody, SubjectField };
  draw(last);
}

const readFacts = async (domain: DomainName) => (await import('./read-facts.tsx')).readFacts(domain);

function draw(view: View): void {
  last = view;
  if (!isVerdictAwaited(view)) void loadRest();
  if (!root) return;
  untilNow?.remove();
  render(
    <Popup
      {...view}
      onReadFacts={readFacts}
      {...rest}
      onCheck={(text) => viewer.checkText(text)}
      onChoose={(domain) => viewer.choose(domain)}
      onAgain={() => viewer.checkAgain()}
      onAllow={(scope) => viewer.allow(scope)}
      onAllowResolver={() => viewer.allowResolver()}
      onCopy={(text) =>
        copyText(text).then(
          () => true,
          () => false,
        )
      }
      onClearRecent={() => void viewer.clearRecent()}
      onReport={() => viewer.openReport()}
      onGuide={() => viewer.openReport('guide')}
      onOptions={openOptions}
    />,
    root,
  );
}

// What is known already is shown first.
void viewer.start(opened, 'text', isForTab ? firstLook().catch(() => null) : null);
if (await isWholeScreen()) document.documentElement.classList.add('in-tab');

function isVerdictAwaited({ subject, domain, digest, awaitsClick, isInterrupted }: View): boolean {
  const isKnown = digest && digest.standing !== 'checking';
  return !isInterrupted && !isKnown && (domain ? !awaitsClick : !subject);
}
