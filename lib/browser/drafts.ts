import * as v from 'valibot';
import type { DomainName } from '../names/domain-name.ts';
import { parseDomainName } from '../names/domain-name.ts';
import { EMPTY_TEXTS, type Texts, type Writing } from '../workshop/writing.ts';
import { readItem, removeItem, writeItem } from './storage.ts';

/** What a page of the workshop begins with, and where it leaves what was written. */
export interface Drafts {
  /** Null where nothing was handed over or written yet. */
  readonly begun: Writing | null;
  /** What is to be there after a reload; the last counts. Of a private window nothing is kept. */
  keep(writing: Writing): void;
}

const handedKey = (domain: DomainName) => `session:handed:${domain}` as const;

/** A text that came in with a later version is empty. */
const textSchema = v.optional(v.string(), '');
const textsSchema: v.GenericSchema<unknown, Texts> = v.object(
  Object.fromEntries(Object.keys(EMPTY_TEXTS).map((name) => [name, textSchema])) as Record<
    keyof Texts,
    typeof textSchema
  >,
);
/** The bytes of the file that was opened stand as one character each. */
const keptSchema = v.object({ texts: textsSchema, opened: v.nullable(v.string()) });

/** Leaves texts for the workshop that is opened next for this domain, in memory, until it takes them. Rejects where that is full. */
export async function handDraft(domain: DomainName, texts: Partial<Texts>): Promise<void> {
  await writeItem(handedKey(domain), { ...EMPTY_TEXTS, ...texts });
}

/**
 * The drafts of a page that was opened for `asked`: what was handed over to it, else what stood in it before it was loaded again. That lies in the
 * page's own `sessionStorage`, which ends with the tab.
 */
export async function openDrafts(asked: string, isPrivate: boolean): Promise<Drafts> {
  const begun = (await takeHanded(asked)) ?? (isPrivate ? null : readKept(asked));
  if (isPrivate) return { begun, keep: () => undefined };
  let latest = begun;
  // The moments after which a page may not come back as it was: left, loaded again, or put aside by the browser.
  const store = () => {
    if (latest) storeKept(asked, latest);
  };
  window.addEventListener('pagehide', store);
  document.addEventListener('visibilitychange', store);
  return {
    begun,
    keep: (writing) => {
      latest = writing;
    },
  };
}

async function takeHanded(asked: string): Promise<Writing | null> {
  const domain = parseDomainName(asked);
  const handed = domain && (await readItem(handedKey(domain)));
  if (!handed) return null;
  await removeItem(handedKey(domain));
  const texts = v.safeParse(textsSchema, handed);
  return texts.success ? { texts: texts.output, opened: null } : null;
}

const keptName = (asked: string) => `draft:${asked}`;

function readKept(asked: string): Writing | null {
  const stored = sessionStorage.getItem(keptName(asked));
  if (stored === null) return null;
  const kept = v.safeParse(keptSchema, parsed(stored));
  if (!kept.success) return null;
  const { texts, opened } = kept.output;
  return { texts, opened: opened === null ? null : Uint8Array.from(opened, (byte) => byte.charCodeAt(0)) };
}

/** Null for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where it has no room (some five million characters), what stood there before does not stand for it either. */
function storeKept(asked: string, { texts, opened }: Writing): void {
  const bytes = opened && Array.from(opened, (byte) => String.fromCharCode(byte)).join('');
  try {
    sessionStorage.setItem(keptName(asked), JSON.stringify({ texts, opened: bytes }));
  } catch {
    sessionStorage.removeItem(keptName(asked));
  }
}
