import { describe, expect, it } from 'vitest';
import { TONES, type Tone } from '../../lib/mechanism.ts';
import { MECHANISMS, type MechanismName } from '../../lib/mechanisms.ts';

/** Every headline of every mechanism with this colour, as `dane protected`. */
const headlinesIn = (tone: Tone) =>
  MECHANISMS.flatMap(({ name, headlines }) =>
    Object.entries<{ readonly tone: Tone }>(headlines).flatMap(([headline, each]) =>
      each.tone === tone ? [`${name} ${headline}`] : [],
    ),
  ).toSorted();

describe('the colour of a headline', () => {
  it('is one of five', () => {
    const used = MECHANISMS.flatMap(({ headlines }) =>
      Object.values<{ readonly tone: Tone }>(headlines).map(({ tone }) => tone),
    );
    expect([...new Set(used)].toSorted()).toEqual([...TONES].toSorted());
  });

  it('is idle while nothing is known', () => {
    for (const { name, headlines } of MECHANISMS) expect(headlines.checking, name).toEqual({ tone: 'idle' });
  });

  it('is green where the mechanism does all that it is for, and nowhere else', () => {
    expect(headlinesIn('good')).toEqual([
      'dane protected',
      'dnssec secure',
      // Some of the senders ignore it, for a fault that is told; the others insist on TLS.
      'mta-sts enforced',
      'mta-sts enforced-ignored',
      'mx receives',
      'tlsrpt reported',
    ]);
  });

  it('is red where mail or reports are lost, or a policy that was meant protects nothing', () => {
    expect(headlinesIn('bad')).toEqual([
      'dane held-all',
      'dnssec bogus',
      'mta-sts broken-fetch',
      'mta-sts broken-policy',
      'mta-sts broken-record',
      'mta-sts uncovered-all',
      'mta-sts uncovered-some',
      'mx unreachable',
      'tlsrpt invalid',
      'tlsrpt unusable',
    ]);
  });

  it('is a question where Waxseal could not know, whatever the cause', () => {
    expect(headlinesIn('ask')).toEqual([
      'dane not-validating',
      'dane unknown',
      'dnssec not-validating',
      'dnssec unknown',
      'mta-sts unknown-dns',
      'mta-sts unknown-mx',
      'mta-sts unknown-permission',
      'mta-sts unknown-policy',
      'mta-sts unknown-resolver',
      'mx unknown',
      'tlsrpt unknown',
    ]);
  });

  it('says nothing where there is nothing', () => {
    expect(headlinesIn('idle').filter((each) => !each.endsWith('checking'))).toEqual([
      'dane absent',
      'dnssec insecure',
      'mta-sts absent',
      'mta-sts disabled',
      'mx no-address',
      'mx null',
      'mx nxdomain',
      'tlsrpt absent',
    ]);
  });
});

describe('what a mechanism needs', () => {
  it.each<[name: MechanismName, needs: readonly MechanismName[], why: string]>([
    ['mx', [], 'where mail goes is what all others are about'],
    ['mta-sts', ['mx'], 'a policy covers servers'],
    ['tlsrpt', ['mx', 'mta-sts'], 'without mail nobody reports; reports are missed beside a policy'],
    ['dane', ['mx', 'mta-sts', 'tlsrpt'], 'it says what should stand beside it'],
    ['dnssec', ['mx', 'mta-sts'], 'the policy host is asked only where a policy is'],
  ])('%s: %j, since %s', (name, needs) => {
    expect(MECHANISMS.find((each) => each.name === name)?.needs).toEqual(needs);
  });

  it('stands before it', () => {
    const names = MECHANISMS.map(({ name }) => name);
    for (const { name, needs } of MECHANISMS)
      for (const need of needs) expect(names.slice(0, names.indexOf(name)), name).toContain(need);
  });
});
