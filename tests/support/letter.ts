import type { GuideNote } from '../../lib/guide/notes.ts';
import type { Mode } from '../../lib/mechanisms/mta-sts/mode.ts';

const PROMISED = { testing: 'testing', enforce: 'enforced', none: 'disabled' } as const;

/**
 * The standing in which a policy of that mode ends, by the headlines of the mechanisms beside it: a trial, or a withdrawal, takes nothing from a domain that DANE protects,
 * and no policy helps where DANE holds the mail back.
 */
export function standingWith(mode: Mode, headlines: Readonly<Record<string, string | undefined>>): string {
  const { dane = '' } = headlines;
  if (dane.startsWith('held')) return 'held';
  return mode !== 'enforce' && ['protected', 'faulty'].includes(dane) ? 'dane' : PROMISED[mode];
}

/** What an owner does at the name of one record who follows the notes of the guide to the letter. */
export interface Letter {
  /** Texts that go. */
  readonly remove: readonly string[];
  /** Whether an alias at the name goes. */
  readonly takesAliasAway: boolean;
}

/**
 * Reads the notes of a step as an owner does who knows nothing else: only what a note names is removed. Throws where a note leaves open
 * what to do.
 */
export function letterOf(kind: 'record' | 'tlsrpt', notes: readonly GuideNote[]): Letter {
  const own = notes.filter(({ code }) => code.startsWith(`${kind}-`));
  const open = own.filter(({ code }) => /-(?:unknown-origin|alias-unknown)$/.test(code));
  if (open.length > 0) throw new Error(`The guide does not know what to do: ${JSON.stringify(open)}`);
  return {
    remove: own.flatMap(({ code, parameters }) =>
      /-(?:replace|remove)$/.test(code) ? String(parameters['text']) : [],
    ),
    takesAliasAway: own.some(({ code }) => code.endsWith('-delegated')),
  };
}

/** The texts at the name after that; a wildcard or an alias gives none of them any more. */
export function textsAfter(
  kind: 'record' | 'tlsrpt',
  facts: object,
  notes: readonly GuideNote[],
  proposed: string,
): string[] {
  const { remove } = letterOf(kind, notes);
  const isElsewhere = notes.some(({ code }) =>
    [`${kind}-wildcard`, `${kind}-wildcard-alias`, `${kind}-delegated`].includes(code),
  );
  const texts = 'texts' in facts && !isElsewhere ? (facts.texts as readonly string[]) : [];
  return [...texts.filter((text) => text !== proposed && !remove.includes(text)), proposed];
}
