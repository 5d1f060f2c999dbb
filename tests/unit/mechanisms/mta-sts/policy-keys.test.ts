import { expect, it } from 'vitest';
import { DEFINED, misspeltKey } from '../../../../lib/mechanisms/mta-sts/policy-keys.ts';

it('the keys of a policy are those of RFC 8461 \u00a73.2', () => {
  expect([...DEFINED]).toEqual(['version', 'mode', 'max_age', 'mx']);
});

it.each<[key: string, meant: string | null, why: string]>([
  ['mode', 'mode', 'as it is'],
  ['MODE', 'mode', 'its case'],
  ['max-age', 'max_age', 'a hyphen'],
  ['max.age', 'max_age', 'a dot'],
  ['maxage', 'max_age', 'nothing'],
  ['m_x', 'mx', 'signs within'],
  ['v', 'version', 'as a record has it'],
  ['mod', null, 'three letters are too few'],
  ['moode', 'mode', 'a letter more'],
  ['modes', 'mode', 'a letter more at the end'],
  ['amode', 'mode', 'a letter more in front'],
  ['mdoe', 'mode', 'two in the wrong order'],
  ['moed', 'mode', 'two at the end'],
  ['omde', 'mode', 'two at the start'],
  ['code', null, 'another letter makes another word'],
  ['mdeo', null, 'three in the wrong order'],
  ['moooode', null, 'two letters more'],
  ['verson', 'version', 'a letter less'],
  ['ersion', 'version', 'the first letter less'],
  ['versio', 'version', 'the last letter less'],
  ['verison', 'version', 'two in the wrong order'],
  ['versiom', null, 'another letter at the end'],
  ['max_agee', 'max_age', 'a letter more in another one'],
  ['mxa', null, 'one of two letters has no slips'],
  ['mx1', 'mx', 'numbered'],
  ['mx-12', 'mx', 'numbered with a hyphen'],
  ['mx123', null, 'a number that is too long'],
  ['mxs', 'mx', 'in the plural'],
  ['mx_host', 'mx', 'with what it is'],
  ['mxhosts', 'mx', 'with what they are'],
  ['mx server', null, 'a space is none of a key'],
  ['mxservers', 'mx', 'servers'],
  ['amx1', null, 'with more in front'],
  ['host', null, 'another word'],
  ['', null, 'nothing'],
])('%j was meant to be %j (%s)', (key, meant) => {
  expect(misspeltKey(key)).toBe(meant);
});
