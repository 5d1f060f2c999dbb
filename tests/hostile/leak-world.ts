import { labDomain } from '../lab/description/domain.ts';
import { policyText, serves } from '../lab/description/policy.ts';
import { SUPPORT } from '../lab/support-zones.ts';
import { TTL_SECONDS } from '../lab/description/records.ts';
import type { LabDomain, World } from '../lab/description/types.ts';

/** A cookie that a browser keeps for whoever it is sent back to, in whatever context. */
const COOKIE = 'who=you; Secure; SameSite=None; Max-Age=86400';

/**
 * A world for a public resolver, which is asked for no name under .test: the names that RFC 2606 keeps for examples. Both policy hosts
 * serve a good policy, and a cookie with it.
 */
export const LEAK_WORLD: World = {
  domains: [
    // A root server's address stands for any public one; the lab leads there by itself.
    domainAt('example.net', 'A policy host at a public address, with a cookie.', '198.41.0.4'),
    domainAt('example.com', 'A policy host that DNS leads into a private network.', '10.0.0.1'),
    labDomain('elsewhere.test', 'A page to stand on.', { sts: null, policyHost: null }),
  ],
  support: SUPPORT,
};

function domainAt(domain: string, what: string, data: string): LabDomain {
  return labDomain(domain, what, {
    policyAddress: null,
    policyHost: serves(policyText({ mx: [`mx1.${domain}`, `mx2.${domain}`] }), {
      headers: { 'content-type': 'text/plain', 'set-cookie': COOKIE },
    }),
    more: [{ name: `mta-sts.${domain}`, type: 'A', ttl: TTL_SECONDS, data }],
  });
}

/** Names that are nobody else's business, as each of the ways in may come by them. */
export const NEVER_ASKED = [
  'localhost',
  'router.localhost',
  'printer.local',
  'duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion',
  'intranet',
  '192.168.1.1',
  '127.1',
  '0x7f000001',
  '[::1]',
  'fe80::1',
  // Kept for private use, and of no public suffix: asked of an own resolver alone.
  'files.internal',
  'nas.home.arpa',
  'elsewhere.test',
] as const;

/** One of each kind of them. */
export const ONE_OF_EACH: readonly string[] = [
  'localhost',
  'printer.local',
  'intranet',
  '[::1]',
  'files.internal',
];
