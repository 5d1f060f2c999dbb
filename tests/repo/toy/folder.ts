/** A mechanism that asks one question, as somebody would write it who has read ARCHITECTURE.md: the files of its folder, by name. */
export const TOY_FOLDER: Readonly<Record<string, string>> = {
  'facts.ts': `
import type { GenericSchema } from 'valibot';
import type { RecordFacts } from '../../dns/record-facts.ts';
import type { Pending } from '../../outcome.ts';
import { recordFacts } from '../../stored/facts.ts';
import { only } from '../../stored/shapes.ts';
import { TOY_PROBLEMS, type ToyProblemCode } from './problems.ts';

/** What is found of the toy. */
export interface ToyParts {
  readonly toy: Pending | RecordFacts<{ readonly text: 'toy' }, ToyProblemCode>;
}

const toy: GenericSchema<unknown, ToyParts['toy']> = recordFacts({ text: only('toy') }, TOY_PROBLEMS);

export const TOY_STORED = { toy };
`,
  'problems.ts': `
import { error, notice, rulesAbout } from '../../problem.ts';

/** What can be said of the toy. */
export const TOY_PROBLEMS = rulesAbout('toy', {
  'toy-absent': notice('RFC 8461 §3.1'),
  'toy-broken': error('RFC 8461 §3.1', 'text'),
});

export type ToyProblemCode = keyof typeof TOY_PROBLEMS;
`,
  'record.ts': `
import type { Selected } from '../../outcome.ts';
import type { ToyProblemCode } from './problems.ts';

/** Chooses the toy among the texts at its name. Total. */
export function selectToy(texts: readonly string[]): Selected<{ readonly text: 'toy' }, ToyProblemCode> {
  const [text] = texts;
  if (text === undefined) return { state: 'absent', problems: [] };
  if (text === 'toy') return { state: 'found', value: { text }, text, problems: [] };
  return { state: 'invalid', problems: [{ code: 'toy-broken', parameters: { text } }] };
}
`,
  'gather.ts': `
import { recordFacts } from '../../dns/record-facts.ts';
import type { Asking } from '../../mechanism.ts';
import type { ToyParts } from './facts.ts';
import { selectToy } from './record.ts';

/** Asks for the text. Never rejects. */
export async function gatherToy({ policyDomain, lookUp, parts, publish }: Asking<ToyParts>): Promise<void> {
  if (parts().toy.state !== 'pending') return;
  publish({ toy: recordFacts(await lookUp(\`_toy.\${policyDomain}\`, 'TXT'), selectToy) });
}
`,
  'judge.ts': `
import type { Judgement } from '../../mechanism.ts';
import { Problems } from '../../problem.ts';
import type { MxParts } from '../mx/facts.ts';
import type { ToyParts } from './facts.ts';
import { TOY_PROBLEMS, type ToyProblemCode } from './problems.ts';

export const TOY_HEADLINES = {
  there: { tone: 'good' },
  broken: { tone: 'bad' },
  absent: { tone: 'idle' },
  unknown: { tone: 'ask' },
  checking: { tone: 'idle' },
} as const;

type ToyHeadline = keyof typeof TOY_HEADLINES;

const HEADLINES = {
  found: 'there',
  invalid: 'broken',
  absent: 'absent',
  unavailable: 'unknown',
  pending: 'checking',
} as const;

/** A domain that takes no mail needs no toy. Pure. */
export function judgeToy({ toy }: ToyParts, { mx }: MxParts): Judgement<ToyHeadline, ToyProblemCode> {
  const findings = new Problems(TOY_PROBLEMS);
  if ('problems' in toy) findings.list.push(...toy.problems);
  if (toy.state === 'absent' && mx.state !== 'absent') findings.add('toy-absent');
  return { headline: HEADLINES[toy.state], findings: findings.list };
}
`,
  'evidence.ts': `
import type { ToldWith } from '../../mechanism.ts';
import type { Section } from '../../report/blocks.ts';
import { recordSections } from '../../report/published.ts';
import type { ToyParts } from './facts.ts';

/** The text as it was published. */
export function toyEvidence({ toy }: ToyParts, told: ToldWith): Section[] {
  return recordSections(\`_toy.\${told.policyDomain}\`, toy, told);
}
`,
  'mechanism.ts': `
import { isSettled, mechanism } from '../../mechanism.ts';
import { PENDING } from '../../outcome.ts';
import { toyEvidence } from './evidence.ts';
import { TOY_STORED, type ToyParts } from './facts.ts';
import { gatherToy } from './gather.ts';
import { judgeToy, TOY_HEADLINES } from './judge.ts';
import { TOY_PROBLEMS } from './problems.ts';

const empty: ToyParts = { toy: PENDING };

/** A record that nobody needs. */
export const toy = mechanism({
  name: 'toy',
  needs: ['mx'],
  problems: TOY_PROBLEMS,
  headlines: TOY_HEADLINES,
  empty,
  stored: TOY_STORED,
  gather: gatherToy,
  kept: ({ toy: facts }) => (isSettled(facts) ? { toy: facts } : {}),
  knowledge: ({ toy: facts }) => ({
    ttlSeconds: 'ttlSeconds' in facts ? facts.ttlSeconds : null,
    gap: facts.state === 'unavailable' ? 'part' : null,
  }),
  judge: judgeToy,
  evidence: toyEvidence,
  picture: ({ toy: facts }, _, { say }) => [
    {
      id: 'toy-picture',
      heading: say('mechanism.toy.what'),
      blocks: [{ kind: 'word', text: facts.state, sign: 'open' }],
    },
  ],
  servers: ({ toy: facts }, { mx }) =>
    facts.state === 'found' && mx.state === 'found'
      ? Object.fromEntries(mx.hosts.map(({ name }) => [name, 'protected' as const]))
      : null,
});
`,
  'en.yml': `
mechanism:
  toy:
    name: Toy
    what: something to play with
    state:
      there: there
      broken: broken
      absent: not set up
      unknown: not known
      checking: checking

problem:
  toy_absent:
    title: There is no toy
    meaning: Nothing becomes of mail.
    repair: 'Publish a TXT record at \`_toy\` with the text toy.'
  toy_broken:
    title: 'The toy is broken: {text}'
    meaning: Nobody can play with it.
    repair: Write toy in its place.
`,
};
