import { signal } from '@preact/signals';
import { render } from 'preact';
import { Options } from '../../components/Options.tsx';
import { Preferences, type PreferencesView } from '../../lib/browser/preferences.ts';
import { exportStoredData } from '../../lib/browser/stored-data.ts';
import { openInTab } from '../../lib/browser/tabs.ts';
import { describePage } from '../../lib/browser/page.ts';
import { say } from '../../lib/locales/say.ts';

describePage(say('options.title'));

const view = signal<PreferencesView | null>(null);
const preferences = new Preferences((next) => {
  view.value = next;
});

function App() {
  return (
    view.value && (
      <Options
        {...view.value}
        onResolver={(resolver) => preferences.saveResolver(resolver)}
        onAllPolicies={() => preferences.allowAllPolicies()}
        onRevokePolicies={() => preferences.askForEachPolicy()}
        onAutomatic={(isOn) => preferences.setAutomatic(isOn)}
        onScore={(isOn) => preferences.setScore(isOn)}
        onBadge={(badge) => preferences.setBadge(badge)}
        onLeaveAlone={(own) => preferences.setLeaveAlone(own)}
        onWorkshop={() => void openInTab('', { page: '/workshop.html' })}
        onExport={exportStoredData}
        onForget={() => preferences.forget()}
      />
    )
  );
}

await preferences.start();
const root = document.getElementById('app');
if (root) render(<App />, root);
