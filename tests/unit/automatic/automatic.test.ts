import { describe, expect, it } from 'vitest';
import { domainToCheck, isLeftAlone, restingParts } from '../../../lib/automatic/automatic.ts';
import { parseCustomResolver } from '../../../lib/dns/resolver.ts';
import { PENDING } from '../../../lib/outcome.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/settings.ts';
import {
  assessmentOf,
  failedFetch,
  name,
  policyOf,
  policyText,
  stsRecord,
  unknown,
  unreadPolicy,
} from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

const on: Settings = { ...DEFAULT_SETTINGS, automatic: true };
const visit = (url: string | undefined, settings: Settings = on, isPrivate = false) =>
  domainToCheck({ url, isPrivate }, settings);

describe('the domain that is checked without a click', () => {
  it('is the registrable one of the page', () => {
    expect(visit('https://www.example.com/a')).toBe('example.com');
    expect(visit('http://example.com/')).toBe('example.com');
  });

  it('is none as long as automatic mode is off', () => {
    expect(visit('https://example.com/', DEFAULT_SETTINGS)).toBeNull();
  });

  it('is none in a private window', () => {
    expect(visit('https://example.com/', on, true)).toBeNull();
  });

  it.each([
    undefined,
    '',
    'about:blank',
    'chrome://version/',
    'file:///etc/hosts',
    'https://192.0.2.1/',
    'https://[2001:db8::1]/',
    'https://intranet/',
    'https://localhost:8080/',
    'https://printer.local/',
    'https://something.onion/',
    'https://wiki.corp.internal/',
    'https://example.test/',
  ])('is none for %s', (url) => expect(visit(url)).toBeNull());

  it('is a private name where an own resolver may serve it, special-use names never', () => {
    const resolver = parseCustomResolver('https://dns.example.net/')!;
    expect(visit('https://example.test/', { ...on, resolver })).toBe('example.test');
    expect(visit('https://printer.local/', { ...on, resolver })).toBeNull();
  });

  it('is none where the page’s host, or a name above it, is to be left alone', () => {
    const leaveAlone = [name('intranet.example.com'), name('other.example')];
    const settings = { ...on, leaveAlone };
    expect(visit('https://intranet.example.com/', settings)).toBeNull();
    expect(visit('https://deep.intranet.example.com/', settings)).toBeNull();
    expect(visit('https://www.example.com/', settings)).toBe('example.com');
    expect(visit('https://www.other.com/', settings)).toBe('other.com');
  });
});

it('a name that only ends in the same letters is not left alone', () => {
  expect(isLeftAlone(name('notexample.com'), [name('example.com')])).toBe(false);
  expect(isLeftAlone(name('www.example.com'), [name('example.com')])).toBe(true);
});

describe('a policy host that gave no policy is left in peace for five minutes (RFC 8461 §3.3)', () => {
  const policyFetch = { startedAfterMs: 100, tookMs: 900 };
  const endedAt = NOW + 1000;
  const unreachable = unreadPolicy('policy-unreachable');
  const failed = assessmentOf({ startedAt: NOW, policyFetch, policy: unreachable });

  it.each<[why: string, change: Parameters<typeof assessmentOf>[0], at: number, rests: boolean]>([
    ['at once', {}, endedAt, true],
    ['until the five minutes are over', {}, endedAt + 299_999, true],
    ['and no longer', {}, endedAt + 300_000, false],
    [
      'also after a status, a redirect, a certificate',
      { policy: failedFetch('policy-status') },
      endedAt,
      true,
    ],
    [
      'not where a policy was read',
      { policy: policyOf(policyText('enforce', 'mx: a.example')) },
      endedAt,
      false,
    ],
    ['not where nobody was asked', { policyFetch: null }, endedAt, false],
    ['not where nobody knows what came of it', { policy: PENDING }, endedAt, false],
    [
      'not where the guide alone looked for a file',
      { stsRecord: stsRecord(), policy: { state: 'absent' } },
      endedAt,
      false,
    ],
    [
      'not where it is the record that did not come',
      { stsRecord: unknown(), policy: unreadPolicy('sts-record-unavailable', { reason: 'network' }) },
      endedAt,
      false,
    ],
    ['also where the record is being asked anew', { stsRecord: PENDING }, endedAt, true],
    ['not by a failure from the future: the clock was set back', {}, endedAt - 1, false],
  ])('%s', (_, change, at, rests) => {
    const known = { ...failed, ...change };
    const { policyHost, policy } = known;
    expect(restingParts(known, at)).toEqual(rests ? { policyHost, policy, policyFetch } : null);
  });
});
