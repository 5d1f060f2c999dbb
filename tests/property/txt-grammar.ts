import * as fc from 'fast-check';

/** SPF and DMARC records that are right, and what people make of them. */

const HOST = fc.constantFrom('a.example', 'b.example.net', '_spf.c-d.example', 'mail.example.com');
const term = fc.oneof(
  HOST.map((host) => `include:${host}`),
  HOST.map((host) => `a:${host}`),
  fc.constantFrom(
    'a',
    'mx',
    'ip4:8.8.8.8',
    'ip4:203.0.114.0/24',
    'ip6:2606:4700::/32',
    'exists:%{i}.a.example',
  ),
  HOST.map((host) => `?include:${host}`),
);
const end = fc.constantFrom(' -all', ' ~all', ' ?all', '', ' redirect=a.example');

/** A record that receivers can read. */
export const spfText = fc
  .tuple(fc.uniqueArray(term, { maxLength: 4 }), end)
  .map(([terms, last]) => `v=spf1${terms.map((each) => ` ${each}`).join('')}${last}`);

const inZone = (owner: string) => (text: string) => `${owner} 3600 IN TXT "${text}"`;
const inWords = (owner: string) => (text: string) => `${owner} IN TXT ${text}`;
const split = (text: string) => {
  const at = text.indexOf(' ', text.length / 2);
  return at === -1 ? text : `x.example. TXT "${text.slice(0, at)}" "${text.slice(at + 1)}"`;
};

export const spfMistake = fc.constantFrom<(text: string) => string>(
  (text) => `"${text}"`,
  (text) => `“${text}”`,
  (text) => ` ${text}`,
  (text) => `${text}"`,
  (text) => text.replace(/ /, '; '),
  (text) => text.replace(/ /, '\t'),
  (text) => text.replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll(' ', ', '),
  (text) => text.replace(/ (?=[^ ]*$)/, ''),
  (text) => text.replace(/ (?=[^ ]*$)/, ';'),
  (text) => text.replace('ip4:', 'ipv4:'),
  (text) => text.replace('ip4:', 'ip:'),
  (text) => text.replace('include:', 'include: '),
  (text) => text.replace('include:', 'include='),
  (text) => text.replace('include', 'inlcude'),
  (text) => text.replace('redirect=', 'redirect:'),
  (text) => text.replace('-all', '–all'),
  (text) => text.replace('-all', '--all'),
  (text) => text.replace('-all', '-al'),
  (text) => text.replace('v=spf1', 'spf1'),
  (text) => text.replace('v=spf1 ', 'v=spf1'),
  (text) => text.replace('.', '\u200b.'),
  (text) => text.replace(/ ([^ ]+)/, ' $1 $1'),
  (text) => text.replace(':8', ':6'),
  (text) => `${text}\n${text}`,
  (text) => `${text}\r\nv=spf1 mx -all`,
  (text) => text.replace(/[~?-]all/, 'all'),
  inZone('example.com.'),
  inWords('example.com.'),
  split,
);

const ADDRESS = fc.constantFrom('a@b.example', 'dmarc+x@c-d.example', 'Reports@E.example.net');
const policy = fc.constantFrom('none', 'quarantine', 'reject');
const tag = fc.oneof(
  policy.map((value) => `sp=${value}`),
  policy.map((value) => `np=${value}`),
  ADDRESS.map((address) => `rua=mailto:${address}`),
  ADDRESS.map((address) => `ruf=mailto:${address},mailto:z@y.example`),
  fc.constantFrom('adkim=r', 'aspf=s', 'fo=1:d', 'pct=50', 't=y', 'x=y'),
);

/** A record that receivers can use. */
export const dmarcText = fc
  .tuple(policy, fc.uniqueArray(tag, { maxLength: 4, selector: (each) => each.slice(0, 3) }))
  .map(([p, tags]) => [`v=DMARC1; p=${p}`, ...tags].join('; '));

export const dmarcMistake = fc.constantFrom<(text: string) => string>(
  (text) => `"${text}"`,
  (text) => `“${text}”`,
  (text) => ` ${text}`,
  (text) => text.toLowerCase(),
  (text) => text.replace(';', ''),
  (text) => text.replaceAll(';', ','),
  (text) => text.replaceAll(';', String.raw`\;`),
  (text) => text.replace(/; (?=[^;]*$)/, ' '),
  (text) => text.replace(';', ';;'),
  (text) => text.replaceAll('=', ':'),
  (text) => text.replace('p=', 'P='),
  (text) => text.replace(/p=(\w+)/, 'p="$1"'),
  (text) => text.replace('reject', 'rejct'),
  (text) => text.replace('none', 'nonne'),
  (text) => text.replace('mailto:', ''),
  (text) => text.replace('mailto:', 'mailto: '),
  (text) => text.replace('mailto:', 'mailto://'),
  (text) => text.replace(',mailto', ' mailto'),
  (text) => text.replace('rua', 'rau'),
  (text) => text.replace('adkim=r', 'adkim=relaxed'),
  (text) => text.replace('aspf=s', 'aspf=strict'),
  (text) => text.replace('v=', ''),
  (text) => text.split('; ').toReversed().join('; '),
  (text) => text.replace(/(; p=\w+)/, '$1$1'),
  (text) => text.replace('.', '\u200b.'),
  (text) => `${text}\n${text}`,
  (text) => `${text}\r\nv=DMARC1; p=reject`,
  inZone('_dmarc.example.com.'),
  inWords('_dmarc.example.com.'),
  split,
);
