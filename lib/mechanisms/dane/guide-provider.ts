import type { Sentence } from '../../mechanism.ts';
import { copied, sentence, type MechanismStep, type StepText, type SteppedWith } from '../../steps.ts';
import { ISOLATE_END, ISOLATE_START } from '../../text/sentence.ts';
import { tlsaNameOf } from './base-names.ts';
import type { GuidedHost, HostProgress } from './guide-hosts.ts';
import { repairsOf } from './guide-repair.ts';
import { namesOf } from './guide-texts.ts';

/** What is found of the servers of a provider. */
const FOUND: Readonly<Record<HostProgress, Sentence['key']>> = {
  done: 'dane.guide.provider.done',
  faulty: 'dane.guide.provider.faulty',
  bare: 'dane.guide.provider.bare',
  unsigned: 'dane.guide.provider.unsigned',
  failing: 'dane.guide.provider.failing',
  unknown: 'dane.guide.provider.unknown',
};

/** What a provider is asked for; of what is done or not known, nothing. */
const ASKED: Readonly<Partial<Record<HostProgress, Sentence['key']>>> = {
  faulty: 'dane.guide.letter.faulty',
  bare: 'dane.guide.letter.bare',
  unsigned: 'dane.guide.letter.unsigned',
  failing: 'dane.guide.letter.failing',
};

/** What to say to each provider of servers under another registered domain, from what is found there. Pure. */
export function providerStep(others: readonly GuidedHost[], context: SteppedWith): MechanismStep {
  const { say } = context;
  const providers = Map.groupBy(others, ({ provider }) => provider ?? '');
  const isOpen = others.some(({ progress }) => ASKED[progress] !== undefined);
  const isDone = others.every(({ progress }) => progress === 'done');
  return {
    name: 'dane-provider',
    state: isOpen ? 'needed' : isDone ? 'done' : 'unknown',
    title: say('dane.guide.provider.title'),
    body: [
      sentence(say('dane.guide.provider.who')),
      ...[...providers].flatMap(([provider, hosts]) => aboutProvider(provider, hosts, context)),
      sentence(say('dane.guide.provider.own')),
    ],
  };
}

function aboutProvider(provider: string, hosts: readonly GuidedHost[], context: SteppedWith): StepText[] {
  const { say } = context;
  const found = [...Map.groupBy(hosts, ({ progress }) => progress)];
  const letter = letterTo(found, context);
  return [
    ...found.map(([progress, those]) => sentence(say(FOUND[progress], { provider, hosts: namesOf(those) }))),
    ...(letter === null ? [] : [copied(say('dane.guide.provider.letter', { provider }), letter)]),
  ];
}

/** Null where there is nothing to ask for. */
function letterTo(
  found: readonly (readonly [HostProgress, readonly GuidedHost[]])[],
  { say, policyDomain }: SteppedWith,
): string | null {
  const wishes = found.flatMap(([progress, those]) => {
    const key = ASKED[progress];
    if (key === undefined) return [];
    const failures = those.flatMap((host) => host.failures.others);
    return [say(key, { hosts: namesOf(those) }), ...repairsOf(failures, { say })];
  });
  if (wishes.length === 0) return null;
  const bare = found.flatMap(([progress, those]) =>
    progress === 'bare' || progress === 'unsigned' ? those : [],
  );
  const names = bare.map(({ base, target }) => tlsaNameOf(base ?? target)).join('\n');
  const all = [
    say('dane.guide.letter.greeting', { domain: policyDomain }),
    ...wishes,
    ...(bare.length > 0
      ? [`${say('dane.guide.letter.names')}\n${names}`, say('dane.guide.letter.order')]
      : []),
    say('dane.guide.letter.thanks'),
  ];
  // It is pasted into an email, where nothing has to be kept apart.
  return all.join('\n\n').replaceAll(ISOLATE_START, '').replaceAll(ISOLATE_END, '').replaceAll('`', '');
}
