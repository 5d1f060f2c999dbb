import type { Assessment } from '../check/assessment.ts';
import type { ServerVerdict } from '../mechanisms/mta-sts/coverage.ts';
import { uncoveredFirst } from '../mechanisms/mta-sts/uncovered-first.ts';
import { keyOf, valueOf } from '../text/sentence.ts';
import type { Digest } from '../verdict/digest.ts';
import type { PathEnd, Section, Stop, Treatment, Words } from './blocks.ts';
import type { Served } from './servers.ts';
import { kindsThatDiffer, outcomeFor, treatmentsOf, type SenderKind } from './treatment.ts';

/** So many servers are drawn one by one; of more, the rest by what becomes of mail to them. */
const DRAWN = 5;

type Known = Digest & Pick<Served, 'outcomes'>;
type Read = Pick<Assessment, 'stsRecord' | 'policy' | 'mx'>;

/** What happens to mail: a sender, what it goes by, and what it does at each server. Null facts are those before a check. */
export function pathSection(read: Read | null, digest: Known | null, words: Words): Section {
  const { say } = words;
  const hosts = digest?.servers.map(({ name }) => name) ?? [];
  // The one that checks all that there is to check.
  const kind = kindsThatDiffer(hosts, digest?.outcomes ?? null).includes('both') ? 'both' : 'mta-sts';
  // Of a policy that some ignore, the rest of the way is that of the others.
  const checks = isIgnoredBySome(digest) ? 'follow' : keyOf(kind);
  const stops = [
    { title: say('report.path.sender'), text: say(`report.path.checks.${checks}`) },
    ...(read && read.mx.state !== 'absent'
      ? [recordStop(read, words), ...fileStops(read, digest, words)]
      : []),
  ];
  const ends = read ? endsOf(read, digest, kind, words) : [];
  return {
    id: 'what-happens',
    heading: say('report.path.title'),
    blocks: [{ kind: 'path', path: { stops, ends } }],
  };
}

function recordStop({ stsRecord }: Read, { say }: Words): Stop {
  const title = say('report.path.record');
  if (stsRecord.state === 'found')
    return { title, text: say('report.path.id', { id: stsRecord.value.id }), sign: 'yes' };
  const signs = { pending: undefined, absent: 'open', invalid: 'no', unavailable: 'unsure' } as const;
  const sign = signs[stsRecord.state];
  return { title, text: say(`report.path.recordIs.${stsRecord.state}`), ...(sign && { sign }) };
}

/** No file is looked for where no record announces one. */
function fileStops({ stsRecord, policy }: Read, digest: Known | null, { say }: Words): Stop[] {
  if (stsRecord.state !== 'found') return [];
  const title = say('report.path.file');
  if (policy.state === 'found') {
    const { mode } = policy.value;
    const isIgnored = isIgnoredBySome(digest);
    const text = say(isIgnored ? 'report.path.modeForSome' : 'report.path.mode', { mode });
    return [{ title, text, sign: isIgnored ? 'differs' : mode === 'none' ? 'open' : 'yes' }];
  }
  // Of a host that gave no file there is no text.
  if (policy.state === 'invalid')
    return [
      { title, text: say(policy.text === null ? 'report.path.noFile' : 'report.path.unusable'), sign: 'no' },
    ];
  const isUnderWay = policy.state === 'pending';
  return [
    {
      title,
      text: say(isUnderWay ? 'report.path.underWay' : 'report.path.notRead'),
      ...(!isUnderWay && { sign: 'unsure' }),
    },
  ];
}

function isIgnoredBySome(digest: Known | null): boolean {
  return digest?.standing === 'fragile' || digest?.headline.endsWith('-ignored') === true;
}

function endsOf({ mx }: Read, digest: Known | null, kind: SenderKind, words: Words): PathEnd[] {
  const { say } = words;
  if (mx.state === 'pending' || digest === null) return [];
  if (mx.state !== 'found') {
    const isKnown = mx.state === 'absent';
    const text = isKnown
      ? say(`mechanism.mx.state.${keyOf(mx.reason === 'null-mx' ? 'null' : mx.reason)}`)
      : say('mechanism.mx.state.unknown');
    return [{ title: say('report.path.servers'), text, treatment: isKnown ? 'no-mail' : 'unknown' }];
  }
  const servers = uncoveredFirst(digest.servers);
  const treatmentOf = ({ consequence, name }: ServerVerdict) =>
    treatmentsOf(consequence, outcomeFor(name, digest.outcomes))[kind];
  const shown = servers.length > DRAWN ? servers.slice(0, DRAWN - 1) : servers;
  const rest = Map.groupBy(servers.slice(shown.length), treatmentOf);
  const endOf = (title: string, treatment: Treatment): PathEnd => ({
    title,
    text: say(`report.treated.${treatment}`),
    treatment,
  });
  return [
    ...shown.map((server) => endOf(valueOf(server.name), treatmentOf(server))),
    ...Array.from(rest, ([treatment, { length }]) =>
      endOf(say('report.path.more', { count: length }), treatment),
    ),
  ];
}
