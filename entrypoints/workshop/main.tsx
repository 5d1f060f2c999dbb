import { signal } from '@preact/signals';
import { render } from 'preact';
import { PAGE_WORDS } from '../../components/format.ts';
import { Workshop } from '../../components/workshop/Workshop.tsx';
import { ASSESSMENTS, readAssessment } from '../../lib/browser/assessment-store.ts';
import { openDrafts } from '../../lib/browser/drafts.ts';
import { openedFor } from '../../lib/browser/opened-for.ts';
import { saveAsFile } from '../../lib/browser/save.ts';
import { NO_VIEW } from '../../lib/view.ts';
import { Viewer } from '../../lib/browser/viewer.ts';
import { loadRecordTexts, type RecordTexts } from '../../lib/workshop/record-texts.ts';
import { parseDomainName } from '../../lib/names/domain-name.ts';
import { describePage } from '../../lib/browser/page.ts';
import { say } from '../../lib/locales/say.ts';
import { publishedTexts } from '../../lib/workshop/draft.ts';
import { EMPTY_TEXTS, type Writing } from '../../lib/workshop/writing.ts';

const opened = await openedFor(location);
const asked = opened.asked ?? '';
document.documentElement.classList.add('in-tab');
describePage(say('workshop.title'));

const view = signal(NO_VIEW);
const viewer = new Viewer(ASSESSMENTS, (next) => {
  view.value = next;
});

/** What an earlier check found there; nothing is asked for it. */
async function known(): Promise<Writing> {
  const domain = parseDomainName(asked);
  const assessment = domain && (await readAssessment(domain));
  return {
    texts: { ...EMPTY_TEXTS, ...(assessment && publishedTexts(assessment, PAGE_WORDS)) },
    opened: null,
  };
}

await viewer.prepare(opened.isPrivate);
const drafts = await openDrafts(asked, view.value.isPrivate);
const initial = drafts.begun ?? (await known());

function App({ recordTexts }: { recordTexts: RecordTexts }) {
  return (
    <Workshop
      {...view.value}
      asked={asked}
      recordTexts={recordTexts}
      initial={initial}
      onCheck={(text) => viewer.checkText(text)}
      onAllow={(scope) => viewer.allow(scope)}
      onAllowResolver={() => viewer.allowResolver()}
      onWriting={(writing) => drafts.keep(writing)}
      onSave={(bytes) => saveAsFile('mta-sts.txt', 'text/plain', new Uint8Array(bytes))}
    />
  );
}

// A file that misses the editor does not take the place of the page, and of what was written there.
for (const type of ['dragover', 'drop']) window.addEventListener(type, (event) => event.preventDefault());

const root = document.getElementById('app');
// Not awaited here: what is loaded may need a script that has to end first.
if (root) void loadRecordTexts().then((texts) => render(<App recordTexts={texts} />, root));
