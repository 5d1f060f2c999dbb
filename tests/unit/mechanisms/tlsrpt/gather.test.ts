import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../../../lib/dns/lookup.ts';
import type { Look } from '../../../../lib/mechanism.ts';
import type { TlsrptParts } from '../../../../lib/mechanisms/tlsrpt/facts.ts';
import { tlsrpt as mechanism } from '../../../../lib/mechanisms/tlsrpt/mechanism.ts';
import { EXAMPLE, tlsrptRecord } from '../../../support/assessments.ts';
import { LOST, absentOf, askingOf, foundOf } from '../../../support/asking.ts';

const RECORD = 'v=TLSRPTv1; rua=mailto:tls@reports.example';
const NAME = '_smtp._tls.example.com TXT';
/** A name beside it, of which nobody publishes anything: what answers there is a wildcard. */
const BESIDE = 'random._tls.example.com TXT';

async function gather(
  answers: Readonly<Record<string, Lookup<unknown>>>,
  look?: Look,
  known: TlsrptParts = mechanism.empty,
) {
  const { asking, asked, parts } = askingOf(known, answers);
  const needed = Promise.reject(new Error('It waits for nobody.'));
  needed.catch(() => undefined);
  await mechanism.gather({ ...asking, look }, {}, needed);
  return { asked, tlsrpt: parts().tlsrpt };
}

describe('the TLSRPT record is asked for', () => {
  it('at its name, and read as senders do (RFC 8460 §3)', async () => {
    const { asked, tlsrpt } = await gather({ [NAME]: foundOf([RECORD], { aliases: ['a.test'] }) });
    expect(asked).toEqual([NAME]);
    expect(tlsrpt).toMatchObject({
      state: 'found',
      value: { rua: ['mailto:tls@reports.example'] },
      texts: [RECORD],
      aliases: ['a.test'],
      authentic: true,
      ttlSeconds: 300,
    });
  });

  it('and what got no answer is not known', async () => {
    const { asked, tlsrpt } = await gather({ [NAME]: LOST }, 'guide');
    expect(asked).toEqual([NAME]);
    expect(tlsrpt).toEqual(LOST);
  });

  it('not again where it is known', async () => {
    const { asked, tlsrpt } = await gather({}, undefined, { tlsrpt: tlsrptRecord(RECORD) });
    expect(asked).toEqual([]);
    expect(tlsrpt).toEqual(tlsrptRecord(RECORD));
  });

  it.each<[why: string, answer: Lookup<unknown>, look: Look | undefined, isAsked: boolean]>([
    [
      'of a good record only the guide wants to know where it comes from',
      foundOf([RECORD]),
      undefined,
      false,
    ],
    ['and it asks', foundOf([RECORD]), 'guide', true],
    ['of a broken one everybody does', foundOf(['v=TLSRPTv1']), undefined, true],
    ['where there is nothing no wildcard answers', absentOf(), 'guide', false],
  ])('with a name beside it: %s', async (_, answer, look, isAsked) => {
    const { asked, tlsrpt } = await gather({ [NAME]: answer, [BESIDE]: foundOf([RECORD]) }, look);
    expect(asked).toEqual(isAsked ? [NAME, BESIDE] : [NAME]);
    const beside = { state: 'answered', texts: [RECORD], aliases: [] };
    expect(tlsrpt).toMatchObject(isAsked ? { beside } : {});
    expect('beside' in tlsrpt).toBe(isAsked);
    expect(mechanism.hasLooked?.({ tlsrpt }, look)).toBe(true);
  });

  it('a look that was not taken is still to be taken', () => {
    const { beside: _, ...tlsrpt } = tlsrptRecord(RECORD) as Extract<
      TlsrptParts['tlsrpt'],
      { texts: unknown }
    >;
    expect(mechanism.hasLooked?.({ tlsrpt }, 'guide')).toBe(false);
    expect(mechanism.hasLooked?.({ tlsrpt }, undefined)).toBe(true);
  });
});

describe('what is known of it', () => {
  it.each<[why: string, tlsrpt: TlsrptParts['tlsrpt'], ttlSeconds: number | null, gap: string | null]>([
    ['a record, for as long as DNS says', tlsrptRecord(RECORD), 300, null],
    ['that there is none, too', tlsrptRecord(), 300, null],
    ['that a part of the verdict is missing, where no answer came', LOST as never, null, 'part'],
    ['nothing yet', { state: 'pending' }, null, null],
  ])('%s', (_, tlsrpt, ttlSeconds, gap) => {
    expect(mechanism.knowledge({ tlsrpt })).toEqual({ ttlSeconds, gap });
    expect(mechanism.kept({ tlsrpt })).toEqual(ttlSeconds === null ? {} : { tlsrpt });
  });

  it('is held against who owns the target of an alias at its name', () => {
    const tlsrpt = tlsrptRecord(RECORD);
    expect(mechanism.names?.({ tlsrpt }, EXAMPLE)).toEqual([
      { name: '_smtp._tls.example.com', facts: tlsrpt },
    ]);
  });
});
