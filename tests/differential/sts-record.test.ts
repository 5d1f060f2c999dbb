import * as fc from 'fast-check';
import { resolvePolicy } from 'mailauth/lib/mta-sts.js';
import { describe, expect, it } from 'vitest';
import { selectStsRecord } from '../../lib/mechanisms/mta-sts/record.ts';
import * as any from '../property/generators.ts';
import { linesOfSeeds } from './inputs.ts';

/**
 * selectStsRecord and the strict mode of mailauth, which a sender could run, read the same TXT records. One difference is
 * left, where RFC 8461 §3.1 contradicts itself.
 */
async function idOfMailauth(texts: readonly string[]): Promise<string | null> {
  const resolver = async () => texts.map((text) => [text]);
  return resolvePolicy('example.com', { strict: true, resolver }).then(
    (id) => (id === false ? null : id),
    // Several records are an error there, and no policy to a sender.
    (error: { code?: string }) => (error.code === 'multi_sts_records' ? null : Promise.reject(error)),
  );
}

function idOfOurs(texts: readonly string[]): string | null {
  const selected = selectStsRecord(texts);
  return selected.state === 'found' ? selected.value.id : null;
}

const field = fc.oneof(
  any.id.map((id) => `id=${id}`),
  any.extension.map(({ name, value }) => `${name}=${value}`),
);
const record = fc
  .array(field, { minLength: 1, maxLength: 4 })
  .chain((fields) => any.recordOf('v=STSv1', fields));
const text = fc.oneof(
  record,
  any.nearly(record, 'vid=;; \t-_.1aZ\x00\x7fé!"'),
  any.anyText(['v=STSv1', 'V=STSV1', ';', ' ', '\t', 'id=1', 'x=y', '=', 'é']),
  fc.constantFrom('v=STSv1; id=1', 'v=STSv1 ;id=2', 'v=spf1 -all', '', 'v=STSv1;', 'v=STSv1'),
);

/**
 * Among several TXT the RFC discards those that do not begin with "v=STSv1;", letter by letter (erratum 6285); mailauth
 * keeps those whose delimiter has space before it, as the grammar allows it.
 */
const hasSpacedVersion = (texts: readonly string[]) =>
  texts.length > 1 && texts.some((one) => /^v=STSv1[ \t]+;/.test(one));

describe('selectStsRecord and mailauth', () => {
  it.each(linesOfSeeds('sts-record'))('read %j alike', async (seed) => {
    expect(idOfOurs([seed])).toBe(await idOfMailauth([seed]));
  });

  it('read every single TXT alike', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (one) => {
        expect(idOfOurs([one])).toBe(await idOfMailauth([one]));
      }),
      { numRuns: 3000 },
    );
  });

  it('choose alike among several, but for space before the first ";"', async () => {
    let explained = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 5 }), async (texts) => {
        const [ours, theirs] = [idOfOurs(texts), await idOfMailauth(texts)];
        if (ours === theirs) return;
        expect(hasSpacedVersion(texts)).toBe(true);
        const without = texts.filter((one) => !hasSpacedVersion([one, '']));
        // One more that says nothing, so that there are several still.
        expect(idOfOurs([...without, ''])).toBe(await idOfMailauth([...without, '']));
        explained += 1;
      }),
      { numRuns: 3000 },
    );
    expect(explained).toBeGreaterThan(0);
  });
});
