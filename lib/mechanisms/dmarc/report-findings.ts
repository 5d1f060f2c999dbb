import type { DnsFailure } from '../../dns/lookup.ts';
import type { DmarcFacts, DmarcParts, ReportHost } from './facts.ts';
import type { DmarcFindings } from './problems.ts';

/** What there is to say of where reports go. `isParked`: the domain has no mail, and all in its name is rejected, so that they would tell of nothing but that. */
export function noteReports(
  { record }: DmarcFacts,
  reports: DmarcParts['dmarcReports'],
  isParked: boolean,
  findings: DmarcFindings,
): void {
  if (!record) return;
  if (record.rua.length === 0 && !isParked && !findings.has('dmarc-policy-none-unread'))
    findings.add('dmarc-rua-missing');
  if (record.psd === 'y' && record.ruf.length > 0) findings.add('dmarc-ruf-on-psd');
  if (reports.state === 'pending') return;
  for (const host of reports.hosts) noteHost(host, findings);
  // A host may be told for each kind of report, and takes mail or not for both.
  const mailboxes = new Map(reports.hosts.map(({ host, mail }) => [host, mail]));
  for (const [host, mail] of mailboxes) {
    if (mail === 'null-mx') findings.add('dmarc-report-null-mx', { host });
    if (mail === 'no') findings.add('dmarc-report-no-mx', { host });
  }
  const [first] = reports.unchecked;
  if (first !== undefined)
    findings.add('dmarc-report-unchecked', {
      count: reports.unchecked.length,
      hosts: reports.unchecked.slice(0, 5).join(', '),
    });
}

function noteHost({ host, tags, state, reason, name, redirect }: ReportHost, findings: DmarcFindings): void {
  const isAggregate = tags.includes('rua');
  if (reason === 'redirect') findings.add('dmarc-report-redirect-other-host', { host, uri: redirect ?? '' });
  else if (state === 'unauthorised')
    findings.add(isAggregate ? 'dmarc-report-unauthorised' : 'dmarc-failure-report-unauthorised', {
      host,
      name,
    });
  else if (state === 'unavailable')
    findings.add('dmarc-report-unavailable', { host, reason: (reason ?? 'network') as DnsFailure });
  else if (redirect !== null) findings.add('dmarc-report-redirected', { host, uri: redirect });
  // A failure report holds parts of a message (RFC 9989 §10.2).
  if (tags.includes('ruf') && state === 'authorised') findings.add('dmarc-ruf-privacy', { host });
}
