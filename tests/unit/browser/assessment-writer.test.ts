import { digestOf } from '../../../lib/verdict/make-digest.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { assessmentOf, name } from '../../support/assessments.ts';
import { NOW } from '../../support/time.ts';

/** A memory of the browser that holds so many items, and refuses more as Chromium does. */
const session: Record<string, unknown> = {};
let room = Infinity;
vi.stubGlobal('chrome', {
  storage: {
    session: {
      get: async (keys: string | readonly string[] | null) =>
        Object.fromEntries(Object.entries(session).filter(([key]) => keys === null || keys.includes(key))),
      set: async (items: Record<string, unknown>) => {
        if (Object.keys({ ...session, ...items }).length > room)
          throw new Error('Session storage quota exceeded');
        Object.assign(session, items);
      },
      getBytesInUse: async () => 0,
      onChanged: { addListener: () => undefined },
      remove: async (keys: readonly string[]) => {
        for (const key of keys) delete session[key];
      },
    },
  },
});
const { currentEra } = await import('../../../lib/browser/era.ts');
const { assessmentWriter } = await import('../../../lib/browser/assessment-writer.ts');

const MINUTE = 60_000;
const startedAgo = (domain: string, minutes: number) => {
  const startedAt = NOW - minutes * MINUTE;
  return assessmentOf({ policyDomain: name(domain), startedAt, finishedAt: startedAt + 1 });
};
const put = (domain: string, minutes: number) => {
  const assessment = startedAgo(domain, minutes);
  session[`assessment:${domain}`] = assessment;
  session[`digest:${domain}`] = digestOf(assessment, NOW);
};
const known = () => Object.keys(session).toSorted();
/** With what is known of a domain goes its digest, and comes with it. */
const ofDomains = (...names: readonly string[]) =>
  [
    ...names.flatMap((each) => [`assessment:${each}`, `digest:${each}`]),
    'subject:www.example.com',
  ].toSorted();
async function write(domain: string): Promise<void> {
  const writer = assessmentWriter(currentEra(), (assessment) => digestOf(assessment, NOW));
  writer.write(startedAgo(domain, 0));
  await writer.settled();
}

describe('a memory that is full', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
    for (const key of Object.keys(session)) delete session[key];
    room = 7;
    // The records of the facts live for 300 seconds.
    put('two-minutes.example', 2);
    put('four-minutes.example', 4);
    put('expired.example', 6);
    session['subject:www.example.com'] = 'is no assessment';
  });

  it('loses what may not be shown any more, and nothing else', async () => {
    await write('new.example');
    expect(known()).toEqual(ofDomains('four-minutes.example', 'new.example', 'two-minutes.example'));
  });

  it('loses what cannot be read first, too', async () => {
    session['assessment:expired.example'] = { schema: 'of yesterday' };
    await write('new.example');
    expect(known()).toContain('assessment:new.example');
    expect(known()).not.toContain('assessment:expired.example');
    expect(known()).toHaveLength(7);
  });

  it('keeps what is under way', async () => {
    session['assessment:two-minutes.example'] = { ...startedAgo('two-minutes.example', 2), finishedAt: null };
    await write('new.example');
    expect(known()).toContain('assessment:two-minutes.example');
    expect(known()).not.toContain('assessment:expired.example');
  });

  it('loses the oldest where all may be shown', async () => {
    put('expired.example', 3);
    await write('new.example');
    expect(known()).toEqual(ofDomains('expired.example', 'new.example', 'two-minutes.example'));
  });

  it('loses as many as have to go', async () => {
    put('expired.example', 3);
    room = 3;
    await write('new.example');
    expect(known()).toEqual(ofDomains('new.example'));
  });

  it('keeps all where the domain is known already', async () => {
    put('expired.example', 3);
    await write('two-minutes.example');
    expect(known()).toHaveLength(7);
  });

  it('is no reason to fail where nothing can make room', async () => {
    room = 0;
    await write('new.example');
    expect(known()).toEqual(['subject:www.example.com']);
  });
});

it('makes nothing of a snapshot that a later one has overtaken', async () => {
  room = Infinity;
  const made: number[] = [];
  const writer = assessmentWriter(currentEra(), (assessment) => {
    made.push(assessment.revision);
    return digestOf(assessment, NOW);
  });
  for (const revision of [1, 2, 3]) writer.write({ ...startedAgo('new.example', 0), revision });
  await writer.settled();
  expect(made).toEqual([1, 3]);
  expect(session['digest:new.example']).toMatchObject({ revision: 3 });
});
