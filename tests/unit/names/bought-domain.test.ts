import { describe, expect, it } from 'vitest';
import { boughtDomainOf } from '../../../lib/names/bought-domain.ts';

describe('boughtDomainOf', () => {
  it.each<[name: string, domain: string | null, why: string]>([
    ['example.com', 'example.com', 'itself'],
    ['mail.example.co.uk', 'example.co.uk', 'the public suffix list says where'],
    ['alice.github.io', 'github.io', 'what is below a private suffix is sold by no registry'],
    ['_spf.mail_1.example.com', 'example.com', 'the name of a record'],
    ['a/b.example.com', 'example.com', 'DNS allows any character (RFC 2181 §11)'],
    ['com', null, 'a suffix belongs to nobody'],
    ['host.nosuchsuffix', null, 'a suffix that is not in the list'],
    ['a.b.test', 'b.test', 'kept for tests'],
    ['a.b.example', 'b.example', 'kept for documents'],
    ['a.test.nosuchsuffix', null, 'such a label elsewhere'],
  ])('of %s is %s: %s', (name, domain) => {
    expect(boughtDomainOf(name)).toBe(domain);
  });
});
