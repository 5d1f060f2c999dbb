/** As much of XML 1.0 and its namespaces as it takes to look into an image. No entity is ever declared, and nothing is loaded: a text with a DTD is not read. */

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** What its prefix stands for; "" for none. */
  readonly namespace: string;
  /** The root has 0. */
  readonly depth: number;
  readonly attributes: readonly XmlAttribute[];
  /** All text directly in it. */
  readonly text: string;
}

export interface XmlAttribute {
  /** With its prefix, as written. */
  readonly name: string;
  readonly value: string;
}

export type XmlReading =
  | {
      readonly state: 'read';
      /** In the order of their start tags; the first one is the root. */
      readonly elements: readonly XmlElement[];
      /** The targets of its processing instructions, such as `xml-stylesheet`. */
      readonly instructions: readonly string[];
    }
  /** It declares a document type, and with that perhaps entities. */
  | { readonly state: 'dtd' }
  /** No XML, from that offset on. */
  | { readonly state: 'malformed'; readonly at: number };

type Opened = { -readonly [Key in keyof XmlElement]: XmlElement[Key] } & {
  /** As its end tag has to say it. */
  readonly tag: string;
  /** The prefixes that it declares. */
  readonly declared: readonly string[];
};

/** What an attribute is, and the start and end of a tag; each is tried at one place alone. */
const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const START = /<([A-Za-z_:\u0080-\uffff][^\s=<>"'/]*)/y;
const START_END = /\s*(\/?)>/y;
const END = /<\/([^\s<>]+)\s*>/y;
const INSTRUCTION = /<\?([^\s?<>]+)/y;
/** The only names for which XML needs no declaration (§4.6). */
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** Takes a text apart. Total; linear in the text. */
export function readXml(text: string): XmlReading {
  const elements: Opened[] = [];
  const instructions: string[] = [];
  const open: Opened[] = [];
  // What each prefix stands for, the innermost last.
  const scopes = new Map<string, string[]>([['xml', ['http://www.w3.org/XML/1998/namespace']]]);
  const beginning = text.startsWith('\ufeff') ? 1 : 0;
  let at = beginning;
  const malformed = (): XmlReading => ({ state: 'malformed', at });
  const matchAt = (form: RegExp) => {
    form.lastIndex = at;
    return form.exec(text);
  };
  /** Goes behind the next such mark; false where there is none. */
  const skip = (mark: string) => {
    const end = text.indexOf(mark, at);
    if (end !== -1) at = end + mark.length;
    return end !== -1;
  };
  const close = () => {
    for (const prefix of open.pop()?.declared ?? []) scopes.get(prefix)?.pop();
  };
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next === -1 ? text.length : next;
      const written = text.slice(at, end);
      // The end of a section is no text (§2.4).
      const decoded = written.includes(']]>') ? null : decode(written);
      const parent = open.at(-1);
      if (decoded === null || (!parent && decoded.trim() !== '')) return malformed();
      if (parent) parent.text += decoded;
      at = end;
    } else if (text.startsWith('<!--', at)) {
      // Nothing but its end has "--" in it (§2.5).
      const end = text.indexOf('--', at + 4);
      if (end === -1 || text[end + 2] !== '>') return malformed();
      at = end + 3;
    } else if (text.startsWith('<![CDATA[', at)) {
      const [start, parent] = [at + 9, open.at(-1)];
      if (!parent || !skip(']]>')) return malformed();
      parent.text += text.slice(start, at - 3);
    } else if (text.startsWith('<!', at)) {
      return text.startsWith('<!DOCTYPE', at) || text.startsWith('<!ENTITY', at)
        ? { state: 'dtd' }
        : malformed();
    } else if (text.startsWith('<?', at)) {
      const target = matchAt(INSTRUCTION)?.[1];
      // The declaration of XML has nothing before it, and nothing else has its name (§2.6, §2.8).
      const isDeclaration = target === 'xml' && at === beginning;
      if (target === undefined || (/^xml$/i.test(target) && !isDeclaration) || !skip('?>'))
        return malformed();
      if (!isDeclaration) instructions.push(target);
    } else if (text.startsWith('</', at)) {
      const end = matchAt(END);
      if (!end || open.at(-1)?.tag !== end[1]) return malformed();
      close();
      at = END.lastIndex;
    } else {
      const tag = matchAt(START)?.[1];
      if (tag === undefined || (open.length === 0 && elements.length > 0)) return malformed();
      const tagAt = at;
      at = START.lastIndex;
      const attributes: XmlAttribute[] = [];
      const names = new Set<string>();
      for (let found = matchAt(ATTRIBUTE); found; found = matchAt(ATTRIBUTE)) {
        const [, name = '', double, single] = found;
        const value = decode(double ?? single ?? '');
        if (value === null || names.has(name)) return malformed();
        names.add(name);
        attributes.push({ name, value });
        at = ATTRIBUTE.lastIndex;
      }
      const end = matchAt(START_END);
      if (!end) return malformed();
      at = START_END.lastIndex;
      const declared = attributes.flatMap(({ name, value }) => declare(name, value, scopes));
      const [prefix, name] = split(tag);
      const namespace = scopes.get(prefix)?.at(-1);
      const isUnknown = (each: string) => each !== '' && scopes.get(each)?.at(-1) === undefined;
      // A link whose prefix nobody declared is none (Namespaces §5).
      const isLost = (each: XmlAttribute) =>
        !each.name.startsWith('xmlns:') && isUnknown(split(each.name)[0]);
      if (isUnknown(prefix) || attributes.some(isLost)) {
        at = tagAt;
        return malformed();
      }
      const element = {
        name,
        namespace: namespace ?? '',
        depth: open.length,
        attributes,
        text: '',
        tag,
        declared,
      };
      elements.push(element);
      open.push(element);
      if (end[1] === '/') close();
    }
  }
  if (open.length > 0 || elements.length === 0) return malformed();
  return { state: 'read', elements, instructions };
}

/** Notes what a prefix stands for from here on, where the attribute says that; gives the prefix. */
function declare(name: string, value: string, scopes: Map<string, string[]>): string[] {
  if (name !== 'xmlns' && !name.startsWith('xmlns:')) return [];
  const prefix = name.slice('xmlns:'.length);
  const scope = scopes.get(prefix) ?? [];
  scope.push(value);
  scopes.set(prefix, scope);
  return [prefix];
}

function split(tag: string): [prefix: string, name: string] {
  const colon = tag.indexOf(':');
  return colon === -1 ? ['', tag] : [tag.slice(0, colon), tag.slice(colon + 1)];
}

/** The text without its references; null where one names what nobody declared. */
function decode(text: string): string | null {
  if (!text.includes('&')) return text;
  let isKnown = true;
  const decoded = text.replaceAll(/&([^;&]{0,32};)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? '';
    const number = /^#(?:x([\dA-Fa-f]{1,6})|(\d{1,7}))$/.exec(name);
    const code = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : null;
    if (code !== null && code > 0 && code <= 0x10_ff_ff) return String.fromCodePoint(code);
    if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name] ?? '';
    isKnown = false;
    return '';
  });
  return isKnown ? decoded : null;
}
