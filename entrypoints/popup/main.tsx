import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { Popup } from '../../components/Popup.tsx';
import { copyText } from '../../lib/browser/save.ts';
import { isWholeScreen } from '../../lib/browser/surface.ts';
import { NO_VIEW, Viewer } from '../../lib/browser/viewer.ts';
import { direction, language, say } from '../../lib/locales/say.ts';

const parameters = new URLSearchParams(location.search);
const asked = parameters.get('domain');
document.documentElement.lang = language();
document.documentElement.dir = direction();
document.documentElement.classList.toggle('in-tab', asked !== null);
document.title = say('popup.title');

const view = signal(NO_VIEW);
const viewer = new Viewer((next) => {
  view.value = next;
});

function App() {
  return (
    <Popup
      {...view.value}
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
      onOptions={() => void browser.runtime.openOptionsPage()}
    />
  );
}

const root = document.getElementById('app');
if (root) {
  root.replaceChildren();
  render(<App />, root);
  void viewer.start(asked, parameters.has('private'));
  if (await isWholeScreen()) document.documentElement.classList.add('in-tab');
}
