import { expect, it } from 'vitest';
import { readMxValue } from '../../../../lib/mechanisms/mta-sts/mx-value.ts';

/** The patterns that are plain to see, or null where it is open what is meant. */
const plain = (value: string) => {
  const { patterns, isPlain } = readMxValue(value);
  return isPlain ? patterns : null;
};
const A = 'a.example';

it.each<[why: string, value: string]>([
  ['its preference', `10 ${A}`],
  ['its preference behind it', `${A} 10`],
  ['its preference in brackets', `${A} (10)`],
  ['a record', `example.com. IN MX 10 ${A}`],
  ['a record of the origin', `@ IN MX 10 ${A}`],
  ['a record with a time', `example.com 3600 IN MX 10 ${A}`],
  ['a record with a time behind the class', `example.com IN 1h MX 10 ${A}`],
  ['a record without a name', `IN MX 10 ${A}`],
  ['a record without its preference', `IN MX ${A}`],
  ['the type and its preference', `MX 10 ${A}`],
  ['a time, the type and its preference', `300 MX 10 ${A}`],
  ['as nslookup prints it', `example.com MX preference = 10, mail exchanger = ${A}`],
  ['as a newer one prints it', `example.com mail exchanger = 10 ${A}`],
  ['as host prints it', `example.com mail is handled by 10 ${A}`],
  ['its key once more', `mx: ${A}`],
  ['its key with another sign', `mx=${A}`],
  ['a scheme', `smtp://${A}`],
  ['a scheme of the web, and its slash', `https://${A}/`],
  ['a kind of name', `dns:${A}`],
  ['a host', `host:${A}`],
  ['a server', `server:${A}`],
  ['a bullet', `- ${A}`],
  ['a long dash', `\u2013 ${A}`],
  ['a dot of lists', `\u2022 ${A}`],
  ['an arrow', `-> ${A}`],
  ['another arrow', `=> ${A}`],
  ['what quotes a message', `> ${A}`],
  ['a comment', `${A} # mine`],
  ['a comment of other languages', `${A} // mine b`],
  ['a comment of style sheets', `${A} /* mine */`],
  ['a comment of HTML', `${A} <!-- mine -->`],
  ['a comment of SQL', `${A} -- mine`],
  ['a remark behind a dash', `${A} - mine`],
  ['the columns of a panel', `@ MX 10 ${A}`],
  ['titles of a panel', `Type: MX Priority: 10 Value: ${A}`],
  ['other titles', `Target: ${A} TTL: auto`],
  ['a destination', `Destination: ${A}`],
  ['quotes', `"${A}"`],
  ['a comma behind it', `${A},`],
  ['a semicolon behind it', `${A};`],
  ['a bar before it', `| ${A}`],
])('one server, with what stands around it: %s', (_, value) => {
  expect(plain(value)).toEqual([A]);
});

it.each<[why: string, value: string]>([
  ['commas', 'a.example,b.example'],
  ['semicolons', 'a.example; b.example'],
  ['bars', 'a.example | b.example'],
  ['the commas of other scripts', 'a.example\uff0cb.example'],
  ['the marks of lists in Chinese', 'a.example\u3001b.example'],
  ['spaces', 'a.example b.example'],
  ['preferences before each', '10 a.example 20 b.example'],
  ['preferences before each, with commas', '10 a.example, 20 b.example'],
  ['preferences behind each', 'a.example 10, b.example 20'],
  ['types before each', 'MX 10 a.example MX 20 b.example'],
  ['records', 'IN MX 10 a.example. IN MX 20 b.example.'],
  ['a number between', 'a.example 10 b.example'],
  ['a word between', 'a.example and b.example'],
])('two servers by %s', (_, value) => {
  expect(plain(value)).toEqual(['a.example', 'b.example']);
});

it.each<[why: string, value: string]>([
  ['a word before', `see ${A}`],
  ['a question', `${A}?`],
  ['a name and a type without a class: it may be an owner', 'a.example MX 10 b.example'],
  ['a dash between two names, which may begin a remark', '- a.example - b.example'],
  ['an address', '192.0.2.1'],
  ['a template', '{{mx}}'],
  ['nothing but a number', '10'],
  ['nothing', ''],
])('is open: %s', (_, value) => {
  expect(plain(value)).toBeNull();
});
