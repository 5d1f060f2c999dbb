import { expect, it } from 'vitest';
import { parseTlsrptRecord } from '../../../../lib/mechanisms/tlsrpt/record.ts';
import { TLSRPT_RECORD } from '../../../../lib/mechanisms/tlsrpt/report-record.ts';
import { TLSRPT_TEXT } from '../../../../lib/mechanisms/tlsrpt/workshop.ts';

const A = 'mailto:a@b.example';
const B = 'https://c.example/r';

it('is loaded where it is wanted', async () => {
  expect(await TLSRPT_RECORD.workshop()).toBe(TLSRPT_TEXT);
});

it.each([
  [
    'several fields become one, and what is no target stays where it is',
    'tlsrpt-rua-several-fields',
    `v=TLSRPTv1; rua=${A}; x=y; rua=${B}`,
    `v=TLSRPTv1; rua=${A},${B}; x=y`,
  ],
  [
    'a record beside a broken one stays letter for letter',
    'tlsrpt-delimiter',
    `v=TLSRPTv1;rua=${A}\nv=TLSRPTv1 rua=${B}`,
    `v=TLSRPTv1;rua=${A}\nv=TLSRPTv1; rua=${B}`,
  ],
  [
    'a field behind a colon gets its sign',
    'tlsrpt-field-syntax',
    `v=TLSRPTv1; rua:${A}`,
    `v=TLSRPTv1; rua=${A}`,
  ],
] as const)('%s', (_, code, before, after) => {
  expect(TLSRPT_TEXT.fixes[code]?.(before, parseTlsrptRecord(before).problems)).toBe(after);
});
