import type { DmarcProblemCode } from './problems.ts';

/** `record`: where receivers look for a policy, or no name is written; `permission`: where a host says whose reports it takes; `elsewhere`: nobody looks there. */
export type TextPlace = 'record' | 'permission' | 'elsewhere';

const LABEL = /(?:^|\.)_dmarc(?:\.|$)/;
const PERMISSION = /^(.+)\._report\._dmarc(?:\.(.+))?$/;

/** What a name of a zone is for: `_dmarc` stands before the domain, and once (RFC 9989 §4.5), or behind `_report` before the host that takes reports (RFC 9990 §4). */
export function placeOfText(owner: string): TextPlace {
  const [isPermission, domain = '', host = ''] = PERMISSION.exec(owner) ?? [];
  if (isPermission !== undefined) return LABEL.test(domain) || LABEL.test(host) ? 'elsewhere' : 'permission';
  const [isLeading, below = ''] = /^_dmarc(?:\.(.+))?$/.exec(owner) ?? [];
  return owner === '' || (isLeading !== undefined && !LABEL.test(below)) ? 'record' : 'elsewhere';
}

/** What decides about mail decides nothing in a permission. */
const OF_POLICY: ReadonlySet<DmarcProblemCode> = new Set([
  'dmarc-p-missing',
  'dmarc-p-invalid',
  'dmarc-sp-invalid',
  'dmarc-np-invalid',
  'dmarc-p-not-second',
  'dmarc-fo-without-ruf',
  'dmarc-unrelated-text',
]);

/** True for what keeps a permission, or the address in it, from being read. */
export function mattersInPermission(code: DmarcProblemCode): boolean {
  return !OF_POLICY.has(code);
}
