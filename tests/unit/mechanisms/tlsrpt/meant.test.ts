import { describe, expect, it } from 'vitest';
import { correctedTlsrptRecord, isMeantAsTlsrptRecord } from '../../../../lib/mechanisms/tlsrpt/record.ts';

const A = 'mailto:a@b.example';
const B = 'https://c.example/r';
const RIGHT = `v=TLSRPTv1; rua=${A}`;
const BOTH = `v=TLSRPTv1; rua=${A},${B}`;

describe('the record that a text was meant to be', () => {
  it.each<[why: string, text: string, record: string | null]>([
    ['another version', `v=TLSRPT1; rua=${A}`, RIGHT],
    ['quotation marks around the target', `v=TLSRPT1; rua="${A}"`, RIGHT],
    ['single ones', `v=TLSRPT1; rua='${A}'`, RIGHT],
    ['spaces behind the scheme', 'v=TLSRPT1; rua=mailto:  a@b.example', RIGHT],
    ['a comment behind it, as zone files of others have it', `v=TLSRPT1; rua=${A}  # mine`, RIGHT],
    ['one of another language', `v=TLSRPT1; rua=${A} // mine`, RIGHT],
    ['a remark in parentheses', `v=TLSRPT1; rua=${A}   (mine)`, RIGHT],
    ['slashes in a target are none of these', `v=TLSRPT1; rua=${B}//y`, `v=TLSRPTv1; rua=${B}//y`],
    ['commas, spaces and bars between targets', `v=TLSRPT1; rua=${A} ,  | ${B}`, BOTH],
    ['a space between them', `v=TLSRPT1; rua=${A} ${B}`, BOTH],
    ['an extension stays what it is', `v=TLSRPT1; rua=${A}; x=1`, `${RIGHT}; x=1`],
    ['one before the first', `v=TLSRPT1; rua=,${A}`, RIGHT],
    ['a comma behind the last', `v=TLSRPT1; rua=${A},`, RIGHT],
    ['a word that is no target: nobody knows what it means', `v=TLSRPT1; rua=${A} nonsense`, null],
    ['the same before it', `v=TLSRPT1; rua=nonsense ${A}`, null],
    ['the same behind quotation marks', `v=TLSRPT1; rua="${A}" x`, null],
    ['a target alone', A, RIGHT],
    ['no target at all', 'v=TLSRPT1; rua=', null],
  ])('%s', (_, text, record) => {
    expect(correctedTlsrptRecord(text)).toBe(record);
  });
});

describe('a text that somebody meant to be such a record', () => {
  it.each<[why: string, text: string, isMeant: boolean]>([
    ['the record', RIGHT, true],
    ['one without its targets', 'v=TLSRPTv1;', true],
    ['a target', A, true],
    ['one of the other kind', B, true],
    ['a target behind a sign', `"${A}`, true],
    ['behind several', `-> ${A}`, true],
    ['an address', 'a@b.example', true],
    ['a target in running text', `write to ${A}`, false],
    ['the field alone', 'rua=x', true],
    ['with space around its sign', 'rua = x', true],
    ['with a colon', 'rua: x', true],
    ['behind quotation marks', '""rua=x', true],
    ['behind one other field', 'x; rua=x', true],
    ['behind more of them it may be anything', 'x; y; rua=x', false],
    ['the end of another word', 'xrua=x', false],
    ['a word that begins like it', 'ruacorp=x', false],
    ['a record of another kind', 'v=spf1 -all', false],
    ['nothing', '', false],
  ])('%s', (_, text, isMeant) => {
    expect(isMeantAsTlsrptRecord(text)).toBe(isMeant);
  });
});
