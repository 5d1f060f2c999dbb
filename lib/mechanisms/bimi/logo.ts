import { referencesOf } from './logo-references.ts';
import { ANIMATION, FORBIDDEN, KNOWN, RASTER, SCRIPT } from './svg-elements.ts';
import { readXml, type XmlElement } from './xml.ts';

/** What keeps an image from being a logo that receivers show: draft -12 §4.3.2 and the profile that it names, SVG Tiny Portable/Secure. */
export type LogoFaultCode =
  | 'encoding'
  | 'not-svg'
  | 'malformed'
  | 'dtd'
  | 'version'
  | 'profile'
  | 'title'
  | 'title-long'
  | 'place'
  | 'script'
  | 'animation'
  | 'external'
  | 'raster'
  | 'foreign'
  | 'element'
  | 'view-box'
  | 'not-square'
  | 'size';

export interface LogoFault {
  readonly code: LogoFaultCode;
  /** What is there, cut to some length; "" where nothing is to be shown. */
  readonly text: string;
  /** Whether the profile forbids it, or it is only not as recommended. */
  readonly isForbidden: boolean;
}

/** What an image says of itself. */
export interface Logo {
  /** Its title, cut to some length; null where it has none. */
  readonly title: string | null;
  /** Width and height of its `viewBox`; null where it has none that can be read. */
  readonly viewBox: readonly [width: number, height: number] | null;
  /** Each code once, in the order of the code list. */
  readonly faults: readonly LogoFault[];
}

/** Receivers recommend no more (draft -12; 32 kilobytes). */
const RECOMMENDED_OCTETS = 32 * 1024;
const LONGEST_TITLE = 64;
const LONGEST = 100;
const SVG = 'http://www.w3.org/2000/svg';
const RECOMMENDATIONS: ReadonlySet<LogoFaultCode> = new Set(['title-long', 'view-box', 'not-square', 'size']);

/** Looks into an image, as octets that are not compressed, without drawing it. Total; linear in its size. */
export function readLogo(octets: Uint8Array): Logo {
  const faults = new Map<LogoFaultCode, LogoFault>();
  const add = (code: LogoFaultCode, text = '') => {
    if (!faults.has(code))
      faults.set(code, { code, text: cut(text), isForbidden: !RECOMMENDATIONS.has(code) });
  };
  const logo = (title: string | null, viewBox: Logo['viewBox']): Logo => ({
    title: title && cut(title),
    viewBox,
    faults: [...faults.values()],
  });
  if (octets.length > RECOMMENDED_OCTETS) add('size', String(octets.length));
  const text = textIn(octets);
  if (text === null) {
    add('encoding');
    return logo(null, null);
  }
  const xml = readXml(text);
  if (xml.state !== 'read') {
    if (xml.state === 'dtd') add('dtd');
    else if (/^[\s\ufeff]*</.test(text))
      add('malformed', text.slice(xml.at, xml.at + LONGEST) || text.slice(-LONGEST));
    else add('not-svg');
    return logo(null, null);
  }
  const { elements, instructions } = xml;
  const [root] = elements;
  if (root?.name !== 'svg' || root.namespace !== SVG) {
    add('not-svg');
    return logo(null, null);
  }
  const valueOf = (name: string) => root.attributes.find((each) => each.name === name)?.value;
  if (valueOf('version') !== '1.2') add('version');
  if (valueOf('baseProfile') !== 'tiny-ps') add('profile');
  const isTitle = ({ depth, name, namespace }: XmlElement) =>
    depth === 1 && name === 'title' && namespace === SVG;
  const title = elements.find(isTitle)?.text.trim() ?? '';
  if (title === '') add('title');
  else if (Array.from(title).length > LONGEST_TITLE) add('title-long', title);
  for (const name of ['x', 'y']) if (valueOf(name) !== undefined) add('place', `${name}="${valueOf(name)}"`);
  for (const target of instructions) if (target === 'xml-stylesheet') add('external', target);
  for (const element of elements) noteElement(element, add);
  const viewBox = viewBoxIn(valueOf('viewBox') ?? '');
  if (!viewBox) add('view-box');
  else if (viewBox[0] !== viewBox[1]) add('not-square', viewBox.join(' × '));
  return logo(title === '' ? null : title, viewBox);
}

type Add = (code: LogoFaultCode, text?: string) => void;

function noteElement(element: XmlElement, add: Add): void {
  const { name, namespace, attributes } = element;
  const folded = name.toLowerCase();
  // Whatever it is called by: what runs a script does not always ask for the namespace.
  if (SCRIPT.has(folded)) add('script', `<${name}>`);
  else if (namespace !== SVG) {
    // Notes of an editor say nothing to a receiver.
  } else if (ANIMATION.has(folded)) add('animation', `<${name}>`);
  else if (RASTER.has(folded)) add('raster', `<${name}>`);
  else if (FORBIDDEN.has(folded)) add('foreign', `<${name}>`);
  else if (!KNOWN.has(name)) add('element', `<${name}>`);
  for (const attribute of attributes) {
    if (/^on/i.test(attribute.name)) add('script', attribute.name);
    for (const reference of referencesOf(attribute))
      if (/^\s*javascript:/i.test(reference)) add('script', reference);
      else if (/^\s*data:/i.test(reference)) add('raster', reference);
      else add('external', reference);
  }
  if (folded === 'style' && /url\(|@import/i.test(element.text)) add('external', element.text.trim());
}

function viewBoxIn(text: string): [number, number] | null {
  const numbers = text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width = 0, height = 0] = numbers;
  return numbers.length === 4 && numbers.every(Number.isFinite) && width > 0 && height > 0
    ? [width, height]
    : null;
}

function textIn(octets: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return null;
  }
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
