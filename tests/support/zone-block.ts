import type { Publication } from '../lab/publish.ts';
import { readTxtLine } from '../lab/zone-line.ts';

/** A line of a zone file of some other type than TXT, with the final dots. */
const OTHER = /^(?<name>\S+)\. IN (?<type>MX|CNAME) (?<data>.+)$/;

/** What to publish for a block of zone lines, as somebody does who copies it, and deletes the lines that it replaces. Throws where a line is none. */
export function publicationOf(lines: readonly string[], replaced: readonly string[]): Publication {
  const others = (all: readonly string[], wanted: string) =>
    all.flatMap((line) => {
      const { name = '', type, data = '' } = OTHER.exec(line)?.groups ?? {};
      return type === wanted ? [{ name, data }] : [];
    });
  const texts = (all: readonly string[]) => all.filter((line) => !OTHER.test(line)).map(readTxtLine);
  const isCut = (line: string) => line.endsWith('…');
  const added = texts(lines);
  const gone = texts(replaced.filter((line) => !isCut(line)));
  // Of a long text its beginning is shown: a person knows it by its name, where nothing else stands.
  const isWhole = (name: string) => replaced.some((line) => isCut(line) && line.startsWith(`${name}. `));
  const aliases = others(replaced, 'CNAME').map(({ name }) => name);
  const edits = added
    .filter(({ name }) => !isWhole(name))
    .map(({ name, strings }) => {
      const remove = gone.filter((each) => each.name === name).map((each) => each.strings.join(''));
      return [name, { remove, add: strings, takesAliasAway: aliases.includes(name) }] as const;
    });
  const rest = aliases.filter((name) => !added.some((each) => each.name === name));
  const servers = others(lines, 'MX').map(({ data }) => {
    const [preference = '', exchange = ''] = data.split(' ');
    return [Number(preference), exchange] as const;
  });
  const isMx = servers.length + others(replaced, 'MX').length > 0;
  return {
    texts: {
      ...Object.fromEntries(rest.map((name) => [name, []])),
      ...Object.fromEntries(
        added.filter(({ name }) => isWhole(name)).map(({ name, strings }) => [name, [strings]]),
      ),
    },
    edits: Object.fromEntries(edits),
    ...(isMx && { mx: servers.length > 0 ? servers : [[0, '.'] as const] }),
  };
}
