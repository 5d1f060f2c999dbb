import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pseudoMessages, type Messages, type Pseudo } from './pseudo-locale.ts';

/** A copy of a build in `folder` that speaks the pseudo-language in place of English. */
export function copyInPseudoLanguage(build: string, folder: string, pseudo: Pseudo): string {
  cpSync(build, folder, { recursive: true });
  const file = join(folder, '_locales', 'en', 'messages.json');
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Messages;
  writeFileSync(file, JSON.stringify(pseudoMessages(messages, pseudo)));
  return folder;
}
