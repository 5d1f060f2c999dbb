import type { Sentence } from '../../mechanism.ts';
import type { Block, Item, Words } from '../../report/blocks.ts';
import { keyOf, valueOf } from '../../text/sentence.ts';
import { tlsaNameOf } from './base-names.ts';
import { wordsOf } from './mnemonics.ts';
import { readTlsaText, type WrittenTlsa } from './text-records.ts';
import { problemsOfTlsa } from './tlsa.ts';

/** What usage and selector come to, where mail has a use for them. */
const MEANINGS: Readonly<Record<string, Sentence['key']>> = {
  '2 0': 'workshop.dane.means.taCertificate',
  '2 1': 'workshop.dane.means.taKey',
  '3 0': 'workshop.dane.means.eeCertificate',
  '3 1': 'workshop.dane.means.eeKey',
};

/** For each record of a text its line, what it means, and why senders cannot use it where they cannot. Pure. */
export function tellTlsaText(text: string, { say }: Pick<Words, 'say'>): readonly Block[] {
  const { records } = readTlsaText(text);
  return records.length === 0 ? [] : [{ kind: 'list', items: records.map((each) => itemOf(each, say)) }];
}

function itemOf({ position: { line }, host, isForMail, record }: WrittenTlsa, say: Words['say']): Item {
  const place = say('workshop.dane.line', { line });
  const where = host === '' ? [] : [valueOf(isForMail ? tlsaNameOf(host) : host)];
  if (!isForMail) return { text: [place, ...where, say('workshop.dane.otherPort')].join(' · ') };
  if (record === null)
    return { text: [place, ...where, say('workshop.dane.unread')].join(' · '), fault: false };
  const { usage, selector, matching } = record;
  const meaning = MEANINGS[`${usage} ${selector}`];
  const problems = problemsOfTlsa(record);
  const server = say('workshop.thisServer');
  const faults = problems.map(({ code, parameters }) =>
    say(`problem.${keyOf(code)}.title`, { host: host || server, ...parameters }),
  );
  const told = [
    place,
    ...where,
    wordsOf([usage, selector, matching]),
    ...(meaning ? [say(meaning)] : []),
    say(problems.length === 0 ? 'workshop.dane.canUse' : 'workshop.dane.cannotUse'),
  ];
  return { text: told.join(' · '), fault: faults.join('. ') };
}
