import type { XmlAttribute } from './xml.ts';

/** Attributes that name what an element is made of, with any prefix. */
const REFERRING = /^(?:[^:]+:)?(?:href|src)$/i;

/** Where an attribute leads to outside of the image; a place within it begins with "#". Pure and linear. */
export function referencesOf({ name, value }: XmlAttribute): string[] {
  // Declares a prefix, and loads nothing.
  if (name === 'xmlns' || name.startsWith('xmlns:')) return [];
  const references = REFERRING.test(name)
    ? [value]
    : name.toLowerCase() === 'xml:base'
      ? [value]
      : urlsIn(value);
  return references.filter((reference) => reference.trim() !== '' && !reference.trim().startsWith('#'));
}

/** What stands within each `url(…)` of a style or a colour. */
function urlsIn(value: string): string[] {
  return value
    .split(/url\(/i)
    .slice(1)
    .map((rest) =>
      rest.slice(0, rest.includes(')') ? rest.indexOf(')') : rest.length).replaceAll(/["'\s]/g, ''),
    );
}
