import { SENDERS, allBut, differs, ignores, unknown, type SenderRule } from './rule.ts';
import type { SenderFacts } from './facts.ts';

/**
 * How senders differ over the record (RFC 8461 §3.1) and over the fetch (§3.3), as their sources were read. What was not
 * confirmed is unknown; a sender that no rule names does what the RFC says.
 */

const several = ({ has }: SenderFacts) => has('sts-records-several');
const hasNearMiss = ({ has, isRecordFound }: SenderFacts) =>
  isRecordFound && has('sts-record-near-miss', 'sts-record-stray');
const hasTextBeside = (facts: SenderFacts) =>
  (facts.isRecordFound && facts.has('sts-record-unrelated')) || hasNearMiss(facts);
const spaceAfterVersion = ({ has }: SenderFacts) => has('sts-record-space-after-version');

/** How the records that do not begin as they must begin: in another case, with another field, otherwise. */
function versionFault({ parameters, isRecordFound }: SenderFacts): 'case' | 'order' | 'other' | null {
  const [text] = isRecordFound ? [] : parameters('sts-record-version', 'text');
  if (text === undefined) return null;
  if (/^v=STSv1\s*;/i.test(String(text))) return 'case';
  return /^[a-z0-9][^;]*=[^;]*;.*\bv=STSv1\s*(?:;|$)/s.test(String(text)) ? 'order' : 'other';
}

export const RECORD_RULES: readonly SenderRule[] = [
  ignores('several-records', allBut('chasquid', 'stalwart', 'kumomta'), several),
  differs('several-records-one-taken', ['chasquid'], several),
  unknown('several-records-unknown', ['stalwart'], several),
  differs(
    'texts-joined',
    ['kumomta'],
    (facts) => facts.textCount > 1 && (several(facts) || hasTextBeside(facts)),
  ),
  ignores('text-beside', ['go-mtasts'], hasTextBeside),
  unknown('text-beside-unknown', ['stalwart'], hasTextBeside),
  unknown('near-miss-unknown', allBut('go-mtasts', 'stalwart', 'kumomta'), hasNearMiss),

  ignores('space-after-version', ['chasquid'], spaceAfterVersion),
  unknown('space-after-version-unknown', ['stalwart', 'mailauth'], spaceAfterVersion),
  ignores('record-version', allBut('stalwart', 'mailauth'), (facts) => versionFault(facts) !== null),
  differs('record-version-any-case', ['stalwart', 'mailauth'], (facts) => versionFault(facts) === 'case'),
  differs('record-version-any-order', ['stalwart'], (facts) => versionFault(facts) === 'order'),
  unknown('record-version-unknown', ['mailauth'], (facts) => versionFault(facts) === 'order'),
  unknown('record-version-unknown', ['stalwart', 'mailauth'], (facts) => versionFault(facts) === 'other'),

  ignores('id-syntax', ['postfix-tlspol', 'mox'], ({ has }) => has('sts-record-id-syntax')),
  differs('id-syntax-unchecked', allBut('postfix-tlspol', 'mox'), ({ has }) => has('sts-record-id-syntax')),
  ignores('id-missing', allBut('chasquid'), ({ has }) => has('sts-record-no-id')),
  differs('id-unused', ['chasquid'], ({ has }) => has('sts-record-no-id')),
  unknown('record-syntax-unknown', SENDERS, ({ has }) =>
    has(
      'sts-record-not-ascii',
      'sts-record-delimiter',
      'sts-record-invisible',
      'sts-record-empty-field',
      'sts-record-field-syntax',
    ),
  ),
];

const statusOf = ({ parameters }: SenderFacts) => parameters('policy-status', 'status')[0];
const isOther2xx = (facts: SenderFacts) => {
  const status = statusOf(facts);
  return typeof status === 'number' && status > 200 && status < 300;
};
const isTimeout = ({ has }: SenderFacts) => has('policy-timeout');
const tookLonger = (milliseconds: number) => (facts: SenderFacts) =>
  facts.tookMs > milliseconds || isTimeout(facts);

const hasByteOrderMark = ({ has }: SenderFacts) => has('policy-byte-order-mark');
// oxlint-disable-next-line no-control-regex
const hasNonAscii = ({ text }: SenderFacts) => /[^\x00-\x7f]/.test(text.replace(/^\ufeff/, ''));
const isReadAsAscii = ({ charset }: SenderFacts) => charset === null || /^(?:us-)?ascii$/.test(charset);

export const FETCH_RULES: readonly SenderRule[] = [
  ignores('no-file', SENDERS, ({ has }) =>
    has(
      'policy-host-no-address',
      'policy-refused',
      'policy-connection-lost',
      'policy-certificate-expired',
      'policy-certificate-wrong-name',
      'policy-certificate-untrusted',
      'policy-tls',
    ),
  ),
  ignores('redirect', SENDERS, ({ has }) => has('policy-redirect')),
  ignores('status', allBut('stalwart', 'mailauth'), (facts) => statusOf(facts) !== undefined),
  ignores('status', ['mailauth'], (facts) => statusOf(facts) !== undefined && !isOther2xx(facts)),
  differs('status-any-2xx', ['mailauth'], isOther2xx),
  unknown('status-unchecked', ['stalwart'], (facts) => statusOf(facts) !== undefined),

  ignores('too-large', ['postfix-tlspol', 'mox', 'postfix-mta-sts-resolver'], ({ has }) =>
    has('policy-too-large'),
  ),
  unknown('too-large-unknown', allBut('postfix-tlspol', 'mox', 'postfix-mta-sts-resolver'), ({ has }) =>
    has('policy-too-large'),
  ),
  differs('large-cut', ['chasquid'], ({ has }) => has('policy-large')),
  ignores('media-type', allBut('mox', 'stalwart', 'mailauth'), ({ has }) =>
    has('policy-media-type', 'policy-no-media-type'),
  ),

  ignores('slower-than-2-s', ['postfix-tlspol'], tookLonger(2000)),
  ignores('slower-than-4-s', ['postfix-mta-sts-resolver'], tookLonger(4000)),
  unknown('deadline-of-caller', ['chasquid', 'stalwart'], tookLonger(2000)),
  unknown('deadline-unknown', ['mox', 'go-mtasts', 'kumomta', 'mailauth'], isTimeout),

  ignores(
    'not-ascii',
    ['postfix-mta-sts-resolver'],
    (facts) => (hasByteOrderMark(facts) || hasNonAscii(facts)) && isReadAsAscii(facts),
  ),
  unknown('encoding-unknown', allBut('postfix-mta-sts-resolver'), hasByteOrderMark),
  unknown(
    'encoding-unknown',
    ['postfix-mta-sts-resolver'],
    (facts) => hasByteOrderMark(facts) && !isReadAsAscii(facts),
  ),
  unknown('encoding-unknown', ['chasquid', 'go-mtasts', 'kumomta', 'mailauth'], hasNonAscii),
];
