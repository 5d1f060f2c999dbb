import type { Headline } from '../../lib/verdict/headlines.ts';

/** One thing that a browser does to an extension in the course of its life: a test runs it, and docs/lifecycle.md is printed from it. */
export interface LifecycleCase {
  /** In plain words; unique. */
  readonly what: string;
  /** The sentence at the top, which the test waits for; null where the case is not about a verdict. */
  readonly headline: Headline | null;
  /** What else there is to see, in plain words. */
  readonly besides?: string;
}

/** A step of a check of enforce.test at which its background is ended: a question, or the policy file. */
export interface StepCase extends LifecycleCase {
  readonly at: { readonly name: string; readonly type: string } | 'policy';
}

const ALL_WELL = { headline: 'enforced' } as const;
const ended = (what: string, at: StepCase['at']): StepCase => ({
  what: `The background ends while ${what}`,
  at,
  ...ALL_WELL,
});

export const STEP_CASES: readonly StepCase[] = [
  ended('MX is asked', { name: 'enforce.test', type: 'MX' }),
  ended('the MTA-STS record is asked', { name: '_mta-sts.enforce.test', type: 'TXT' }),
  ended('the TLSRPT record is asked', { name: '_smtp._tls.enforce.test', type: 'TXT' }),
  ended('the address of a mail server is asked', { name: 'mx2.enforce.test', type: 'A' }),
  ended('the address of the policy host is asked', { name: 'mta-sts.enforce.test', type: 'A' }),
  ended('the policy file is read', 'policy'),
];

export const ENDED_CASES = {
  randomly: {
    what: 'The background ends at random moments, up to three times in one check; `npm run soak` plays 200 rounds of it',
    headline: null,
    besides:
      'The right verdict. Where the background ended twice under one look, “The check was interrupted.” with a button before it.',
  },
} satisfies Record<string, LifecycleCase>;

export const STORAGE_CASES = {
  'memory-full-of-results': {
    what: 'The memory for results is full of other results',
    ...ALL_WELL,
    besides: 'What was known of other domains is asked again at its next look.',
  },
  'memory-full': {
    what: 'The memory is full of something else, and holds no result at all',
    headline: null,
    besides:
      '“The check was interrupted.” with a button, never an endless “checking”; the verdict once there is room.',
  },
  'disk-full': {
    what: 'The storage on disk is full',
    ...ALL_WELL,
    besides: 'The policy is not remembered, and the domain not listed among the recent ones.',
  },
  corrupt: { what: 'Anything at all under the keys of Waxseal, on disk and in memory', ...ALL_WELL },
} satisfies Record<string, LifecycleCase>;

export const TIME_CASES = {
  'result-from-ahead': {
    what: 'The clock is moved back a year: a result from the future is in memory',
    ...ALL_WELL,
    besides: 'Asked again.',
  },
  'result-from-behind': {
    what: 'The clock is moved forward a year: a result of last year is in memory',
    ...ALL_WELL,
    besides: 'Asked again.',
  },
  'policy-from-ahead': {
    what: 'The clock is moved back a year: a policy from the future is on disk',
    ...ALL_WELL,
    besides: 'Read again.',
  },
  'policy-from-behind': {
    what: 'The clock is moved forward a year: a policy of last year is on disk',
    ...ALL_WELL,
    besides: 'Read again.',
  },
} satisfies Record<string, LifecycleCase>;

export const NETWORK_CASES = {
  offline: {
    what: 'The network goes away, and comes back',
    ...ALL_WELL,
    besides: 'While it is away: “You are offline.”, and never that the domain has none.',
  },
  'many-tabs': {
    what: '100 tabs are opened at once with the automatic badge',
    headline: null,
    besides:
      'At most two domains a second are asked, each once, and of those that wait the last 20; the tab in front has its badge.',
  },
} satisfies Record<string, LifecycleCase>;

export const RESTART_CASES = {
  restart: {
    what: 'The browser is closed and started again',
    ...ALL_WELL,
    besides:
      'Nothing is asked before a click; what was chosen stands, and a policy that is still good is not read again.',
  },
  'tabs-come-back': {
    what: 'The browser is started again, and brings back the tabs with pages of Waxseal',
    headline: null,
    besides: 'Nothing is asked before a click in one of them.',
  },
  'update-from-older': {
    what: 'An update finds data of an older version, some of it in a shape that is not known any more',
    ...ALL_WELL,
    besides: 'Choices that can be read stand; everything else counts as not there.',
  },
  'update-from-newer': {
    what: 'An older version comes back over data of a newer one, whose schema it does not know',
    ...ALL_WELL,
    besides: 'Choices that can be read stand; everything else counts as not there.',
  },
} satisfies Record<string, LifecycleCase>;

/** Run in both browsers. */
export const PRIVATE_CASES = {
  disk: {
    what: 'A domain is checked in a private window, and report and workshop are opened there',
    ...ALL_WELL,
    besides:
      'No file of the browser’s profile holds its name afterwards; the name of one that was checked in an ordinary window is found.',
  },
} satisfies Record<string, LifecycleCase>;
