import assert from 'node:assert/strict';
import { isNeverAsked, parseDomainName } from '../../../lib/names/domain-name.ts';
import { subjectOfText, subjectOfUrl, type Subject } from '../../../lib/names/subject.ts';

/** What the search puts in. */
export const words = [
  'https://',
  'mailto:',
  'file:',
  'view-source:',
  'javascript:',
  '@',
  ':25',
  '/',
  '?to=',
  '#',
  '[',
  ']',
  '"',
  '<',
  '>',
  ',',
  ';',
  ' ',
  '.co.uk',
  '.example',
  '_',
  'xn--',
  '。',
  '%22',
  '%',
  '(',
  '…',
  '[192.0.2.1]',
  '2001:db8::1',
  '.github.io',
];

/** The input is the address of a page, and a text that a person chose. */
export function check(input: Uint8Array): void {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(input);
  checkSubject(subjectOfUrl(text));
  const subject = subjectOfText(text);
  checkSubject(subject);
  // What is found stands for itself when it is asked for again.
  if (subject.state === 'found')
    assert.equal(policyDomainOf(subjectOfText(subject.policyDomain)), subject.policyDomain);
}

function checkSubject(subject: Subject): void {
  if (subject.state === 'unsupported') {
    assert.ok(subject.text.length <= 200);
    return;
  }
  const names = [subject.policyDomain, ...subject.alternatives];
  assert.equal(new Set(names).size, names.length);
  for (const name of names) {
    assert.equal(parseDomainName(name), name);
    assert.equal(isNeverAsked(name), false);
    const [registrable] = names.toSorted((a, b) => a.length - b.length);
    assert.ok(name === registrable || name.endsWith(`.${registrable}`), 'all stand on one line');
  }
}

function policyDomainOf(subject: Subject): string | null {
  return subject.state === 'found' ? subject.policyDomain : null;
}
