import type { Look } from '../mechanism.ts';
import { isAsNew, type Snapshot } from '../check/snapshot.ts';
import type { DomainName } from '../names/domain-name.ts';
import { pageHostOf } from '../names/page-host.ts';
import type { Subject } from '../names/subject.ts';
import { askSubject } from './ask-subject.ts';
import { currentEra } from './era.ts';
import { ask, askSince, type Pointed } from './messages.ts';
import type { OpenedFor } from './opened-for.ts';
import { takeChosen, takeCopyAsked } from './opening.ts';
import { requestPolicyHost, requestResolver, type WaitingCheck, type Scope } from './permissions.ts';
import { clearRecent, readRecent, rememberRecent } from './recent-store.ts';
import { activeTab, openInTab, type TabInView } from './tabs.ts';
import { NO_VIEW, type View } from '../view.ts';

/** Where what is known of domains is read. */
export interface Source<Known extends Snapshot> {
  readonly read: (domain: DomainName) => Promise<Known | null>;
  /** Calls back with all that is written from now on; returns the function that ends it. */
  readonly watch: (domain: DomainName, onChange: (known: Known) => void) => () => void;
  /** Of a view, and into one. */
  readonly of: (view: View) => Known | null;
  readonly into: (known: Known | null) => Partial<View>;
}

/**
 * What stands behind a view of one domain: finds the subject, watches its snapshots, sends the one request. `onChange`
 * gets every new view.
 */
export class Viewer<Known extends Snapshot> {
  #view: View = NO_VIEW;
  /** Private until it is known, so that a check in the first moment leaves nothing that it must not. */
  #tab: TabInView = { id: null, url: null, isPrivate: true };
  /** The names of the page that the view stands on. */
  #pageNames: readonly DomainName[] = [];
  #pointed: { readonly at: Pointed; readonly source: View['source'] } | null = null;
  #unwatch: (() => void) | null = null;
  #look: Look | undefined;
  /** A person may be faster than the start, and what they asked for stays in view. */
  #isAskedFor = false;
  /** When the person last did something here. */
  #since = currentEra();
  readonly #source: Source<Known>;
  readonly #onChange: (view: View) => void;

  constructor(source: Source<Known>, onChange: (view: View) => void) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /**
   * Checks what the page was opened for, or where no person opened it just now, shows what is known and waits for a click. `kind` says how the
   * text is read that it was opened for; `seen` is what is known of the page, to begin with unless it was opened for something else.
   */
  async start(
    { asked, isPrivate, mayAsk }: OpenedFor,
    kind: Pointed['kind'] = 'text',
    seen: Promise<Partial<View> | null> | null = null,
  ): Promise<void> {
    const [tab, chosen, recent, isCopyAsked] = await Promise.all([
      activeTab(),
      // What a menu was opened on, and which tab is in front, is the popup's business: anybody can open its page in a tab.
      asked === null && mayAsk ? takeChosen() : null,
      readRecent(),
      mayAsk && takeCopyAsked(),
    ]);
    this.#tab = { ...tab, isPrivate: tab.isPrivate || isPrivate };
    const page: Pointed = {
      kind: 'url',
      value: (mayAsk || asked !== null ? tab.url : null) ?? 'about:blank',
    };
    const given: Pointed | null = asked === null ? chosen : { kind, value: asked };
    const at = given ?? page;
    const source = given ? 'asked' : 'page';
    // Before anything is drawn, since the network is what a person waits for.
    const subject = this.#isAskedFor ? undefined : this.#ask(at, source, mayAsk);
    const known = given || isCopyAsked ? null : await seen;
    this.#change({ ...known, recent, isCopyAsked, isPrivate: this.#tab.isPrivate });
    if ((given || this.#isAskedFor) && pageHostOf(page.value))
      this.#pageNames = namesOf(await askSubject(page, this.#since).catch(() => null));
    if (this.#isAskedFor) return;
    await this.#point(at, source, mayAsk, subject);
  }

  /** Makes ready to check by a click, and asks nothing before one. */
  async prepare(isPrivate: boolean): Promise<void> {
    const tab = await activeTab();
    this.#tab = { id: null, url: null, isPrivate: tab.isPrivate || isPrivate };
    this.#change({ isPrivate: this.#tab.isPrivate });
  }

  /** Checks what a person typed; false, and nothing changes, where it names no domain. */
  async checkText(text: string): Promise<boolean> {
    const pointed: Pointed = { kind: 'text', value: text };
    this.#since = currentEra();
    const subject = await this.#ask(pointed, 'asked');
    if (subject?.state === 'unsupported' && ['empty', 'not-a-name'].includes(subject.reason)) return false;
    this.#isAskedFor = true;
    this.#show(subject, pointed, 'asked');
    return true;
  }

  /** Looks at another name of the same subject. */
  choose(domain: DomainName): void {
    this.#isAskedFor = true;
    this.#since = currentEra();
    void this.#check(domain, false);
  }

  /** Opens the report on the domain in view, or the guide in it. */
  openReport(part: 'guide' | null = null): void {
    const { domain } = this.#view;
    if (domain) void openInTab(domain, { isPrivate: this.#tab.isPrivate, page: '/report.html', part });
  }

  checkAgain(): void {
    this.#since = currentEra();
    if (this.#view.domain) void this.#check(this.#view.domain, !this.#view.awaitsClick);
    else if (this.#pointed) void this.#point(this.#pointed.at, this.#pointed.source);
  }

  /**
   * Also finds out what the guide wants to know, from now on, or where no person asked for it, from the next check on. A file that was
   * asked for once is read again at every check.
   */
  lookFor(look: Look, isByPerson = true): void {
    this.#look = this.#look === 'file' ? 'file' : look;
    if (!isByPerson) return;
    this.#since = currentEra();
    const { domain, awaitsClick } = this.#view;
    // To read a file is a click of its own; the guide may stand in an address that is opened again.
    if (domain) void this.#check(domain, false, look === 'file' || !awaitsClick);
  }

  async clearRecent(): Promise<void> {
    await clearRecent();
    this.#change({ recent: [] });
  }

  /** To be called in the click itself. */
  allow(scope: Scope): void {
    const awaited = this.#awaited();
    if (awaited) void this.#afterRequest(requestPolicyHost(awaited, scope), awaited.domain);
  }

  /** To be called in the click itself. */
  allowResolver(): void {
    const awaited = this.#awaited();
    const known = this.#source.of(this.#view);
    if (!awaited || !known) return;
    const { resolver } = known;
    const { isPrivate } = awaited;
    const request = requestResolver(resolver, awaited).then(async (isGranted) => {
      if (isGranted) await ask('confirm', { url: resolver.url, isPrivate });
      return isGranted;
    });
    void this.#afterRequest(request, awaited.domain);
  }

  #awaited(): WaitingCheck | null {
    const { domain } = this.#view;
    return domain && { domain, tabId: this.#tabIdFor(domain), isPrivate: this.#tab.isPrivate };
  }

  async #afterRequest(request: Promise<boolean>, domain: DomainName): Promise<void> {
    const isGranted = await request.catch(() => false);
    if (this.#view.domain !== domain) return;
    this.#change({ isDenied: !isGranted });
    // The answer is what the person did last.
    this.#since = currentEra();
    if (isGranted) await this.#check(domain, false);
  }

  /** Null where there was no answer. Where it may be asked about, the check of it begins with the answer. */
  async #ask(at: Pointed, source: View['source'], mayAsk = true): Promise<Subject | null> {
    const { id, isPrivate } = this.#tab;
    const check = mayAsk && { tabId: source === 'page' ? id : null, isPrivate, look: this.#look };
    return askSubject(at, this.#since, check).catch(() => null);
  }

  async #point(
    at: Pointed,
    source: View['source'],
    mayAsk = true,
    asking = this.#ask(at, source, mayAsk),
  ): Promise<void> {
    this.#pointed = { at, source };
    const subject = await asking;
    if (source === 'page') this.#pageNames = namesOf(subject);
    // Meanwhile something else may have been asked for.
    if (this.#pointed.at === at) this.#show(subject, at, source, mayAsk);
  }

  /** Without a subject the background gave no answer, twice. */
  #show(subject: Subject | null, at: Pointed, source: View['source'], mayAsk = true): void {
    this.#pointed = { at, source };
    this.#stopWatching();
    if (subject?.state === 'found') {
      void this.#check(subject.policyDomain, false, mayAsk, { subject, source });
    } else {
      this.#change({
        subject,
        source,
        domain: null,
        ...this.#source.into(null),
        isInterrupted: subject === null,
      });
    }
  }

  /** Without `mayAsk` it shows what is known, and what is found out for others, and asks nothing. */
  async #check(domain: DomainName, fresh: boolean, mayAsk = true, change: Partial<View> = {}): Promise<void> {
    const since = this.#since;
    this.#stopWatching();
    // Before anything is drawn, as above. Asked again, a background finishes the work of one that ended in the middle.
    const { isPrivate } = this.#tab;
    const request = { domain, fresh, tabId: this.#tabIdFor(domain), isPrivate, look: this.#look };
    const isAnswered = mayAsk
      ? askSince(since, 'assess', request).then(
          () => true,
          () => false,
        )
      : null;
    const isSame = domain === this.#view.domain;
    // The wish to copy was for the first domain in view, once.
    if (this.#view.domain !== null) this.#change({ isCopyAsked: false });
    this.#change({
      ...change,
      domain,
      isInterrupted: false,
      isDenied: false,
      awaitsClick: !mayAsk,
      ...(!isSame && this.#source.into(null)),
    });
    const receive = (known: Known | null) => {
      if (!known || this.#view.domain !== domain) return;
      const shown = this.#source.of(this.#view);
      if (shown && !isAsNew(known, shown)) return;
      // What comes to its end after all was not interrupted.
      const isEnd = known.finishedAt !== null;
      this.#change({ ...this.#source.into(known), ...(isEnd && { isInterrupted: false }) });
    };
    this.#unwatch = this.#source.watch(domain, receive);
    if (mayAsk && !this.#tab.isPrivate)
      void rememberRecent(domain, since).then((recent) => this.#change({ recent }));
    if (!isSame) receive(await this.#source.read(domain));
    if (isAnswered === null) {
      // Where somebody else’s check is under way all the same, its end shows that.
      const known = this.#source.of(this.#view);
      if (this.#view.awaitsClick && known?.finishedAt === null) this.#interrupt(domain);
      return;
    }
    const last = (await isAnswered) ? await this.#source.read(domain) : null;
    receive(last);
    // There was no answer, or the end was not written: the memory is full, or was forgotten meanwhile. Nobody would ever bring it.
    if (last?.finishedAt == null) this.#interrupt(domain);
  }

  #interrupt(domain: DomainName): void {
    if (this.#view.domain === domain) this.#change({ isInterrupted: true });
  }

  /** The badge belongs to the tab's own domain alone. */
  #tabIdFor(domain: DomainName): number | null {
    return this.#pageNames.includes(domain) ? this.#tab.id : null;
  }

  #stopWatching(): void {
    this.#unwatch?.();
    this.#unwatch = null;
  }

  #change(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change, now: Date.now(), isOnline: navigator.onLine };
    this.#onChange(this.#view);
  }
}

function namesOf(subject: Subject | null): readonly DomainName[] {
  return subject?.state === 'found' ? [subject.policyDomain, ...subject.alternatives] : [];
}
