import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Block, type Section } from '../../report/blocks.ts';
import { keyOf, valueOf } from '../../text/sentence.ts';
import { failureOf } from '../../dns/security.ts';
import { tlsaNameOf } from './base-names.ts';
import type { DaneHost, DaneParts, StoredTlsa, TlsaLookup } from './facts.ts';
import { isUsable, outcomeOf } from './outcome.ts';

/** For each server what senders that check DANE do, and its TLSA records as they were published. */
export function daneEvidence({ dane }: DaneParts, told: ToldWith): Section[] {
  if (dane.state === 'pending' || dane.hosts.length === 0) return [];
  const { say } = told;
  const items = dane.hosts.map((host) => ({
    text: `${valueOf(host.name)} · ${say(`dane.outcome.${outcomeOf(host)}`)}`,
  }));
  const servers: Section = { heading: say('dane.title'), blocks: [{ kind: 'list', items }] };
  return [servers, ...dane.hosts.flatMap((host) => lookupsOf(host, told))];
}

function lookupsOf({ lookups }: DaneHost, told: ToldWith): Section[] {
  return lookups.map((lookup) => ({
    heading: told.say('dane.at', { name: tlsaNameOf(lookup.base) }),
    blocks: blocksOf(lookup, told),
  }));
}

function blocksOf(lookup: TlsaLookup, { say }: ToldWith): Block[] {
  const { aliases, records, count, security } = lookup;
  const failure = failureOf(security);
  const state = say(`dnssec.state.${security.state}`);
  if (failure !== null) return [paragraph(`${state} (${say(`dns.${keyOf(failure)}`)})`)];
  const way = aliases.length > 0 ? [paragraph(say('evidence.aliases', { names: aliases.join(' → ') }))] : [];
  if (records.length === 0) return [...way, paragraph(say('evidence.noRecord')), paragraph(state)];
  const usable = records.filter(isUsable).length;
  const texts = [records.map(recordText).join('\n')];
  return [...way, { kind: 'raw', texts }, paragraph(say('dane.usable', { usable, count })), paragraph(state)];
}

/** As a zone file has it; of long data the beginning. */
function recordText({ usage, selector, matching, data, octets }: StoredTlsa): string {
  return `${usage} ${selector} ${matching} ${data}${octets * 2 > data.length ? '…' : ''}`;
}
