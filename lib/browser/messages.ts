import type { AddAnswer, AddRequest, RemoveRequest } from '../check/added-names.ts';
import type { Look } from '../mechanism.ts';
import type { MessageAnswer, MessageQuestion } from '../mechanisms/dkim/message-question.ts';
import type { CertificateReply } from '../mechanisms/bimi/fetch-certificate.ts';
import type { LogoReply } from '../mechanisms/bimi/fetch-logo.ts';
import type { SendAnswer, SendQuestion } from '../mechanisms/spf/send-question.ts';
import type { DomainName } from '../names/domain-name.ts';
import type { Subject } from '../names/subject.ts';
import type { Lane } from '../verdict/weights.ts';
import { isOver, type Era } from './era.ts';
import { browser } from './native.ts';

/** The request for a check: what comes of it goes through storage. */
export interface AssessRequest {
  /** Text, checked again where it arrives. */
  domain: string;
  /** Skips all caches. */
  fresh: boolean;
  /** The tab whose badge follows, where the domain is the tab's own; null otherwise. */
  tabId: number | null;
  /** Asked from a private window: nothing may be written to disk. */
  isPrivate: boolean;
  /** What the guide wants to know beyond the verdict. */
  look?: Look | undefined;
  /** Asks for these lanes alone: for what the badge shows. */
  lanes?: readonly Lane[];
}

/** A check of what somebody asks about that begins with the answer, so that it waits for no second message. */
export type CheckAtOnce = Pick<AssessRequest, 'tabId' | 'isPrivate' | 'look'>;

/** What a person pointed at: the address of a page or link, a text that they typed or selected, or a name that means itself. */
export interface Pointed {
  readonly kind: 'url' | 'text' | 'name';
  readonly value: string;
}

/** The address of the certificate of a logo, and the domains that it may be for: the domain itself first, then the one above. */
export interface CertificateQuestion {
  readonly url: string;
  /** Text, checked again where it arrives. */
  readonly domains: readonly string[];
}

/** What pages ask of the background, which answers with `@webext-core/messaging` (lib/browser/answering.ts). */
export interface Protocol {
  /** Which policy domain it stands for; only the background carries the public suffix list. With `check`, that is checked at once. */
  subject(asked: Pointed & { readonly check?: CheckAtOnce | false }): Subject;
  /** The registered domain of each name in order, null for a public suffix; for the guide. */
  registrable(names: readonly DomainName[]): readonly (DomainName | null)[];
  /** Settles when the assessment is finished; the answer is in storage by then. */
  assess(request: AssessRequest): void;
  /** Whether an address may send in the name of a domain, by its SPF record. Nothing of it is stored. */
  mayItSend(asked: SendQuestion): SendAnswer;
  /** The keys and the policy that a message depends on, which the page verifies itself. Nothing of it is stored. */
  messageRecords(asked: MessageQuestion): MessageAnswer;
  /** Asks for what a person added, and puts it into the facts that are known; the answer is in storage by then. */
  addNames(asked: AddRequest): AddAnswer;
  /** Settles when a name that was kept for the checks of a domain is kept no more. */
  removeName(removed: RemoveRequest): void;
  /** Reads the logo at an address, which the person has just allowed. Nothing of it is stored. */
  readLogo(url: string): LogoReply;
  /** The same for the certificate of a logo. */
  readCertificate(asked: CertificateQuestion): CertificateReply;
  /** Notes that the person allowed the resolver at this address on this device. */
  confirm(confirmed: { readonly url: string; readonly isPrivate: boolean }): void;
  /** Settles when nothing is stored any more. */
  forget(): void;
}

type Kind = keyof Protocol;

/**
 * Asks the background, in the form of `@webext-core/messaging`, which would be 2 kB of the popup for this one function; `timestamp` is when, by the clock of the
 * machine. Rejects where the background refuses or fails, and where the browser ended it before it had answered.
 */
export async function ask<K extends Kind>(
  type: K,
  data: Parameters<Protocol[K]>[0],
  timestamp = Date.now(),
): Promise<ReturnType<Protocol[K]>> {
  const message = { id: 0, type, data, timestamp };
  const answer: { res?: ReturnType<Protocol[K]>; err?: { message?: string } } | undefined =
    await browser.runtime.sendMessage(message);
  if (!answer) throw new Error('No answer.');
  if (answer.err) throw new Error(answer.err.message);
  return answer.res as ReturnType<Protocol[K]>;
}

/**
 * Asks, and once more where the background was ended in the middle. Rejects where it ended twice without an answer, and where everything was forgotten
 * since the person acted: what comes of an answer is stored.
 */
export async function askSince<K extends Kind>(
  since: Era,
  type: K,
  data: Parameters<Protocol[K]>[0],
): Promise<ReturnType<Protocol[K]>> {
  const request = async () => {
    // The time of the look, and not of what follows: a page that has much to do may get its answer long after everything was forgotten.
    const lookedAt = Date.now();
    if (await isOver(since)) throw new Error('Forgotten meanwhile.');
    return ask(type, data, lookedAt);
  };
  return request().catch(request);
}
