import type { Consequence } from '../mechanisms/mta-sts/consequence.ts';
import type { ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { uncoveredFirst } from '../mechanisms/mta-sts/uncovered-first.ts';
import { valueOf } from '../text/sentence.ts';
import type { Digest } from '../verdict/digest.ts';
import { paragraph, type Block, type Column, type Row, type Section, type Words } from './blocks.ts';
import { noServers } from './not-there.ts';

/** Each mail server, the uncovered first, with what DNS says of it, the pattern that covers it, and what a sender does with mail to it. */
export function serversSection(known: Served | null, words: Words): Section {
  const blocks = known?.mx.state === 'found' ? tableOf(known, words) : [noServers(known?.mx, 280, words)];
  return { id: 'consequences', heading: words.say('report.servers'), blocks };
}

type Served = Pick<Digest, 'mx' | 'servers' | 'coverage'>;

function tableOf({ mx, servers, coverage }: Served, words: Words): Block[] {
  const { say } = words;
  const columns: Column[] = [
    { title: say('report.preference'), role: 'number' },
    { title: say('report.server'), role: 'head' },
    { title: say('report.address') },
    { title: say('report.alias') },
    { title: say('report.pattern'), role: 'by' },
    { title: say('report.consequence'), role: 'by' },
  ];
  const none = coverage ? say('report.noPattern') : '–';
  const rows = uncoveredFirst(servers).map((server) => rowOf(server, mx.isImplicit, none, words));
  return [paragraph(say('report.serversHint'), 'quiet'), { kind: 'table', columns, rows }];
}

function rowOf(server: ServerVerdict, isImplicit: boolean, none: string, words: Words): Row {
  const { preference, name, address, aliasOf, pattern, consequence } = server;
  const { say } = words;
  return {
    class: consequence,
    cells: [
      isImplicit ? '–' : String(preference),
      isImplicit ? say('report.implicitServer', { name }) : valueOf(name),
      say(`report.hasAddress.${address}`),
      aliasOf === null ? say('report.noAlias') : valueOf(aliasOf),
      pattern === null ? none : valueOf(pattern),
      consequenceWords(consequence, words),
    ],
  };
}

function consequenceWords(consequence: Consequence, { say }: Words): string {
  return consequence === 'unknown'
    ? say('report.consequenceUnknown')
    : say(`servers.consequence.${consequence}`);
}
