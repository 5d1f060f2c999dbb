import { describe, expect, it } from 'vitest';
import { policyUrlOf } from '../../lib/mechanisms/mta-sts/policy-host.ts';
import { subjectOfText, subjectOfUrl } from '../../lib/names/subject.ts';
import { name } from './fakes.ts';

describe('RFC 8461 §3.4', () => {
  it.each(['user@mail.example.com', 'User <user@mail.example.com>'])(
    'for %s the policy can be fetched only from mail.example.com, not from example.com',
    (address) => {
      expect(subjectOfText(address)).toMatchObject({ state: 'found', policyDomain: 'mail.example.com' });
    },
  );

  it('so it is for a mailto: link', () => {
    expect(subjectOfUrl('mailto:user@mail.example.com')).toMatchObject({
      state: 'found',
      policyDomain: 'mail.example.com',
    });
  });

  it('the policy host of a subdomain is below the subdomain', () => {
    expect(policyUrlOf(name('mail.example.com'))).toBe(
      'https://mta-sts.mail.example.com/.well-known/mta-sts.txt',
    );
  });

  it.each(['user@[192.0.2.1]', 'user@[IPv6:2001:db8::1]', 'mailto:user@[192.0.2.1]'])(
    'address literals have no policy: %s',
    (address) => {
      expect(subjectOfText(address)).toMatchObject({ state: 'unsupported', reason: 'address-literal' });
    },
  );
});
