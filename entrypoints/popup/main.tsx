import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Popup } from '../../components/Popup.tsx';
import { copyText } from '../../lib/browser/clipboard.ts';
import { firstLook } from '../../lib/browser/first-look.ts';
import { openedFor } from '../../lib/browser/opened-for.ts';
import { isWholeScreen, openOptions } from '../../lib/browser/surface.ts';
import { NO_VIEW } from '../../lib/view.ts';
import { Viewer } from '../../lib/browser/viewer.ts';
import { describePage } from '../../lib/browser/page.ts';
import { say } from '../../lib/locales/say.ts';

const { asked, isPrivate } = await openedFor(new URLSearchParams(location.search));
document.documentElement.classList.toggle('in-tab', asked !== null);
describePage(say('popup.title'));

// What is known already is shown first; the viewer takes over from there.
const seen = asked === null ? await firstLook().catch(() => NO_VIEW) : NO_VIEW;
function App() {
  const [view, setView] = useState(seen);
  const [viewer] = useState(() => new Viewer(setView, seen));
  useEffect(() => void viewer.start(asked, isPrivate), [viewer]);
  return (
    <Popup
      {...view}
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
    />
  );
}

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  render(<App />, root);
  if (await isWholeScreen()) document.documentElement.classList.add('in-tab');
}
