import { signal } from '@preact/signals';
import { render } from 'preact';
import { Options } from '../../components/Options.tsx';
import { messages } from '../../lib/browser/messages.ts';
import { requestResolver } from '../../lib/browser/permissions.ts';
import { readResolver, writeResolver } from '../../lib/browser/settings.ts';
import type { Resolver } from '../../lib/dns/resolver.ts';
import { direction, language, say } from '../../lib/locales/say.ts';

document.documentElement.lang = language();
document.documentElement.dir = direction();
document.title = say('options.title');

const resolver = signal(await readResolver());

async function save(chosen: Resolver): Promise<boolean> {
  const isAllowed = await requestResolver(chosen, null);
  if (isAllowed) {
    await writeResolver(chosen);
    resolver.value = chosen;
  }
  return isAllowed;
}

async function forget(): Promise<void> {
  await messages.sendMessage('forget');
  resolver.value = await readResolver();
}

function App() {
  return <Options resolver={resolver.value} onSave={save} onForget={forget} />;
}

const root = document.getElementById('app');
if (root) render(<App />, root);
