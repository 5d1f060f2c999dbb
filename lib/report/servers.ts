import type { ServerOutcomes } from '../mechanism.ts';
import type { ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { uncoveredFirst } from '../mechanisms/mta-sts/uncovered-first.ts';
import { keyOf, valueOf } from '../text/sentence.ts';
import type { Digest } from '../verdict/digest.ts';
import {
  paragraph,
  type Block,
  type Cell,
  type Column,
  type Row,
  type Section,
  type Words,
} from './blocks.ts';
import { noServers } from './not-there.ts';
import { signOf } from './signs.ts';
import { kindsThatDiffer, outcomeFor, treatmentsOf, TREATMENT_TONES, type SenderKind } from './treatment.ts';

/** What is known of the servers. */
export interface Served extends Pick<Digest, 'mx' | 'servers' | 'coverage'> {
  /** What senders do that check DANE; null where nothing is known of that. */
  readonly outcomes: ServerOutcomes | null;
}

/** Each mail server, the uncovered first: which pattern covers it, and what each kind of sender does with mail to it. */
export function serversSection(known: Served | null, words: Words): Section {
  const blocks = known?.mx.state === 'found' ? tableOf(known, words) : [noServers(known?.mx, 280, words)];
  return { id: 'consequences', heading: words.say('report.servers'), blocks };
}

function tableOf(known: Served, words: Words): Block[] {
  const { say } = words;
  const kinds = kindsThatDiffer(
    known.servers.map(({ name }) => name),
    known.outcomes,
  );
  const isFew = kinds.length === 2;
  const columns: Column[] = [
    { title: say('report.preference'), role: 'number' },
    { title: say('report.server'), role: 'head' },
    ...(known.coverage ? [{ title: say('report.pattern'), role: 'by' } as const] : []),
    ...kinds.map(
      (kind) =>
        ({
          title: isFew ? titleAlone(kind, known, words) : say(`report.kind.${keyOf(kind)}`),
          role: 'judged',
        }) as const,
    ),
  ];
  const rows = uncoveredFirst(known.servers).map((server) => rowOf(server, known, kinds, words));
  return [paragraph(say('report.serversHint'), 'quiet'), { kind: 'table', columns, rows }];
}

/** Where DANE plays no part, nothing is said of it. Of a policy that some ignore, nothing is claimed for those. */
function titleAlone(kind: SenderKind, { coverage }: Served, { say }: Words): string {
  if (kind === 'neither') return say('report.kindAlone.neither');
  return coverage ? say('report.kindAlone.follow') : say('report.kindAlone.check');
}

function rowOf(server: ServerVerdict, known: Served, kinds: readonly SenderKind[], words: Words): Row {
  const { preference, name, pattern, consequence } = server;
  const { say } = words;
  const { isImplicit } = known.mx;
  const treatments = treatmentsOf(consequence, outcomeFor(name, known.outcomes));
  // By its own name is how it should be, and needs no word but that.
  const by = pattern?.toLowerCase() === name ? say('report.byName') : pattern && valueOf(pattern);
  return {
    class: consequence,
    cells: [
      isImplicit ? '–' : String(preference),
      {
        text: isImplicit ? say('report.implicitServer', { name }) : valueOf(name),
        faults: faultsOf(server, words),
      },
      ...(known.coverage ? [by ?? say('report.noPattern')] : []),
      ...kinds.map((kind): Cell => {
        const treatment = treatments[kind];
        return { text: say(`report.treated.${treatment}`), sign: signOf(TREATMENT_TONES[treatment]) };
      }),
    ],
  };
}

/** What is not as it is for every other server. */
function faultsOf({ address, aliasOf }: ServerVerdict, { say }: Words): string[] {
  return [
    ...(address === 'absent' || address === 'unavailable' ? [say(`report.noAddress.${address}`)] : []),
    ...(aliasOf === null ? [] : [say('report.aliasOf', { target: aliasOf })]),
  ];
}
