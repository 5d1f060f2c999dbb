import { DEFINED } from './policy-keys.ts';
import type { PolicyField } from './policy-line.ts';

/** What stands between two lines that were joined: space, a separator, or the line end of a program or of HTML. */
const SEPARATOR = String.raw`(?:[\s\u0085;,|]|\\[rn]|<br ?/?>)`;
const JOINT = new RegExp(String.raw`${SEPARATOR}(?=(version|mode|mx|max_age)[ \t]{0,9}[:=])`, 'gi');
const END = new RegExp(`${SEPARATOR}$`, 'i');
/** Long enough for every separator. */
const END_LENGTH = 6;
const NAMES: Readonly<Record<string, string>> = {
  version: '(?:v(?:ersion)?|STSv1)',
  max_age: String.raw`max[ _.\u2010-\u2015-]?age`,
};

/**
 * True for a field whose value holds further lines of the policy, such as "version: STSv1 mode: enforce". Where another line says the same, or a
 * comment comes before it, nobody knows what was meant. `keys` are those that lines of their own have.
 */
export function isJoined({ key, value }: PolicyField, keys: ReadonlySet<string>): boolean {
  const joints = Array.from(value.matchAll(JOINT), ([, name = '']) => name.toLowerCase());
  const isOwn = joints.every((name) => name === 'mx' || (name !== key && !keys.has(name)));
  if (!isOwn || joints.every((name) => name === key)) return false;
  return !/#|\/\/|\(/.test(value.slice(0, value.search(JOINT)));
}

/** The lines that were joined in one. */
export function separated(line: string): string[] {
  return line.replace(JOINT, '\n').split('\n').map(withoutEnd);
}

function withoutEnd(line: string): string {
  let text = line;
  for (let length = 1; length > 0; text = text.slice(0, text.length - length))
    length = END.exec(text.slice(-END_LENGTH))?.[0].length ?? 0;
  return text;
}

/** Each of the keys of a policy as a text names it that holds no field. */
const NAMED: ReadonlyMap<string, RegExp> = new Map(
  Array.from(DEFINED, (key) => {
    const name = NAMES[key] ?? key;
    const source = String.raw`^[^A-Za-z0-9]{0,99}${name}(?![A-Za-z0-9_])|(?:[\s\u0085;,|>"'{]|\\[rn])${name}["']?\s{0,9}[:=\uff1a]`;
    return [key, new RegExp(source, 'i')];
  }),
);

/** True where a text that cannot be read as a field names one of the keys of a policy all the same: then the key is not missing, its line is wrong. */
export function namesKey(text: string, key: string): boolean {
  return NAMED.get(key)?.test(text) === true;
}
