/**
 * Reads a CSV file by the grammar of RFC 4180 and nothing else: every line ends with CR LF, a quote stands at both ends of a cell or doubled within one. Throws at
 * the first place that the grammar does not allow. Not for speed: it is there to read back what we write.
 */
export function csvRead(text: string): string[][] {
  const cell = /(?:"(?<quoted>(?:[^"]|"")*)"|(?<bare>[^",\r\n]*))(?<end>,|\r\n)/y;
  const rows: string[][] = [[]];
  for (cell.lastIndex = 0; cell.lastIndex < text.length;) {
    const at = cell.lastIndex;
    const { quoted, bare, end } = cell.exec(text)?.groups ?? {};
    if (end === undefined) throw new Error(`No cell of RFC 4180 at ${at}: ${text.slice(at, at + 40)}`);
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') rows.push([]);
  }
  if (rows.pop()?.length !== 0) throw new Error('The last line has no end.');
  return rows;
}
