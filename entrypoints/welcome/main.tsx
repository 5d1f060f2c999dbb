import { signal } from '@preact/signals';
import { render } from 'preact';
import { Welcome } from '../../components/Welcome.tsx';
import { Preferences, type PreferencesView } from '../../lib/browser/preferences.ts';
import { closeOwnTab } from '../../lib/browser/own-tab.ts';
import { describePage } from '../../lib/browser/page.ts';
import { say } from '../../lib/locales/say.ts';

describePage(say('welcome.title'));

const view = signal<PreferencesView | null>(null);
const preferences = new Preferences((next) => {
  view.value = next;
});

function App() {
  return (
    view.value && (
      <Welcome
        {...view.value}
        onResolver={(resolver) => preferences.saveResolver(resolver)}
        onAllPolicies={() => preferences.allowAllPolicies()}
        onRevokePolicies={() => preferences.askForEachPolicy()}
        onAutomatic={(isOn) => preferences.setAutomatic(isOn)}
        onDone={() => void closeOwnTab()}
      />
    )
  );
}

await preferences.start();
const root = document.getElementById('app');
if (root) render(<App />, root);
