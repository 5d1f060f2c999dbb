import { describe, expect, it } from 'vitest';
import { nameAndParents, pageHostOf } from '../../../lib/names/page-host.ts';
import { name } from '../../support/assessments.ts';

describe('pageHostOf', () => {
  it.each<[url: string, host: string | null, why: string]>([
    ['https://www.example.com/a?b#c', 'www.example.com', 'a web page'],
    ['http://example.com:8080/', 'example.com', 'without TLS, on another port'],
    ['https://EXAMPLE.com./', 'example.com', 'one form for every way to write it'],
    ['https://bücher.example/', 'xn--bcher-kva.example', 'as an A-label'],
    ['https://192.0.2.1/', null, 'an address is no name'],
    ['https://[2001:db8::1]/', null, 'nor is this one'],
    ['https://under_score.example.com/', null, 'what it stands for needs a closer look'],
    ['mailto:me@example.com', null, 'no page'],
    ['chrome://settings/', null, 'a page of the browser'],
    ['about:blank', null, 'no host'],
    ['', null, 'nothing'],
  ])('%s is %s: %s', (url, host) => {
    expect(pageHostOf(url)).toBe(host);
  });
});

describe('nameAndParents', () => {
  it.each([
    ['a.b.example.com', ['a.b.example.com', 'b.example.com', 'example.com']],
    ['example.com', ['example.com']],
    ['localhost', ['localhost']],
  ])('of %s are %j', (text, names) => {
    expect(nameAndParents(name(text))).toEqual(names);
  });
});
