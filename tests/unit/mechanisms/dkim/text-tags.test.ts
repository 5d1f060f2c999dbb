import { describe, expect, it } from 'vitest';
import { gluedEdits, KNOWN, withoutTest } from '../../../../lib/mechanisms/dkim/text-tags.ts';
import { changed } from '../../../../lib/text/txt-edits.ts';
import { GOOD_DKIM } from '../../../lab/description/domain.ts';

const P = GOOD_DKIM.slice(GOOD_DKIM.indexOf('p=') + 2);

it('the tags of a key are those of RFC 6376 \u00a73.6.1, and "g" of RFC 4871', () => {
  expect([...KNOWN].toSorted()).toEqual(['g', 'h', 'k', 'n', 'p', 's', 't', 'v']);
});

describe('two tags without a semicolon between them', () => {
  it.each<[why: string, before: string, after: string]>([
    ['a space', 'v=DKIM1 k=rsa', 'v=DKIM1; k=rsa'],
    ['a comma, a bar, a line', 'v=DKIM1, k=rsa|t=s;\nh=sha256\n p=', 'v=DKIM1; k=rsa|t=s;\nh=sha256; p='],
    ['upper case, and spaces before the sign', 'v=DKIM1 K = rsa', 'v=DKIM1; K = rsa'],
    ['nothing between them: it may be a word', 'v=DKIM1k=rsa', 'v=DKIM1k=rsa'],
    ['a name that keys do not have', 'v=DKIM1 x=1', 'v=DKIM1 x=1'],
    ['a note is free text', 'n=see k=rsa; p=', 'n=see k=rsa; p='],
    ['so is an unknown tag', 'x=a k=rsa; p=', 'x=a k=rsa; p='],
    ['behind a key', `p=${P} t=s`, `p=${P}; t=s`],
    ['behind a key, a version', `p=${P},v=DKIM1`, `p=${P}; v=DKIM1`],
    ['behind a key, a type', `p=${P} k=ed25519`, `p=${P}; k=ed25519`],
    ['behind a key, a service', `p=${P} s=*`, `p=${P}; s=*`],
    ['behind a key, hashes', `p=${P} h=sha256`, `p=${P}; h=sha256`],
    [
      'within a key, what only looks like one',
      `p=${P.slice(0, 99)} t=s${P.slice(99)}`,
      `p=${P.slice(0, 99)} t=s${P.slice(99)}`,
    ],
    ['behind a key, a flag that there is not', `p=${P} t=x`, `p=${P} t=x`],
  ])('%s', (_, before, after) => {
    expect(changed(before, gluedEdits(before))).toBe(after);
  });
});

describe('a record without the flag of a test', () => {
  it.each<[why: string, before: string, after: string]>([
    ['no flags', GOOD_DKIM, GOOD_DKIM],
    ['other flags alone', `v=DKIM1; t=s; p=${P}`, `v=DKIM1; t=s; p=${P}`],
    ['that alone: the tag goes', `v=DKIM1; t=y; p=${P}`, `v=DKIM1; p=${P}`],
    ['that alone, at the end', `${GOOD_DKIM}; t=Y`, GOOD_DKIM],
    ['that twice', `v=DKIM1; t=y:y; p=${P}`, `v=DKIM1; p=${P}`],
    ['others stay, in their order and case', `v=DKIM1; t= S : y :x; p=${P}`, `v=DKIM1; t= S:x; p=${P}`],
  ])('%s', (_, before, after) => {
    expect(withoutTest(before)).toBe(after);
  });
});
