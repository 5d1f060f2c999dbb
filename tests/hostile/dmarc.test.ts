import { describe, expect, it } from 'vitest';
import { parseDmarcRecord, selectDmarcRecord } from '../../lib/mechanisms/dmarc/record.ts';

describe('hostile records of DMARC', () => {
  const HOSTILE: readonly (readonly [what: string, text: string])[] = [
    ['64 KiB of one value', `v=DMARC1; p=reject; rua=mailto:${'a'.repeat(65_000)}@example.com`],
    ['64 KiB of delimiters', `v=DMARC1; p=reject${';'.repeat(65_000)}`],
    ['64 KiB of space', `v=DMARC1; p=reject${' '.repeat(65_000)};`],
    ['64 KiB before the version', `${' '.repeat(65_000)}v=DMARC1; p=reject`],
    ['64 KiB of commas', `v=DMARC1; p=reject; rua=${','.repeat(65_000)}`],
    ['ten thousand tags', `v=DMARC1; p=reject${';x=1'.repeat(10_000)}`],
    ['ten thousand policies', `v=DMARC1${';p=reject'.repeat(7000)}`],
  ];
  it.each(HOSTILE)('%s: of what is wrong no more is kept than anybody reads', (_, text) => {
    const { problems } = selectDmarcRecord([text]);
    expect(problems.length).toBeLessThan(100);
  });

  it('of a hundred thousand addresses the first hundred are read', () => {
    const parsed = parseDmarcRecord(`v=DMARC1; p=reject; rua=${'mailto:a@b.example,'.repeat(3000)}`);
    expect(parsed.state === 'valid' && parsed.value.rua).toHaveLength(100);
  });
});
