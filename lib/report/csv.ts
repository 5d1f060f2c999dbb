/** Says at the start of a file that it is UTF-8: without it the usual spreadsheet takes it for the encoding of its country. */
const MARK = '\uFEFF';

/**
 * Rows of cells as the text of a CSV file (RFC 4180): comma, CR LF, quotes where they are needed, UTF-8 with its mark. Texts of strangers stand in it, so no cell begins
 * as a formula does, in any spreadsheet. Pure.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return MARK + rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

/** What begins a formula, also in its full-width form and behind white space or characters that show nothing, which some spreadsheets take off first; and what moves to another cell. */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u;
/** Also a space at an end, which some readers would take off. */
const TO_QUOTE = /[",\r\n]|^\s|\s$/;

function cellOf(text: string): string {
  // An apostrophe in front makes it text to every spreadsheet.
  const defused = FORMULA.test(text) ? `'${text}` : text;
  return TO_QUOTE.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
