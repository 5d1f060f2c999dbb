import { readItems, removeItem, writeItem } from './storage.ts';
import { isPopup } from './surface.ts';

/** The pages of Waxseal that are opened for something. */
export type TabPage = '/popup.html' | '/report.html' | '/workshop.html';

/** What a page of Waxseal was opened for. */
export interface OpenedFor {
  /** A domain, or a text that is none; null for a page that was opened for nothing. */
  readonly asked: string | null;
  /** It was asked in a private window, wherever the page stands. */
  readonly isPrivate: boolean;
  /** A person just opened it, so that it may start a check without another click. */
  readonly mayAsk: boolean;
}

/** How the text reaches the page. */
interface Way {
  readonly isPrivate: boolean;
  /** The text stays out of the address: the person selected it, or it is no domain. */
  readonly isHidden: boolean;
}

/** Time for a page to load. A ticket that is older was for a page that never came. */
const TICKET_LIFE_MS = 30_000;

const textKey = (id: string) => `session:ticket:${id}` as const;
/** A ticket holds for one page at one address, so that it starts no check but the one that the person asked for. */
const askKey = (page: string, query: URLSearchParams) =>
  `session:mayAsk:${page}?${query.toString()}` as const;

/**
 * The query of an address that opens a page for a text, "" for none; to be called only for what a person did, since it leaves a ticket that
 * lets this page check once. Browsers write addresses down, for their history and to bring tabs back, and Chromium shows the page in a
 * window that is not private. So what was asked in a private window stands in memory, and the address has a random id for it. Rejects
 * where the memory has no room for that.
 */
export async function queryFor(page: TabPage, text: string, way: Way): Promise<URLSearchParams> {
  const query = await addressed(text, way);
  // The workshop checks by a click alone. Without room for a ticket, so does any page.
  if (page !== '/workshop.html') await writeItem(askKey(page, query), Date.now()).catch(() => undefined);
  return query;
}

async function addressed(text: string, { isPrivate, isHidden }: Way): Promise<URLSearchParams> {
  if (!isPrivate && !isHidden) return new URLSearchParams(text === '' ? {} : { domain: text });
  const name = isPrivate ? 'private' : 'text';
  if (text === '') return new URLSearchParams({ [name]: '' });
  const id = crypto.randomUUID();
  await writeItem(textKey(id), text);
  return new URLSearchParams({ [name]: id });
}

/**
 * What the page at this address was opened for, and whether it may check at once: a popup always, a page in a tab with a ticket, which this
 * uses up. Anybody can open an address: another extension, the browser after a restart. Once the browser was closed, an id stands for "".
 */
export async function openedFor({
  pathname,
  search,
}: Pick<Location, 'pathname' | 'search'>): Promise<OpenedFor> {
  const query = new URLSearchParams(search);
  const domain = query.get('domain');
  const isPrivate = query.has('private');
  const id = query.get(isPrivate ? 'private' : 'text');
  if (domain === null && !id) return { asked: null, isPrivate, mayAsk: isPopup() };
  const ticket = askKey(pathname, query);
  const key = textKey(id ?? '');
  // Of two pages that come at once, one gets it.
  const stored = await navigator.locks.request(ticket, async () => {
    const items = await readItems([ticket, key]).catch(() => null);
    await removeItem(ticket).catch(() => undefined);
    return items;
  });
  const at = stored?.get(ticket);
  const text = stored?.get(key);
  return {
    asked: domain ?? (typeof text === 'string' ? text : ''),
    isPrivate,
    mayAsk: typeof at === 'number' && Math.abs(Date.now() - at) < TICKET_LIFE_MS,
  };
}
