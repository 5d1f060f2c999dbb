import { describe, expect, it } from 'vitest';
import type { DomainName } from '../../../lib/names/domain-name.ts';
import { mayStandFor, patternsFor } from '../../../lib/guide/mx-patterns.ts';
import { registrableOf } from '../../../lib/names/subject.ts';
import { EXAMPLE, name } from '../../support/assessments.ts';

const shortest = (...hosts: string[]) =>
  patternsFor(hosts.map(name), 'shortest', EXAMPLE, registrableOf).map(({ pattern }) => pattern);

describe('patternsFor: shortest', () => {
  it.each<[hosts: string[], patterns: string[], reason: string]>([
    [['mail.example.com'], ['mail.example.com'], 'one host, one name'],
    [
      ['mx1.mail.example.com'],
      ['mx1.mail.example.com'],
      'a wildcard for one host would cover more than is there',
    ],
    [
      ['mx1.mail.example.com', 'mx2.mail.example.com'],
      ['*.mail.example.com'],
      'two hosts under a name set apart',
    ],
    [
      ['mx1.example.com', 'mx2.example.com'],
      ['mx1.example.com', 'mx2.example.com'],
      'never over the policy domain (RFC 8461 §10.4)',
    ],
    [
      ['mx1.provider.net', 'mx2.provider.net'],
      ['mx1.provider.net', 'mx2.provider.net'],
      'nor over a whole domain of others: their web servers live there',
    ],
    [['a.mx.provider.net', 'b.mx.provider.net'], ['*.mx.provider.net'], 'a name that the provider set apart'],
    [['a.github.io', 'b.github.io'], ['a.github.io', 'b.github.io'], 'never over a public suffix'],
    [['a.co.uk', 'b.co.uk'], ['a.co.uk', 'b.co.uk'], 'of either kind'],
    [
      ['a.x.github.io', 'b.x.github.io'],
      ['a.x.github.io', 'b.x.github.io'],
      'below a private suffix the registered domain is one label deeper',
    ],
    [
      ['aspmx.l.google.com', 'alt1.aspmx.l.google.com', 'alt2.aspmx.l.google.com'],
      ['aspmx.l.google.com', '*.aspmx.l.google.com'],
      '* stands for exactly one label: the parent needs a line of its own',
    ],
    [
      ['a.b.mail.example.com', 'b.mail.example.com', 'c.mail.example.com'],
      ['a.b.mail.example.com', '*.mail.example.com'],
      'nor does it stand for two',
    ],
    [
      ['mx2.mail.example.com', 'x.example.net', 'mx1.mail.example.com'],
      ['*.mail.example.com', 'x.example.net'],
      'in the order of the first host',
    ],
    [['mail.example.com', 'mail.example.com'], ['mail.example.com'], 'a host named twice'],
    [['example.com'], ['example.com'], 'implicit MX: the domain itself'],
    [['com', 'net'], ['com', 'net'], 'top-level domains themselves stand under nothing'],
    [['x.com', 'y.com'], ['x.com', 'y.com'], 'never a top-level domain'],
  ])('%j: %j (%s)', (hosts, patterns) => {
    expect(shortest(...hosts)).toEqual(patterns);
  });
});

describe('patternsFor: exact', () => {
  it('names every host, whatever could be shorter', () => {
    const hosts = ['mx1.mail.example.com', 'mx2.mail.example.com'].map(name);
    expect(patternsFor(hosts, 'exact', EXAMPLE, registrableOf)).toEqual(
      hosts.map((host) => ({ pattern: host, hosts: [host], counterExamples: [] })),
    );
  });

  it('keeps the order of preference, whatever the names have in common', () => {
    const hosts = ['mx1.example.com', 'mx.example.net', 'mx2.example.com'].map(name);
    const lines = patternsFor(hosts, 'exact', EXAMPLE, registrableOf);
    expect(lines.map(({ pattern }) => pattern)).toEqual(hosts);
  });
});

describe('the counter-examples of a wildcard', () => {
  const of = (...hosts: string[]): readonly DomainName[] | undefined =>
    patternsFor(hosts.map(name), 'shortest', EXAMPLE, registrableOf).find(({ pattern }) =>
      pattern.startsWith('*'),
    )?.counterExamples;
  /** A name of so many characters. */
  const long = (length: number) => `${'l'.repeat(63)}.`.repeat(3) + `${'m'.repeat(length - 204)}.example.com`;
  it.each<[hosts: string[], examples: string[], reason: string]>([
    [
      ['a.mail.example.com', 'b.mail.example.com'],
      ['mail.example.com', 'a.a.mail.example.com'],
      'made: no label, and two',
    ],
    [
      ['a.mail.example.com', 'b.mail.example.com', 'mail.example.com'],
      ['mail.example.com', 'a.a.mail.example.com'],
      'a live one first',
    ],
    [
      ['a.mail.example.com', 'b.mail.example.com', 'x.y.mail.example.com'],
      ['x.y.mail.example.com', 'mail.example.com'],
      'a live one two labels deeper',
    ],
    [
      ['a.mail.example.com', 'b.mail.example.com', 'a.othermail.example.com'],
      ['mail.example.com', 'a.a.mail.example.com'],
      'labels end at dots',
    ],
    [
      ['a.mail.example.com', 'b.mail.example.com', 'mail.example.com', 'x.y.mail.example.com'],
      ['mail.example.com', 'x.y.mail.example.com'],
      'live ones in the order of preference',
    ],
    [
      [`a.${long(249)}`, `b.${long(249)}`],
      [long(249), `a.a.${long(249)}`],
      'a name of 253 characters is one that DNS can hold',
    ],
    [[`a.${long(250)}`, `b.${long(250)}`], [long(250)], 'a longer one is none'],
  ])('%j: %j (%s)', (hosts, examples) => {
    expect(of(...hosts)).toEqual(examples);
  });
});

describe('mayStandFor', () => {
  it.each([
    ['mail.example.com', true, 'set apart below the own domain'],
    ['example.com', false, 'the policy domain'],
    ['com', false, 'a top-level domain'],
    ['example.net', false, 'a registered domain of others'],
    ['mx.example.net', true, 'set apart by others'],
    ['co.uk', false, 'a public suffix'],
    ['github.io', false, 'a private public suffix'],
    ['mail.provider.test', true, 'a suffix that no list knows counts as one label'],
  ])('%s: %s (%s)', (parent, expected) => {
    expect(mayStandFor(name(parent), EXAMPLE, registrableOf)).toBe(expected);
  });

  it('never for the policy domain, even where that lies below a registered one', () => {
    expect(mayStandFor(name('mail.example.com'), name('mail.example.com'), registrableOf)).toBe(false);
  });
});
