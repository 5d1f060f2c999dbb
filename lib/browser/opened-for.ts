import { readItem, writeItem } from './storage.ts';

/** What a page of Waxseal in a tab was opened for, as its address says. */
export interface OpenedFor {
  /** A domain, or a text that is none; null for a page that was opened for nothing. */
  readonly asked: string | null;
  /** It was asked in a private window, wherever the page stands. */
  readonly isPrivate: boolean;
}

type Ticket = `session:ticket:${string}`;
const ticketKey = (ticket: string): Ticket => `session:ticket:${ticket}`;

/**
 * The query of an address that opens a page for a text, "" for none. Browsers write addresses down, for their history and to bring tabs back,
 * and Chromium shows the page in a window that is not private. So what was asked in a private window stands in memory, and the address has a ticket for it.
 */
export async function queryFor(text: string, isPrivate: boolean): Promise<URLSearchParams> {
  if (!isPrivate) return new URLSearchParams(text === '' ? {} : { domain: text });
  if (text === '') return new URLSearchParams({ private: '' });
  const ticket = crypto.randomUUID();
  await writeItem(ticketKey(ticket), text);
  return new URLSearchParams({ private: ticket });
}

/** What the page with this query was opened for. Once the browser was closed, a ticket stands for "". */
export async function openedFor(query: URLSearchParams): Promise<OpenedFor> {
  const ticket = query.get('private');
  const domain = query.get('domain');
  if (ticket === null || ticket === '' || domain !== null)
    return { asked: domain, isPrivate: ticket !== null };
  const text = await readItem(ticketKey(ticket)).catch(() => null);
  return { asked: typeof text === 'string' ? text : '', isPrivate: true };
}
