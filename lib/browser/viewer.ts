import { isAsNew, type Assessment } from '../assessment.ts';
import { DEFAULT_RESOLVER, type Resolver } from '../dns/resolver.ts';
import type { DomainName } from '../domain-name.ts';
import { refusalOf, subjectOfText, subjectOfUrl, type Subject } from '../subject.ts';
import { readAssessment, watchAssessment } from './assessment-store.ts';
import { takeCopyAsked } from './action-menu.ts';
import { takeChosen } from './menus.ts';
import { messages } from './messages.ts';
import { requestPolicyHost, requestResolver, type WaitingCheck, type Scope } from './permissions.ts';
import { clearRecent, readRecent, rememberRecent } from './recent-store.ts';
import { readResolver } from './settings.ts';
import { activeTab, isOf, openInTab, type TabInView } from './tabs.ts';

/** All that the popup shows, as one value. */
export interface View {
  /** Null until the tab is known. */
  readonly subject: Subject | null;
  /** Whether the subject is the page's, or one that was typed, selected or linked. */
  readonly source: 'page' | 'asked';
  /** The domain in view: the subject's policy domain, or one of its alternatives. */
  readonly domain: DomainName | null;
  readonly assessment: Assessment | null;
  readonly resolver: Resolver;
  /** When this view came about, in milliseconds since 1970 UTC. */
  readonly now: number;
  /** The background ended twice without an answer. */
  readonly isInterrupted: boolean;
  /** The person just said no to a permission. */
  readonly isDenied: boolean;
  readonly isPrivate: boolean;
  /** What the browser knows of the device’s network. */
  readonly isOnline: boolean;
  /** Opened by “Copy summary”. */
  readonly isCopyAsked: boolean;
  /** The domains that were checked last, the newest first. */
  readonly recent: readonly DomainName[];
}

export const NO_VIEW: View = {
  subject: null,
  source: 'page',
  domain: null,
  assessment: null,
  resolver: DEFAULT_RESOLVER,
  now: 0,
  isInterrupted: false,
  isDenied: false,
  isPrivate: false,
  isOnline: true,
  isCopyAsked: false,
  recent: [],
};

/**
 * What stands behind a view of one domain: finds the subject, watches its snapshots, sends the one request. `onChange`
 * gets every new view.
 */
export class Viewer {
  #view = NO_VIEW;
  #tab: TabInView = { id: null, url: null, isPrivate: false };
  #unwatch: (() => void) | null = null;
  readonly #onChange: (view: View) => void;

  constructor(onChange: (view: View) => void) {
    this.#onChange = onChange;
  }

  /**
   * `asked` is the text in the page's own address, for the view that stands in a tab; `isPrivate` that it was asked in a
   * private window, wherever the page stands.
   */
  async start(asked: string | null, isPrivate = false): Promise<void> {
    const [tab, chosen, resolver, recent, isCopyAsked] = await Promise.all([
      activeTab(),
      takeChosen(),
      readResolver(),
      readRecent(),
      takeCopyAsked(),
    ]);
    this.#tab = { ...tab, isPrivate: tab.isPrivate || isPrivate };
    this.#change({ resolver, recent, isCopyAsked, isPrivate: this.#tab.isPrivate });
    const given = asked === null ? chosen : subjectOfText(asked);
    this.#show(given ?? subjectOfUrl(tab.url ?? 'about:blank'), given ? 'asked' : 'page');
  }

  /** Checks what a person typed; false, and nothing changes, where it names no domain. */
  checkText(text: string): boolean {
    const subject = subjectOfText(text);
    if (subject.state === 'unsupported' && ['empty', 'not-a-name'].includes(subject.reason)) return false;
    this.#show(subject, 'asked');
    return true;
  }

  /** Looks at another name of the same subject. */
  choose(domain: DomainName): void {
    void this.#check(domain, false);
  }

  /** Opens the report on the domain in view, or the guide in it. */
  openReport(part: 'guide' | null = null): void {
    const { domain } = this.#view;
    if (domain) void openInTab(domain, { isPrivate: this.#tab.isPrivate, page: '/report.html', part });
  }

  checkAgain(): void {
    if (this.#view.domain) void this.#check(this.#view.domain, true);
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
    if (awaited) void this.#afterRequest(requestResolver(this.#view.resolver, awaited), awaited.domain);
  }

  #awaited(): WaitingCheck | null {
    const { domain } = this.#view;
    return domain && { domain, tabId: this.#tabIdFor(domain), isPrivate: this.#tab.isPrivate };
  }

  async #afterRequest(request: Promise<boolean>, domain: DomainName): Promise<void> {
    const isGranted = await request.catch(() => false);
    if (this.#view.domain !== domain) return;
    this.#change({ isDenied: !isGranted });
    if (isGranted) await this.#check(domain, false);
  }

  #show(subject: Subject, source: View['source']): void {
    this.#stopWatching();
    const refusal =
      subject.state === 'found' ? refusalOf(subject.policyDomain, this.#view.resolver.id === 'custom') : null;
    if (subject.state === 'found' && !refusal) {
      this.#change({ subject, source });
      void this.#check(subject.policyDomain, false);
      return;
    }
    const unsupported: Subject =
      subject.state === 'found' && refusal
        ? { state: 'unsupported', reason: refusal, text: subject.policyDomain }
        : subject;
    this.#change({ subject: unsupported, source, domain: null, assessment: null, isInterrupted: false });
  }

  async #check(domain: DomainName, fresh: boolean): Promise<void> {
    this.#stopWatching();
    const isSame = domain === this.#view.domain;
    // The wish to copy was for the first domain in view, once.
    if (this.#view.domain !== null) this.#change({ isCopyAsked: false });
    this.#change({ domain, isInterrupted: false, isDenied: false, ...(!isSame && { assessment: null }) });
    const receive = (assessment: Assessment | null) => {
      if (!assessment || this.#view.domain !== domain) return;
      const shown = this.#view.assessment;
      if (!shown || isAsNew(assessment, shown)) this.#change({ assessment });
    };
    this.#unwatch = watchAssessment(domain, receive);
    if (!this.#tab.isPrivate) void rememberRecent(domain).then((recent) => this.#change({ recent }));
    if (!isSame) receive(await readAssessment(domain));
    const tabId = this.#tabIdFor(domain);
    const request = () =>
      messages.sendMessage('assess', { domain, fresh, tabId, isPrivate: this.#tab.isPrivate });
    try {
      // A background that the browser ended in the middle answers with an error; asked again, it finishes the work.
      await request().catch(request);
      receive(await readAssessment(domain));
    } catch {
      if (this.#view.domain === domain) this.#change({ isInterrupted: true });
    }
  }

  /** The badge belongs to the tab's own domain alone. */
  #tabIdFor(domain: DomainName): number | null {
    return this.#tab.url !== null && isOf(domain, this.#tab.url) ? this.#tab.id : null;
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
