import { sentence, type MechanismStep, type StepText } from '../../steps.ts';
import type { DmarcFacts, DmarcReports, ReportHost } from './facts.ts';
import { addressQuestion, typedAddresses, type AskedWith } from './guide-address.ts';
import { printed, tagsOf, withTags } from './guide-tags.ts';
import { ownRecord, permission } from './guide-texts.ts';
import { hostOfReportUri } from './report-hosts.ts';
import { isMailbox } from './uris.ts';

/** Reports that nobody gets, or that may not be sent, say nothing: they have to arrive before anything else is asked for. Pure. */
export function reportStep(
  text: string,
  { record }: DmarcFacts,
  { hosts }: Pick<DmarcReports, 'hosts'>,
  context: AskedWith,
): MechanismStep {
  const { say } = context;
  const own = hosts.filter(({ tags }) => tags.includes('rua'));
  const waiting = hosts.filter(isWaiting);
  const dead = own.filter(isDead);
  // Only a mailbox is one that every receiver has to know (RFC 9989 §4.7, "rua").
  const isMissing =
    record?.rua.some(isMailbox) === false || (own.length > 0 && own.every(({ mail }) => mail === 'unasked'));
  const unknown = own.filter(isUnknown);
  const isNeeded = isMissing || waiting.length > 0 || dead.length > 0;
  const body: StepText[] = [
    sentence(say('dmarc.guide.reports.why')),
    ...waiting.flatMap(({ host, name }) => [
      sentence(say('dmarc.guide.reports.permission', { host })),
      permission(name, host, context),
    ]),
    ...(unknown.length > 0
      ? [sentence(say('dmarc.guide.reports.unknown', { hosts: unknown.map(({ host }) => host).join(', ') }))]
      : []),
    ...dead.map(({ host }) => sentence(say('dmarc.guide.reports.dead', { host }))),
    ...(isMissing || dead.length > 0
      ? otherAddress(text, dead, {
          ...context,
          deadHosts: [...context.deadHosts, ...dead.map(({ host }) => host)],
        })
      : []),
  ];
  return {
    name: 'dmarc-reports',
    phase: 'reports',
    // Hosts that were not looked at yet are not known either.
    state: isNeeded ? 'needed' : own.length === 0 || unknown.length > 0 ? 'unknown' : 'done',
    title: say('dmarc.guide.reports.title'),
    body,
  };
}

/** True where reports arrive at one address at least. */
export function doReportsArrive(hosts: readonly ReportHost[]): boolean {
  return hosts.some(
    (host) =>
      host.tags.includes('rua') &&
      host.mail === 'yes' &&
      !isWaiting(host) &&
      !isDead(host) &&
      !isUnknown(host),
  );
}

function isWaiting({ reason, mail }: ReportHost): boolean {
  return reason === 'no-record' && mail !== 'no' && mail !== 'null-mx';
}

/** Nothing that its owner publishes there would help: it takes no mail, or says that another one does. */
function isDead({ state, reason, mail }: ReportHost): boolean {
  return mail === 'no' || mail === 'null-mx' || (state === 'unauthorised' && reason !== 'no-record');
}

function isUnknown(host: ReportHost): boolean {
  return !isDead(host) && (host.state === 'unavailable' || host.mail === 'unavailable');
}

/** The record with a new address, without those that nobody reads; the rest of it stays. */
function otherAddress(text: string, dead: readonly ReportHost[], context: AskedWith): StepText[] {
  const { uris } = typedAddresses(context);
  const tags = tagsOf(text);
  const rua = tags.find(({ name }) => name.toLowerCase() === 'rua')?.value ?? '';
  const gone = new Set(dead.map(({ host }) => host));
  const kept = rua
    .split(',')
    .map((uri) => uri.trim())
    .filter((uri) => uri !== '' && !gone.has(hostOfReportUri(uri) ?? ''));
  const all = [...new Set([...kept, ...uris])].join(',');
  return [
    { kind: 'question', question: addressQuestion(context) },
    // An address that stays is enough; the one that is there is not.
    ...(all === '' || all === rua ? [] : [ownRecord(printed(withTags(tags, { rua: all })), [text], context)]),
  ];
}
