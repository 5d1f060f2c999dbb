import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../../lib/check/assessment.ts';
import { usualChoices, type Choices } from '../../../lib/guide/choices.ts';
import { proposalFor } from '../../../lib/guide/proposal.ts';
import type { StepName } from '../../../lib/guide/step.ts';
import { stepsOf } from '../../../lib/guide/steps.ts';
import type { PolicyFacts } from '../../../lib/mechanisms/mta-sts/served-policy.ts';
import { sendersOf } from '../../../lib/mechanisms/mta-sts/senders/senders.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const SIGNS = { done: '', needed: '!', unknown: '?' } as const;
/** Each step that is not done: "!" needed, "?" unknown, and the codes of its reasons. */
type Steps = Partial<Record<StepName, string>>;

function stepsFor(change: Partial<Assessment>, choice: Partial<Choices> = {}): Steps {
  const assessment = assessmentOf(change);
  const proposal = proposalFor(assessment, { ...usualChoices(assessment), ...choice }, NOW, registrableOf);
  if (proposal.state === 'impossible') throw new Error(proposal.reason);
  const open = stepsOf(assessment, proposal).filter(({ state }) => state !== 'done');
  return Object.fromEntries(
    open.map(({ step, state, reasons }) => {
      const codes = [...new Set(reasons.map(({ code }) => code))];
      return [step, `${SIGNS[state]}${codes.join(' ')}`];
    }),
  );
}

const MX = 'mx: mail.example.com';
const text = (...rest: string[]) => ({ policy: policyOf(policyText('enforce', ...rest)) });
const slow: PolicyFacts = {
  ...(policyOf(policyText('enforce', MX)) as Extract<PolicyFacts, { state: 'found' }>),
  tookMs: 3000,
  problems: [{ code: 'policy-slow', parameters: { seconds: 3 } }],
};
const unannounced = { stsRecord: stsRecord(), policy: { state: 'absent' } } as const;
type Replaced = NonNullable<Assessment['remembered']>['replaced'];
const remembered = (
  policyText_: string,
  policyId: string,
  replaced: Replaced = null,
): Partial<Assessment> => ({
  remembered: {
    policyDomain: name('example.com'),
    policyId,
    policyText: policyText_,
    maxAgeSeconds: 86400,
    fetchedAt: NOW,
    mediaType: null,
    mode: 'testing',
    replaced,
  },
});

describe('stepsOf', () => {
  it.each<[string, Partial<Assessment>, Steps]>([
    ['all is well', {}, {}],
    [
      'nothing is published',
      { stsRecord: stsRecord(), policy: { state: 'absent' }, tlsrpt: tlsrptRecord() },
      {
        policy: '?policy-not-announced',
        hosting: '?file-unseen',
        record: '!record-absent',
        tlsrpt: '!tlsrpt-absent',
      },
    ],
    [
      'nothing is published, and DNS has no address where a file could be',
      { ...unannounced, policyFile: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }) },
      { policy: '!policy-absent', hosting: '!file-fault', record: '!record-absent' },
    ],
    [
      'no record, but a file in which all is right: it is not touched',
      { ...unannounced, policyFile: policyOf(policyText('enforce', MX)) },
      { record: '!record-absent' },
    ],
    [
      'a broken record before such a file',
      {
        stsRecord: stsRecord('v=STSv1; id=a-b'),
        policy: { state: 'absent' },
        policyFile: policyOf(policyText('enforce', MX)),
      },
      { record: '!record-invalid' },
    ],
    [
      'a file that leaves out a server: only that is missing',
      {
        ...unannounced,
        policyFile: policyOf(policyText('enforce', MX)),
        mx: mxOf(host('mail.example.com'), host('new.example.com')),
      },
      { policy: '!policy-uncovered', record: '!record-absent' },
    ],
    [
      'a file that may not be read yet',
      { ...unannounced, policyFile: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }) },
      { policy: '?policy-not-permitted', hosting: '?file-unread', record: '!record-absent' },
    ],
    [
      'a file behind an expired certificate',
      { ...unannounced, policyFile: failedFetch('policy-certificate-expired', { host: 'x' }) },
      { policy: '?policy-unread', hosting: '!file-fault', record: '!record-absent' },
    ],
    [
      'the record could not be looked up, and the file was read',
      {
        stsRecord: unknown(),
        policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
        policyFile: policyOf(policyText('enforce', MX)),
      },
      { record: '?record-unknown' },
    ],
    [
      'a server without an address that the policy leaves out: no line for a name that may be wrong',
      { mx: mxOf(host('mail.example.com'), host('mial.example.com', 20, { address: 'absent' })) },
      {},
    ],
    ['only reports are missing', { tlsrpt: tlsrptRecord() }, { tlsrpt: '!tlsrpt-absent' }],
    [
      'reports are broken',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b!10m') },
      { tlsrpt: '!tlsrpt-invalid' },
    ],
    [
      'reports are read by some only',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; x=1; rua=mailto:a@b.example') },
      { tlsrpt: '!tlsrpt-misread' },
    ],
    [
      'a rua in capitals is as good',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1;rua=MAILTO:a@B.Example,HTTPS://C.example') },
      {},
    ],
    [
      'reports with a field that nobody knows yet',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.example; x=1') },
      {},
    ],
    ['reports are still looked up', { tlsrpt: { state: 'pending' } }, { tlsrpt: '?tlsrpt-unknown' }],
    ['reports could not be looked up', { tlsrpt: unknown() }, { tlsrpt: '?tlsrpt-unknown' }],
    [
      'a server is not covered',
      { mx: mxOf(host('mail.example.com'), host('new.example.com')) },
      { policy: '!policy-uncovered', record: '!record-new-id' },
    ],
    ['a pattern too many does no harm', text(MX, 'mx: old.example.com'), {}],
    [
      'a wildcard that covers is as good as names',
      { mx: mxOf(host('a.mail.example.com')), ...text('mx: *.mail.example.com') },
      {},
    ],
    ['a blank line', text(MX, ''), { policy: '!policy-misread', record: '!record-new-id' }],
    [
      'mode twice: senders take different ones',
      text(MX, 'mode: testing'),
      { policy: '!policy-differently-read', record: '!record-new-id' },
    ],
    [
      'a colon in an unknown field: one sender gives up',
      text(MX, 'note: a:b'),
      { policy: '!policy-differently-read', record: '!record-new-id' },
    ],
    [
      'an IP address as mx: one sender gives up',
      text(MX, 'mx: 192.0.2.1'),
      { policy: '!policy-differently-read', record: '!record-new-id' },
    ],
    [
      'a malformed policy',
      { policy: policyOf(policyText('enforced', MX)) },
      { policy: '!policy-invalid', record: '!record-new-id' },
    ],
    [
      'no such file',
      { policy: failedFetch('policy-status', { status: 404 }) },
      { policy: '!policy-absent', hosting: '!file-fault', record: '!record-new-id' },
    ],
    [
      'no such host',
      { policy: failedFetch('policy-host-no-address', { host: 'mta-sts.example.com' }) },
      { policy: '!policy-absent', hosting: '!file-fault', record: '!record-new-id' },
    ],
    [
      'a server that is broken: the file may be good',
      { policy: failedFetch('policy-status', { status: 500 }) },
      { policy: '?policy-unread', hosting: '!file-fault', record: '?record-new-id-if-published' },
    ],
    [
      'not looked yet',
      { policy: { state: 'pending' } },
      { policy: '?policy-unread', hosting: '?file-unread', record: '?record-new-id-if-published' },
    ],
    [
      'a redirect: the file may be good',
      { policy: failedFetch('policy-redirect', { target: '' }) },
      { policy: '?policy-unread', hosting: '!file-fault', record: '?record-new-id-if-published' },
    ],
    [
      'a certificate: the same',
      { policy: failedFetch('policy-certificate-expired', { host: 'x' }) },
      { policy: '?policy-unread', hosting: '!file-fault', record: '?record-new-id-if-published' },
    ],
    [
      'the way is too long',
      { policy: unreadPolicy('policy-timeout', { host: 'x' }) },
      { policy: '?policy-unread', hosting: '?file-unread', record: '?record-new-id-if-published' },
    ],
    [
      'we may not look',
      { policy: unreadPolicy('policy-not-permitted', { host: 'x' }) },
      { policy: '?policy-not-permitted', hosting: '?file-unread', record: '?record-new-id-if-published' },
    ],
    [
      'another media type: the file itself is good',
      { policy: policyOf(policyText('enforce', MX), 'text/html') },
      { hosting: '!file-fault' },
    ],
    [
      'no media type: the same',
      { policy: policyOf(policyText('enforce', MX), null) },
      { hosting: '!file-fault' },
    ],
    [
      'a charset that does not matter to a file in ASCII',
      { policy: policyOf(policyText('enforce', MX), 'text/plain; charset=utf-16') },
      {},
    ],
    ['slower than some senders wait', { policy: slow }, { hosting: '!file-fault' }],
    [
      'a broken record',
      { stsRecord: stsRecord('v=STSv1; id=a-b'), policy: { state: 'absent' } },
      {
        policy: '?policy-no-usable-record',
        hosting: '?file-unseen',
        record: '!record-invalid',
      },
    ],
    [
      'another text beside the record, which stays: some senders ignore that, and a note says so',
      { stsRecord: stsRecord('v=STSv1; id=1', 'v=spf1 -all') },
      {},
    ],
    ['space behind the version', { stsRecord: stsRecord('v=STSv1 ; id=1') }, { record: '!record-misread' }],
    ['a field that nobody knows yet in the record', { stsRecord: stsRecord('v=STSv1; id=1; x=y') }, {}],
    [
      'the record is still looked up',
      { stsRecord: { state: 'pending' }, policy: { state: 'pending' } },
      { policy: '?policy-unread', hosting: '?file-unread', record: '?record-unknown' },
    ],
    [
      'no answer for the record',
      { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }) },
      { policy: '?policy-record-unknown', hosting: '?file-unseen', record: '?record-unknown' },
    ],
    [
      'the policy changed, its id did not',
      { stsRecord: stsRecord('v=STSv1; id=1'), ...remembered('version: STSv1', '1') },
      { record: '!record-new-id' },
    ],
    [
      'the policy changed once before under the id that it has',
      {
        stsRecord: stsRecord('v=STSv1; id=1'),
        ...remembered(policyText('enforce', MX), '1', {
          policyText: 'version: STSv1',
          maxAgeSeconds: 86400,
          fetchedAt: NOW,
        }),
      },
      { record: '!record-new-id' },
    ],
    [
      'the policy and its id are those that were seen before',
      { stsRecord: stsRecord('v=STSv1; id=1'), ...remembered(policyText('enforce', MX), '1') },
      {},
    ],
    [
      'whether the policy changed under its id cannot be seen',
      {
        stsRecord: stsRecord('v=STSv1; id=1'),
        policy: unreadPolicy('policy-timeout', { host: 'x' }),
        ...remembered('version: STSv1', '1'),
      },
      { policy: '?policy-unread', hosting: '?file-unread', record: '?record-new-id-if-published' },
    ],
    [
      'the file could not be read, and the record is to be repaired anyhow',
      {
        stsRecord: stsRecord('v=STSv1 ; id=1'),
        policy: unreadPolicy('policy-timeout', { host: 'x' }),
      },
      { policy: '?policy-unread', hosting: '?file-unread', record: '!record-misread' },
    ],
    [
      'the policy changed, and so did its id',
      { stsRecord: stsRecord('v=STSv1; id=2'), ...remembered('version: STSv1', '1') },
      {},
    ],
  ])('%s', (_, change, expected) => {
    expect(stepsFor(change)).toEqual(expected);
  });

  it.each<[string, Partial<Choices>, Steps]>([
    ['another mode', { mode: 'testing' }, { policy: '!policy-other', record: '!record-new-id' }],
    ['another max_age', { maxAgeSeconds: 31536000 }, { policy: '!policy-other', record: '!record-new-id' }],
    ['another target', { rua: ['x@y.example'] }, { tlsrpt: '!tlsrpt-other' }],
    ['no target: what is there stays', { rua: [] }, {}],
    ['wildcards, where names cover all the same', { patterns: 'shortest' }, {}],
  ])('the owner wants %s', (_, choice, expected) => {
    expect(stepsFor({}, choice)).toEqual(expected);
  });

  it.each<[string, Partial<Assessment>, Partial<Choices>, Steps]>([
    [
      'a withdrawn policy leaves out no server, since it protects none',
      { policy: policyOf(policyText('none', 'mx: other.example.com')) },
      { mode: 'testing' },
      { policy: '!policy-other', record: '!record-new-id' },
    ],
    [
      'nor does one that is to be withdrawn',
      { policy: policyOf(policyText('enforce', 'mx: other.example.com')) },
      { mode: 'none' },
      { policy: '!policy-other', record: '!record-new-id' },
    ],
    [
      'other targets come with the repair of the record',
      { tlsrpt: tlsrptRecord('v=TLSRPTv1; x=1; rua=mailto:a@b.example') },
      { rua: ['x@y.example'] },
      { tlsrpt: '!tlsrpt-misread' },
    ],
  ])('%s', (_, change, choice, expected) => {
    expect(stepsFor(change, choice)).toEqual(expected);
  });

  it('misses no server where the servers are not known any more', () => {
    const assessment = assessmentOf();
    const proposal = proposalFor(assessment, usualChoices(assessment), NOW, registrableOf);
    if (proposal.state === 'impossible') throw new Error(proposal.reason);
    const steps = stepsOf({ ...assessment, mx: unknown() }, proposal);
    expect(steps.filter(({ state }) => state !== 'done')).toEqual([]);
  });

  it('names no sender of which it is not known what it makes of the policy', () => {
    const assessment = assessmentOf({ mx: mxOf(host('mx1.eu.example.com')), ...text('mx: *.example.com') });
    const proposal = proposalFor(assessment, usualChoices(assessment), NOW, registrableOf);
    if (proposal.state === 'impossible') throw new Error(proposal.reason);
    const named = stepsOf(assessment, proposal)[0]?.reasons.flatMap(
      ({ parameters: { sender } }) => sender ?? [],
    );
    const differing = sendersOf(assessment).filter(({ accepts }) => accepts === 'differs');
    expect(named).toEqual(differing.map(({ sender }) => sender));
    expect(sendersOf(assessment)).toContainEqual(
      expect.objectContaining({ sender: 'postfix-tlspol', accepts: 'unknown' }),
    );
    expect(named).not.toContain('postfix-tlspol');
  });

  it('names the finding, the host and the sender behind a reason', () => {
    const mx = mxOf(host('mail.example.com'), host('new.example.com'));
    const assessment = assessmentOf({ mx, ...text(MX, 'note: a:b') });
    const proposal = proposalFor(assessment, usualChoices(assessment), NOW, registrableOf);
    if (proposal.state === 'impossible') throw new Error(proposal.reason);
    expect(stepsOf(assessment, proposal)[0]?.reasons).toEqual([
      { code: 'policy-uncovered', parameters: { host: 'new.example.com' }, problem: null },
      { code: 'policy-differently-read', parameters: { sender: 'go-mtasts' }, problem: null },
    ]);
  });
});
