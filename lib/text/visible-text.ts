/**
 * Text from the network, made harmless to look at: characters that show nothing or turn the direction of reading
 * (controls, format characters, line separators) appear as their code point, and what is very long is cut.
 */

/** One character that shows nothing, or looks like the space that it is not. Global. */
export const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;
const MAX_SHOWN = 300;
/** Two keys of 16,384 bits may differ at their ends alone. */
const MAX_OF_RECORD = 4096;

/** For one line: nothing invisible stays, and what is longer than 300 characters, or than as many as are given, is cut. */
export function visibleText(text: string, most = MAX_SHOWN): string {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text;
  return shown.replace(INVISIBLE, codePoint);
}

/** The same for a record that is to be found again in a zone. */
export function visibleRecord(text: string): string {
  return visibleText(text, MAX_OF_RECORD);
}

/** For a block that keeps its lines and tabs. Nothing is cut. */
export function visibleBlock(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(INVISIBLE, (c) => (c === '\n' || c === '\t' ? c : codePoint(c)));
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return `⟨U+${hex}⟩`;
}
