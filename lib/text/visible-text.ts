/**
 * Text from the network, made harmless to look at: characters that show nothing or turn the direction of reading
 * (controls, format characters, line separators) appear as their code point, and what is very long is cut.
 */

/** One character that shows nothing, or looks like the space that it is not. Global. */
export const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
const MAX_SHOWN = 300;

/** For one line: nothing invisible stays. */
export function visibleText(text: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return shown.replace(INVISIBLE, codePoint);
}

/** For a block that keeps its lines and tabs. Nothing is cut. */
export function visibleBlock(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(INVISIBLE, (c) => (c === '\n' || c === '\t' ? c : codePoint(c)));
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${hex}⟩`;
}
