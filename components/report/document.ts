import { uncoveredFirst } from '../../lib/mechanisms/mta-sts/uncovered-first.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import { gathered } from '../../lib/verdict/gathered.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { findingOf } from '../../lib/verdict/finding.ts';
import { paragraph, type Block, type ReportDocument } from '../../lib/report/blocks.ts';
import { sendersOf } from '../../lib/mechanisms/mta-sts/senders/senders.ts';
import { standingOf, type Verdict } from '../../lib/verdict/standing.ts';
import { dnsFailureWords, findingWords, linesWords } from '../finding-words.ts';
import { durationWords, secondsWords } from '../format.ts';
import { delegationBlocks, receiptBlocks, timeLineSection } from './document-course.ts';
import { evidenceSections } from './document-evidence.ts';
import { consequenceWords, fullMoment, limitWords, reasonWords, serverColumns, valueOf } from './words.ts';

/** The report in words, section by section as the page shows it, ready to become a file. `now` decides as in the page. */
export function documentOf(assessment: Assessment, generator: string, now: number): ReportDocument {
  const { policyDomain, resolver, startedAt, finishedAt, unprovenNoes } = assessment;
  const verdict = standingOf(assessment, now);
  const { name, url } = resolver;
  return {
    title: say('report.titleOf', { domain: policyDomain }),
    blocks: [
      paragraph(say('report.checked', { time: fullMoment(finishedAt ?? startedAt), resolver: name, url })),
      ...(unprovenNoes ? [paragraph(say('evidence.unproven'))] : []),
      paragraph(say('report.written', { time: fullMoment(now), generator })),
    ],
    sections: [
      { heading: say('report.verdict'), blocks: verdictBlocks(verdict) },
      { heading: say('report.servers'), blocks: serverBlocks(assessment, verdict) },
      { heading: say('tlsrpt.title'), blocks: tlsrptBlocks(assessment) },
      { heading: say('report.findings'), blocks: findingBlocks(verdict) },
      { heading: say('senders.title'), blocks: senderBlocks(assessment) },
      { heading: say('report.delegation'), blocks: delegationBlocks(assessment) },
      timeLineSection(assessment),
      { heading: say('report.receipt'), blocks: receiptBlocks(assessment) },
      { heading: say('report.limits'), blocks: [{ kind: 'list', items: limitWords() }] },
      ...evidenceSections(assessment),
    ],
  };
}

function verdictBlocks({ headline, mode, maxAgeSeconds, coverage }: Verdict): Block[] {
  const key = keyOf(headline);
  const facts = [
    ...(mode === null ? [] : [`${say('facts.mode')}: ${mode}`]),
    ...(maxAgeSeconds === null
      ? []
      : [`${say('facts.maxAge')}: ${durationWords(maxAgeSeconds)} (${secondsWords(maxAgeSeconds)})`]),
    ...(coverage ? [`${say('facts.coverage')}: ${say('facts.covered', coverage)}`] : []),
  ];
  return [
    paragraph(`${say(`headline.${key}.title`)} ${say(`headline.${key}.text`)}`),
    ...(facts.length > 0 ? [{ kind: 'list' as const, items: facts }] : []),
  ];
}

function serverBlocks({ mx }: Assessment, { servers, coverage }: Verdict): Block[] {
  if (mx.state === 'unavailable')
    return [paragraph(say('servers.unavailable', { reason: dnsFailureWords(mx.reason) }))];
  if (mx.state !== 'found') return [paragraph(say('servers.none'))];
  const head = serverColumns();
  const rows = uncoveredFirst(servers).map(({ preference, name, address, aliasOf, pattern, consequence }) => [
    mx.implicit ? '–' : String(preference),
    mx.implicit ? say('report.implicitServer', { name }) : valueOf(name),
    say(`report.hasAddress.${address}`),
    aliasOf === null ? say('report.noAlias') : valueOf(aliasOf),
    pattern === null ? (coverage ? say('report.noPattern') : '–') : valueOf(pattern),
    consequenceWords(consequence),
  ]);
  return [paragraph(say('report.serversHint')), { kind: 'table', head, rows }];
}

function tlsrptBlocks({ tlsrpt }: Assessment): Block[] {
  if (tlsrpt.state === 'found') return [{ kind: 'list', items: tlsrpt.value.rua.map(valueOf) }];
  if (tlsrpt.state === 'unavailable')
    return [paragraph(say('tlsrpt.unavailable', { reason: dnsFailureWords(tlsrpt.reason) }))];
  return [paragraph(tlsrpt.state === 'invalid' ? say('tlsrpt.invalid') : say('tlsrpt.absent'))];
}

function findingBlocks({ findings }: Verdict): Block[] {
  if (findings.length === 0) return [paragraph(say('findings.none'))];
  const items = gathered(findings.map(findingOf)).map((group) => {
    const { finding } = group;
    const lines = linesWords(group);
    const { severity, source } = finding;
    const { title, meaning, repair } = findingWords(finding);
    const origin = source === null ? '' : ` (${source})`;
    return `[${say(`findings.severity.${severity}`)}] ${title}. ${lines && `${lines}. `}${meaning} ${say('findings.toDo')} ${repair}${origin}`;
  });
  return [{ kind: 'list', items }];
}

function senderBlocks(assessment: Assessment): Block[] {
  const senders = sendersOf(assessment);
  if (senders.length === 0) return [paragraph(say('senders.none'))];
  const rows = senders.map((verdict) => [
    say(`senders.name.${keyOf(verdict.sender)}`),
    say(`senders.accepts.${verdict.accepts}`),
    reasonWords(verdict),
  ]);
  const head = [say('senders.sender'), say('senders.verdict'), say('senders.why')];
  return [paragraph(say('senders.hint')), { kind: 'table', head, rows }];
}
