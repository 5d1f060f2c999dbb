import { describe, expect, it } from 'vitest';
import { isLoss } from '../../../../lib/mechanisms/dkim/text-loss.ts';
import { recordOfKey, RSA } from '../../../support/dkim.ts';

const KEY = recordOfKey(RSA.publicKey);
const P = KEY.slice(KEY.indexOf('p='));

/** A change of the workshop that would take something away is not offered. */
describe('whether receivers would make less of a record after a change', () => {
  it.each<[why: string, before: string, after: string, wanted: boolean]>([
    ['nothing changes', KEY, KEY, false],
    ['what was broken becomes usable', `k=rsa; v=DKIM1; ${P}`, KEY, false],
    ['what was broken stays so', 'v=DKIM1; p=AAAA', 'v=DKIM1; k=rsa; p=AAAA', false],
    ['a usable key is one no longer', KEY, 'v=DKIM1; p=AAAA', true],
    ['or is gone', KEY, 'v=DKIM1; k=rsa', true],
    ['or becomes a revocation', KEY, 'v=DKIM1; p=', true],
    ['it served everything, and serves email alone', KEY, `v=DKIM1; s=email; ${P}`, true],
    ['it is still for email alone', `v=DKIM1; s=email; ${P}`, `v=DKIM1; k=rsa; s=email; ${P}`, false],
    ['a flag comes that was not there', KEY, `v=DKIM1; t=s; ${P}`, true],
    ['and another beside the one that was', `v=DKIM1; t=y; ${P}`, `v=DKIM1; t=y:s; ${P}`, true],
    ['a flag stays', `v=DKIM1; t=s; ${P}`, `v=DKIM1; k=rsa; t=s; ${P}`, false],
    ['a flag goes', `v=DKIM1; t=y; ${P}`, KEY, false],
    ['a revocation stays one', 'v=DKIM1; p=', 'v=DKIM1; k=rsa; p=', false],
    ['also out of the quotes of a zone file', '"v=DKIM1; p="', 'v=DKIM1; p=', false],
    ['with white space around them', ' "v=DKIM1; p=" ', 'v=DKIM1; p=', false],
    ['of several strings', '"v=DKIM1; " "p="', 'v=DKIM1; p=', false],
    ['without a blank between them', '"v=DKIM1; ""p="', 'v=DKIM1; p=', false],
    ['of three', '"v=DKIM1; " "k=rsa; " "p="', 'v=DKIM1; k=rsa; p=', false],
    ['one of them empty', '"" "v=DKIM1; p="', 'v=DKIM1; p=', false],
    ['with quotes that were escaped once more', String.raw`\"v=DKIM1; p=\"`, 'v=DKIM1; p=', false],
    ['a key that is missing may be any key', 'v=DKIM1; p', 'v=DKIM1; p=', true],
    ['a quote in its place is no word of it', 'v=DKIM1; p="', 'v=DKIM1; p=', true],
    ['nor is one that opens the record', '"v=DKIM1; p="; x', 'v=DKIM1; p=', true],
    ['nor text before the strings', 'TXT "v=DKIM1; p="', 'v=DKIM1; p=', true],
    ['a key where none could be read before is a revocation of it', 'v=DKIM1; p=AAAA', 'v=DKIM1; p=', true],
  ])('%s', (_, before, after, wanted) => {
    expect(isLoss(before, after)).toBe(wanted);
  });
});
