import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNeverAsked, parentOf, parseDomainName } from '../../lib/names/domain-name.ts';
import { refusalOf, subjectOfText, subjectOfUrl, type Subject } from '../../lib/names/subject.ts';
import * as any from './generators.ts';

const pieces = [
  'https://',
  'mailto:',
  'view-source:',
  'file:///',
  'example.com',
  'www.example.co.uk',
  'münchen.de',
  'localhost',
  '192.0.2.1',
  '[2001:db8::1]',
  'me@',
  '"a b"@',
  ':25',
  '/',
  '?to=',
  '#',
  '%40',
  '<',
  '>',
  ',',
  ';',
  '"',
  '“',
  '…',
  ' ',
  '.',
  '_',
  'xn--',
];
const text = fc.oneof(any.anyText(pieces), fc.webUrl(), fc.emailAddress(), any.domain);

/** What holds for every subject, whatever it was made of. */
function expectSound(subject: Subject): void {
  if (subject.state === 'unsupported') {
    expect(subject.text.length).toBeLessThanOrEqual(200);
    return;
  }
  const { policyDomain, alternatives } = subject;
  const names = [policyDomain, ...alternatives].toSorted((a, b) => b.length - a.length);
  for (const [index, name] of names.entries()) {
    expect(parseDomainName(name)).toBe(name);
    expect(isNeverAsked(name)).toBe(false);
    expect(refusalOf(name, true)).toBeNull();
    // One above the other, without a gap.
    if (index > 0) expect(parentOf(names[index - 1]!)).toBe(name);
  }
}

const domainOf = (subject: Subject) => (subject.state === 'found' ? subject.policyDomain : null);

/** A name that may be asked for. */
const name = any.domain
  .map((domain) => parseDomainName(`${domain}.example.com`))
  .filter((parsed) => parsed !== null);

describe('subjectOfText and subjectOfUrl', () => {
  it('make of any text a name that may be asked for, or say why not', () => {
    fc.assert(
      fc.property(text, (anything) => {
        expectSound(subjectOfText(anything));
        expectSound(subjectOfUrl(anything));
      }),
      { numRuns: 5000 },
    );
  });

  it('find what they found again', () => {
    fc.assert(
      fc.property(text, (anything) => {
        for (const subject of [subjectOfText(anything), subjectOfUrl(anything)]) {
          const found = domainOf(subject);
          if (found !== null) expect(domainOf(subjectOfText(found))).toBe(found);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a name stands for itself', () => {
  const around: readonly (readonly [form: string, write: (domain: string) => string])[] = [
    ['alone', (domain) => domain],
    ['with its final dot', (domain) => `${domain}.`],
    ['in another case', (domain) => domain.toUpperCase()],
    ['behind an @', (domain) => `someone@${domain}`],
    ['in brackets', (domain) => `<someone@${domain}>`],
    ['in a sentence', (domain) => `Write to “${domain}”, please.`],
    ['before a port and a path', (domain) => `${domain}:8443/path?query#fragment`],
  ];
  it.each(around)('%s', (_, write) => {
    fc.assert(
      fc.property(name, (domain) => {
        expect(domainOf(subjectOfText(write(domain)))).toBe(domain);
      }),
      { numRuns: 300 },
    );
  });

  it('in a mailto: link, and as a host for its registrable domain', () => {
    fc.assert(
      fc.property(name, (domain) => {
        expect(domainOf(subjectOfUrl(`mailto:someone@${domain}`))).toBe(domain);
        expect(domainOf(subjectOfUrl(`https://${domain}/a`))).toBe('example.com');
      }),
      any.RUNS,
    );
  });
});
