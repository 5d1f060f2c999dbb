import { describe, expect, it } from 'vitest';
import { domainToCheck, isLeftAlone } from '../../lib/automatic.ts';
import { parseCustomResolver } from '../../lib/dns/resolver.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/settings.ts';
import { name } from '../support/assessments.ts';

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
