import { DEFAULT_RESOLVER, type Resolver } from './dns/resolver.ts';
import { parseDomainName, type DomainName } from './names/domain-name.ts';
import type { Badge } from './verdict/badges.ts';

/** What a person, or an administrator for a fleet, can choose. */
export interface Settings {
  readonly resolver: Resolver;
  /** Whether the domain of the active tab is checked without a click. */
  readonly automatic: boolean;
  /** Whether popup, report and files show a score. */
  readonly score: boolean;
  /** Which lane the badge shows. */
  readonly badge: Badge;
  /** Domains that are never checked automatically, with everything below them. */
  readonly leaveAlone: readonly DomainName[];
}

/** What somebody chose; what is left out was not chosen. */
export type Choices = Partial<Settings>;

/** What an administrator laid down. */
export interface Managed extends Choices {
  /** `false`: no welcome page after the installation. */
  readonly welcome?: boolean;
}

/** What a person chose, as far as this device knows it. */
export interface OwnChoices extends Choices {
  /** The resolver was chosen on this device, or confirmed here; one that came by sync was not. */
  readonly isResolverConfirmed?: boolean;
}

/** The settings in force, and which of them a person cannot change. */
export interface SettledSettings extends Settings {
  /** Whether the resolver may be asked: the default, one that an administrator laid down, or one that was confirmed on this device. */
  readonly isResolverConfirmed: boolean;
  readonly locked: {
    readonly resolver: boolean;
    readonly automatic: boolean;
    readonly score: boolean;
    readonly badge: boolean;
    /** The domains of the list that an administrator put there. */
    readonly leaveAlone: readonly DomainName[];
  };
}

export const DEFAULT_SETTINGS: Settings = {
  resolver: DEFAULT_RESOLVER,
  automatic: false,
  score: true,
  badge: 'transit',
  leaveAlone: [],
};

/** The browser's sync takes 8 KB for one value: the list has to fit beside the rest. */
const MAX_LEFT_ALONE = 200;
const MAX_LEFT_ALONE_CHARACTERS = 6000;

/** Managed before own before default; the domains to leave alone are those of both. */
export function settle(managed: Choices, own: OwnChoices): SettledSettings {
  const ordered = managed.leaveAlone ?? [];
  const resolver = managed.resolver ?? own.resolver ?? DEFAULT_SETTINGS.resolver;
  return {
    resolver,
    isResolverConfirmed:
      managed.resolver !== undefined ||
      resolver.url === DEFAULT_SETTINGS.resolver.url ||
      own.isResolverConfirmed === true,
    automatic: managed.automatic ?? own.automatic ?? DEFAULT_SETTINGS.automatic,
    score: managed.score ?? own.score ?? DEFAULT_SETTINGS.score,
    badge: managed.badge ?? own.badge ?? DEFAULT_SETTINGS.badge,
    leaveAlone: [...new Set([...ordered, ...(own.leaveAlone ?? DEFAULT_SETTINGS.leaveAlone)])],
    locked: {
      resolver: managed.resolver !== undefined,
      automatic: managed.automatic !== undefined,
      score: managed.score !== undefined,
      badge: managed.badge !== undefined,
      leaveAlone: ordered,
    },
  };
}

/** Why a text cannot be added to the domains to leave alone. */
export type LeaveAloneRefusal = 'not-a-name' | 'already-there' | 'too-many';

/**
 * Reads what a person typed to be left alone: a domain, `*.domain` or a web address, of which the exact host counts.
 * Gives the domain to add, or why there is none.
 */
export function parseLeaveAlone(
  text: string,
  list: readonly DomainName[],
): DomainName | { readonly refused: LeaveAloneRefusal } {
  const domain = parseDomainName(text.trim().replace(/^\*\./, '')) ?? hostOf(text);
  if (!domain) return { refused: 'not-a-name' };
  if (list.includes(domain)) return { refused: 'already-there' };
  const characters = list.reduce((sum, { length }) => sum + length, domain.length);
  const isFull = list.length >= MAX_LEFT_ALONE || characters > MAX_LEFT_ALONE_CHARACTERS;
  return isFull ? { refused: 'too-many' } : domain;
}

function hostOf(text: string): DomainName | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && ['http:', 'https:'].includes(url.protocol) ? parseDomainName(url.hostname) : null;
}
