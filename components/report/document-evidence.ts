import type { RecordFacts } from '../../lib/dns/record-facts.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { Unknown } from '../../lib/dns/lookup.ts';
import { REPORT_RECORDS } from '../../lib/mechanisms.ts';
import { say } from '../../lib/locales/say.ts';
import { policyUrlOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import type { Pending } from '../../lib/outcome.ts';
import { paragraph, type Block, type Section } from '../../lib/report/blocks.ts';
import { dnsFailureWords } from '../finding-words.ts';
import { fullMoment, valueOf } from './words.ts';

/** The records and the policy file as they were published, each as a section of a report. */
export function evidenceSections(assessment: Assessment): Section[] {
  const { policyDomain, stsRecord } = assessment;
  return [
    { heading: say('evidence.mx', { name: policyDomain }), blocks: mxBlocks(assessment) },
    recordSection(`_mta-sts.${policyDomain}`, stsRecord),
    { heading: say('evidence.policy'), blocks: policyBlocks(assessment) },
    ...REPORT_RECORDS.map(({ label, name }) => recordSection(`${label}.${policyDomain}`, assessment[name])),
  ];
}

function mxBlocks({ mx }: Assessment): Block[] {
  if (mx.state === 'pending') return [];
  if (mx.state === 'unavailable') return [unavailable(mx)];
  const hosts = mx.state === 'found' && !mx.implicit ? mx.hosts : [];
  const records = [
    ...hosts.map(({ preference, name }) => `${preference} ${name}`),
    ...mx.nullPreferences.map((preference) => `${preference} .`),
  ];
  return [...rawOrNone(records.join('\n')), authentic(mx.authentic)];
}

function recordSection(name: string, facts: Pending | RecordFacts<unknown>): Section {
  const heading = say('evidence.record', { name });
  if (facts.state === 'pending') return { heading, blocks: [] };
  if (facts.state === 'unavailable') return { heading, blocks: [unavailable(facts)] };
  const texts: Block[] = facts.texts.map((text) => ({ kind: 'raw', text }));
  const blocks = [...(texts.length > 0 ? texts : rawOrNone('')), authentic(facts.authentic)];
  return { heading, blocks };
}

function policyBlocks({ policyDomain, policy }: Assessment): Block[] {
  const url = paragraph(valueOf(policyUrlOf(policyDomain)));
  const isFetched = policy.state === 'found' || policy.state === 'invalid';
  if (!isFetched || policy.text === null) return [url, paragraph(say('evidence.noPolicy'))];
  const { text, fetchedAt, tookMs, mediaType } = policy;
  const time = fullMoment(fetchedAt);
  const when =
    tookMs === null
      ? say('evidence.remembered', { time })
      : say('evidence.fetched', { time, milliseconds: Math.round(tookMs) });
  const type = mediaType === null ? '' : ` · ${say('evidence.mediaType', { mediaType })}`;
  return [url, paragraph(when + type), { kind: 'raw', text }];
}

function rawOrNone(text: string): Block[] {
  return [text === '' ? paragraph(say('evidence.noRecord')) : { kind: 'raw', text }];
}

function authentic(isAuthentic: boolean): Block {
  return paragraph(isAuthentic ? say('evidence.authentic') : say('evidence.notAuthentic'));
}

function unavailable({ reason, detail }: Unknown): Block {
  const words = say('evidence.unavailable', { reason: dnsFailureWords(reason) });
  return paragraph(detail === null ? words : `${words} ${valueOf(detail)}`);
}
