/**
 * The grammars of RFC 8461 and RFC 8460, written down a second time, straight from the ABNF and in another way than in
 * lib/: whole texts are recognized, nothing is explained. What these two disagree on is a fault of one of them.
 */

const WSP = String.raw`[ \t]*`;
const DELIM = `${WSP};${WSP}`;
const EXT_NAME = String.raw`[A-Za-z0-9][A-Za-z0-9_\-.]{0,31}`;
const EXT_VALUE = String.raw`[\x21-\x3a\x3c\x3e-\x7e]+`;
const SUB_DOMAIN = String.raw`[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?`;
const VCHAR = String.raw`[\x21-\x7e\u{80}-\u{10ffff}]`;

const STS_RECORD = new RegExp(`^v=STSv1(?:${DELIM}${EXT_NAME}=${EXT_VALUE})+(?:${DELIM})?$`);
const TLSRPT_RECORD = new RegExp(
  `^v=TLSRPTv1(?:${DELIM}(?:rua=[^;]+?|${EXT_NAME}=${EXT_VALUE}))+(?:${DELIM})?$`,
);
const POLICY_LINE = new RegExp(
  `^(${EXT_NAME}):${WSP}(${VCHAR}(?:[ ${VCHAR.slice(1)}*${VCHAR})?)${WSP}$`,
  'u',
);
const DOMAIN = new RegExp(`^(?:\\*\\.)?${SUB_DOMAIN}(?:\\.${SUB_DOMAIN})*$`);

/** sts-text-record of RFC 8461 §3.1, with one id required. */
export function isStsTextRecord(text: string): boolean {
  if (!STS_RECORD.test(text)) return false;
  const id = fieldsOf(text).find((field) => field.startsWith('id='));
  return id !== undefined && /^id=[A-Za-z0-9]{1,32}$/.test(id);
}

/** tlsrpt-record of RFC 8460 §3, with at least one rua required. */
export function isTlsrptTextRecord(text: string): boolean {
  if (!TLSRPT_RECORD.test(text)) return false;
  const rua = fieldsOf(text).filter((field) => field.startsWith('rua='));
  return rua.length > 0 && rua.every(isRuaField);
}

function fieldsOf(text: string): string[] {
  const [, ...fields] = text.split(';');
  // The last field keeps the space behind it: no delimiter takes it.
  return fields.map((field, index) =>
    field.replace(index === fields.length - 1 ? /^[ \t]+/ : /^[ \t]+|[ \t]+$/g, ''),
  );
}

/** tlsrpt-rua: space around commas, and none at the edges. */
function isRuaField(field: string): boolean {
  return field
    .slice('rua='.length)
    .split(/[ \t]*,[ \t]*/)
    .every(isUri);
}

/** URI of RFC 3986 §3, "!", "," and ";" encoded; what stands in brackets is not looked at closely. */
export function isUri(text: string): boolean {
  const [, scheme, authority, path = '', query = '', fragment = ''] =
    /^([^:/?#]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text) ?? [];
  if (scheme === undefined || !/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return false;
  if (!isOf(path, ':@/') || !isOf(query, ':@/?') || !isOf(fragment, ':@/?')) return false;
  if (authority === undefined) return true;
  const at = authority.indexOf('@');
  const [, host = '', port = ''] = /^(\[[0-9A-Fa-fv:.]+\]|[^:]*)(.*)$/s.exec(authority.slice(at + 1)) ?? [];
  const isHost = /^\[[0-9A-Fa-fv:.]+\]$/.test(host) || isOf(host, '');
  return isOf(authority.slice(0, Math.max(at, 0)), ':') && isHost && /^(?::[0-9]*)?$/.test(port);
}

function isOf(text: string, more: string): boolean {
  const plain = text.replace(/%[0-9A-Fa-f]{2}/g, '');
  return Array.from(plain).every(
    (character) => /[A-Za-z0-9._~$&'()*+=-]/.test(character) || more.includes(character),
  );
}

/** sts-policy-record of RFC 8461 §3.2, with what its comments and the text around it require. */
export function isStsPolicyRecord(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return false;
  }
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const fields: [key: string, value: string][] = [];
  for (const line of lines) {
    const [, key, value] = POLICY_LINE.exec(line) ?? [];
    if (key === undefined || value === undefined) return false;
    fields.push([key, value]);
  }
  const first = (wanted: string) => fields.find(([key]) => key === wanted)?.[1] ?? '';
  const mx = fields.filter(([key]) => key === 'mx').map(([, value]) => value);
  return (
    first('version') === 'STSv1' &&
    ['enforce', 'testing', 'none'].includes(first('mode')) &&
    /^[0-9]{1,10}$/.test(first('max_age')) &&
    Number(first('max_age')) <= 31557600 &&
    mx.every((pattern) => DOMAIN.test(pattern)) &&
    (mx.length > 0 || first('mode') === 'none')
  );
}
