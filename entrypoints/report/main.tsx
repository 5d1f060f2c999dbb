import { signal } from '@preact/signals';
import { render } from 'preact';
import { reportText } from '../../components/report/copied-text.ts';
import { filesOf } from '../../components/report/files.ts';
import { partOf, placeOf } from '../../components/report/Parts.tsx';
import { Report } from '../../components/report/Report.tsx';
import { askRegistrable } from '../../lib/browser/ask-subject.ts';
import { watchAdded } from '../../lib/browser/added-store.ts';
import { copyText } from '../../lib/browser/clipboard.ts';
import { handDraft } from '../../lib/browser/drafts.ts';
import { currentEra } from '../../lib/browser/era.ts';
import { generatorName, printPage, saveAsFile, unfoldForPrint } from '../../lib/browser/save.ts';
import { readCertificateAt, readLogoAt } from '../../lib/browser/logo-access.ts';
import { askSince } from '../../lib/browser/messages.ts';
import { NO_VIEW } from '../../lib/view.ts';
import { openedFor } from '../../lib/browser/opened-for.ts';
import { ASSESSMENTS } from '../../lib/browser/assessment-store.ts';
import { onSettingsChanged, readSettings } from '../../lib/browser/settings.ts';
import { openInTab } from '../../lib/browser/tabs.ts';
import { Viewer } from '../../lib/browser/viewer.ts';
import { describePage } from '../../lib/browser/page.ts';
import { say, sayPlainly } from '../../lib/locales/say.ts';

// A report is read beyond the width of a popup, so its page says that it stands in a tab.
document.documentElement.classList.add('in-tab');
describePage(say('report.title'));

const view = signal(NO_VIEW);
const part = signal(partOf(location.hash));
const place = signal(placeOf(location.hash));
const isScored = signal((await readSettings()).score);
// It is switched in a page of its own, and is gone from this one at once.
onSettingsChanged(async () => {
  isScored.value = (await readSettings()).score;
});
const viewer = new Viewer(ASSESSMENTS, (next) => {
  view.value = next;
  // Browsers write titles down as well.
  if (next.domain && !next.isPrivate) document.title = sayPlainly('report.titleOf', { domain: next.domain });
});
// The click that leads to the guide asks for what it needs; nothing of that is asked before. Another extension can change the address too.
if (part.value === 'guide') viewer.lookFor('guide');
window.addEventListener('hashchange', () => {
  if (partOf(location.hash) === 'guide' && part.value !== 'guide')
    viewer.lookFor('guide', navigator.userActivation.isActive);
  const isOther = part.value !== partOf(location.hash);
  part.value = partOf(location.hash);
  place.value = placeOf(location.hash);
  // To a place within the same view the browser goes by itself.
  if (isOther || place.value === '') window.scrollTo(0, 0);
});

function App() {
  const { assessment } = view.value;
  const files = () => assessment && filesOf(assessment, generatorName(), Date.now(), isScored.value);
  return (
    <Report
      {...view.value}
      part={part.value}
      place={place.value}
      isScored={isScored.value}
      onAgain={() => viewer.checkAgain()}
      onAllow={(scope) => viewer.allow(scope)}
      onAllowResolver={() => viewer.allowResolver()}
      onSave={(format) => {
        const file = files()?.[format];
        if (file) saveAsFile(file.name, file.mediaType, file.text());
        return file?.name ?? '';
      }}
      onSaveText={({ name, mediaType, text }) => saveAsFile(name, mediaType, text)}
      onCopy={(format) =>
        copyText(
          assessment ? reportText(assessment, format, generatorName(), Date.now(), isScored.value) : '',
        )
      }
      onCopyText={copyText}
      onReadFile={() => viewer.lookFor('file')}
      onOpenDraft={async (texts) => {
        if (assessment) await handDraft(assessment.policyDomain, texts);
        openWorkshop();
      }}
      askRegistrable={askRegistrable}
      onMayItSend={(asked) => askSince(currentEra(), 'mayItSend', asked)}
      onMessageRecords={(asked) => askSince(currentEra(), 'messageRecords', asked)}
      onWatchAdded={watchAdded}
      onAddNames={(asked) => askSince(currentEra(), 'addNames', asked)}
      onRemoveName={(removed) => askSince(currentEra(), 'removeName', removed)}
      onOpenDomain={(domain) =>
        void openInTab(domain, { isPrivate: view.value.isPrivate, page: '/report.html' })
      }
      onReadLogo={(url) => readLogoAt(url, view.value.isPrivate)}
      onReadCertificate={(asked) => readCertificateAt(asked, view.value.isPrivate)}
      onGuide={() => {
        location.hash = '#guide';
      }}
      onPrint={printPage}
      onWorkshop={openWorkshop}
    />
  );
}

/** On the domain in view. */
function openWorkshop(): void {
  const { domain, isPrivate } = view.value;
  if (domain) void openInTab(domain, { isPrivate, page: '/workshop.html' });
}

const root = document.getElementById('app');
if (root) {
  unfoldForPrint();
  render(<App />, root);
  const opened = await openedFor(location);
  await viewer.start({ ...opened, asked: opened.asked ?? '' }, 'name');
}
