import type { StsProblemCode } from './problems.ts';
import { unusedOf, type ServerVerdict } from './coverage.ts';
import { COMPLETE_ENDING } from './mx-pattern.ts';
import type { Problem } from '../../problem.ts';

/** What MX records and patterns look like beside each other, where one of them was meant to be the other. */
export interface Likeness {
  /** By MX host: why its record is wrong. The policy may well be right. */
  readonly faults: ReadonlyMap<string, Problem<StsProblemCode>>;
  /** By pattern: which uncovered MX host it was probably meant for, and why it does not cover it. */
  readonly patterns: ReadonlyMap<string, Problem<StsProblemCode>>;
  /** Patterns that are right, and that a wrong MX record was meant to match. */
  readonly right: ReadonlySet<string>;
}

/** Bounds the time for a domain with thousands of MX hosts: as many as there are findings of one code. */
const MAX_HELD = 20;
const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/**
 * Looks for the culprit of every MX host that no pattern covers or that has no address: an MX record without its final dot, to which the
 * zone's own name was appended (RFC 1035 §5.1), or a letter that differs between it and a pattern that nothing else matches. Names no culprit
 * where two would do. `patterns` are those of the policy, empty where there is none; linear in their number.
 */
export function likenessOf(
  servers: readonly ServerVerdict[],
  patterns: readonly string[],
  domain: string,
): Likeness {
  const faults = new Map<string, Problem<StsProblemCode>>();
  const found = new Map<string, Problem<StsProblemCode>>();
  const right = new Set<string>();
  const unused = unusedOf(servers, patterns);
  const held = servers
    .filter(({ pattern, address }) => pattern === null || address === 'absent')
    .slice(0, MAX_HELD);
  // A pattern that is like two servers was meant for neither that we could name.
  const near = new Map(held.map(({ name }) => [name, unused.filter((p) => isNear(p, formOf(name, p)))]));
  const all = [...near.values()].flat();
  for (const { name: host, address, pattern: covering, tooShallow } of held) {
    const note = (pattern: string, code: StsProblemCode) =>
      found.set(pattern, { code, parameters: { pattern, host } });
    // The name of a local network, of which the policy names the public form.
    if (!host.includes('.')) {
      for (const pattern of patterns) if (pattern.toLowerCase() === `${host}.${domain}`) right.add(pattern);
      continue;
    }
    const meant = beforeOrigin(host, domain);
    // A final dot would make it no better: an MX record has no place for an address (RFC 5321 §5.1).
    if (meant !== null && IPV4.test(meant)) {
      faults.set(host, { code: 'mx-ip-address', parameters: { host, meant } });
      continue;
    }
    if (meant?.includes('.')) {
      const isMissing = address === 'absent';
      const isDoubled = beforeOrigin(meant, domain) !== null;
      const naming = patterns.filter((p) => p.toLowerCase() === formOf(meant, p));
      const isNamed = covering === null && naming.length > 0;
      if (isNamed || (isMissing && (isDoubled || isComplete(meant, domain)))) {
        const code = isMissing && isDoubled ? 'mx-domain-doubled' : 'mx-final-dot';
        faults.set(host, { code, parameters: { host, meant } });
        for (const pattern of naming) right.add(pattern);
        continue;
      }
    }
    if (covering !== null) continue;
    const [like, other] = near.get(host) ?? [];
    if (like !== undefined && other === undefined && all.indexOf(like) === all.lastIndexOf(like)) {
      if (address === 'found') note(like, 'mx-pattern-misspelt');
      if (address === 'absent') {
        faults.set(host, { code: 'mx-misspelt', parameters: { host, pattern: like } });
        right.add(like);
      }
    }
    for (const pattern of unused) {
      const name = pattern.toLowerCase();
      const form = formOf(host, pattern);
      if (pattern === tooShallow) note(pattern, 'mx-wildcard-depth');
      else if (name === `*.${host}`) note(pattern, 'mx-wildcard-below');
      else if (name.includes('.') && host.endsWith(`.${name}`)) note(pattern, 'mx-pattern-parent');
      else if (name.startsWith(`${form}.`) && beforeOrigin(name.slice(form.length + 1), domain) === '')
        note(pattern, 'mx-pattern-doubled');
    }
  }
  return { faults, patterns: found, right };
}

/** What a pattern has to read to cover the host: the host, or a wildcard if the pattern is one. */
function formOf(host: string, pattern: string): string {
  return pattern.startsWith('*') ? host.replace(/^[^.]+/, '*') : host;
}

/**
 * What stands before the zone that the name lies in: the domain itself or a name of two labels or more above it. Empty for
 * such a name itself, null where it lies in none.
 */
function beforeOrigin(name: string, domain: string): string | null {
  const labels = name.split('.');
  const start = labels.findIndex(
    (_, at) => at < labels.length - 1 && `.${domain}`.endsWith(`.${labels.slice(at).join('.')}`),
  );
  return start === -1 ? null : labels.slice(0, start).join('.');
}

/** Three labels or more: `mx.eu` below a domain is rather a name of its own there. */
function isComplete(name: string, domain: string): boolean {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  return labels.length > 2 && (COMPLETE_ENDING.test(last) || domain.endsWith(`.${last}`));
}

/**
 * True for two names that differ by one character: another, one more, one less, or two in the wrong order. Labels of one
 * letter, as in a.mx.example.com and b.mx.example.com, are rather two servers than a slip.
 */
function isNear(pattern: string, host: string): boolean {
  const [short = '', long = ''] = [pattern.toLowerCase(), host].toSorted((a, b) => a.length - b.length);
  if (long.length - short.length > 1 || short === long) return false;
  let at = 0;
  while (short[at] === long[at]) at += 1;
  if (/(?:^|\.).$/.test(long.slice(0, at + 1)) && /^(?:\.|$)/.test(long.slice(at + 1))) return false;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const rest = short.slice(at + 2);
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] && short[at + 1] === long[at] && rest === long.slice(at + 2))
  );
}
