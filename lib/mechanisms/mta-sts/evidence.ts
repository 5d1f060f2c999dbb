import type { ToldWith } from '../../mechanism.ts';
import { paragraph, type Block, type Section } from '../../report/blocks.ts';
import { recordSections } from '../../report/published.ts';
import { valueOf } from '../../text/sentence.ts';
import type { StsParts } from './facts.ts';
import { policyUrlOf } from './policy-host.ts';

/** The record, and the file that it announces. */
export function stsEvidence({ stsRecord, policy }: StsParts, told: ToldWith): Section[] {
  const { policyDomain, say } = told;
  const record = recordSections(`_mta-sts.${policyDomain}`, stsRecord, told);
  if (policy.state === 'pending') return record;
  const url = paragraph(valueOf(policyUrlOf(policyDomain)), 'raw');
  return [...record, { heading: say('evidence.policy'), blocks: [url, ...fileBlocks(policy, told)] }];
}

/** Where a failure kept every byte away there is no moment of a fetch to speak of. */
function fileBlocks(policy: Exclude<StsParts['policy'], { state: 'pending' }>, told: ToldWith): Block[] {
  const { say, moment } = told;
  const isFetched = policy.state === 'found' || policy.state === 'invalid';
  if (!isFetched || policy.text === null) return [paragraph(say('evidence.noPolicy'))];
  const { text, fetchedAt, tookMs, mediaType } = policy;
  const time = moment(fetchedAt);
  const when =
    tookMs === null
      ? say('evidence.remembered', { time })
      : say('evidence.fetched', { time, milliseconds: Math.round(tookMs) });
  const type = mediaType === null ? '' : ` · ${say('evidence.mediaType', { mediaType })}`;
  return [{ kind: 'raw', texts: [text] }, paragraph(when + type)];
}
