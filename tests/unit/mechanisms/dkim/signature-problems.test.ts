import { describe, expect, it } from 'vitest';
import {
  DKIM_SIGNATURE_PROBLEMS,
  type DkimSignatureProblemCode,
} from '../../../../lib/mechanisms/dkim/signature-problems.ts';
import { parseDkimSignature } from '../../../../lib/mechanisms/dkim/signature.ts';
import { isErrorBy, type Problem } from '../../../../lib/problem.ts';

const GOOD = 'v=1; a=rsa-sha256; d=example.com; s=s1; h=from:subject; bh=aGFzaA==; b=c2lnbg==';
const instead = (name: string, value: string) =>
  GOOD.replace(new RegExp(`(^| )${name}=[^;]*`), `$1${name}=${value}`);

interface Example {
  readonly text: string;
  readonly parameters: Problem['parameters'];
  /** What is pointed at; null where nothing in the text is. */
  readonly marked: string | null;
  /** Verifiers go on all the same. */
  readonly isRead?: true;
}

/** One signature for every code, with what is told of it. A code without one is an error of type. */
const EXAMPLES: Readonly<Record<DkimSignatureProblemCode, Example>> = {
  'dkim-signature-tag-syntax': { text: `x; ${GOOD}`, parameters: { text: 'x' }, marked: 'x' },
  'dkim-signature-duplicate-tag': { text: `${GOOD}; z=1; z=2`, parameters: { tag: 'z' }, marked: 'z=2' },
  'dkim-signature-tag-missing': {
    text: GOOD.replace('v=1; ', ''),
    parameters: { tag: 'v' },
    marked: null,
  },
  'dkim-signature-version': { text: instead('v', '2'), parameters: { text: '2' }, marked: '2' },
  'dkim-signature-sha1': { text: instead('a', 'RSA-SHA1'), parameters: {}, marked: 'RSA-SHA1' },
  'dkim-signature-algorithm': { text: instead('a', 'Rsa'), parameters: { text: 'Rsa' }, marked: 'Rsa' },
  'dkim-signature-base64': { text: instead('bh', 'a-b'), parameters: { tag: 'bh' }, marked: 'a-b' },
  'dkim-signature-canonicalization': {
    text: `${GOOD}; c=Relaxed/nofws`,
    parameters: { text: 'Relaxed/nofws' },
    marked: 'Relaxed/nofws',
  },
  'dkim-signature-domain': { text: instead('d', 'Com'), parameters: { text: 'Com' }, marked: 'Com' },
  'dkim-signature-selector': { text: instead('s', '-a'), parameters: { text: '-a' }, marked: '-a' },
  'dkim-signature-underscore': {
    text: instead('s', 'a_b'),
    parameters: { text: 'a_b' },
    marked: 'a_b',
    isRead: true,
  },
  'dkim-signature-fields': {
    text: instead('h', 'from:To me'),
    parameters: { text: 'to me' },
    marked: 'from:To me',
  },
  'dkim-signature-from-unsigned': { text: instead('h', 'to'), parameters: {}, marked: 'to' },
  'dkim-signature-identity': {
    text: `${GOOD}; i=a@Other.example`,
    parameters: { identity: 'a@Other.example', domain: 'example.com' },
    marked: 'a@Other.example',
  },
  'dkim-signature-body-length': {
    text: `${GOOD}; l=0042`,
    parameters: { octets: '0042' },
    marked: 'l=0042',
    isRead: true,
  },
  'dkim-signature-number': {
    text: `${GOOD}; x=soon`,
    parameters: { tag: 'x', text: 'soon' },
    marked: 'soon',
  },
  'dkim-signature-query': {
    text: `${GOOD}; q=dns/A`,
    parameters: { text: 'dns/A' },
    marked: 'dns/A',
  },
  'dkim-signature-expiration': { text: `${GOOD}; t=2; x=1`, parameters: {}, marked: 'x=1' },
};

describe('what can be said of a signature', () => {
  const all = Object.entries(EXAMPLES) as [DkimSignatureProblemCode, Example][];

  it.each(all)('%s', (code, { text, parameters, marked, isRead }) => {
    const read = parseDkimSignature(text);
    const [problem] = read.problems;
    expect(read.problems).toEqual([
      marked === null ? { code, parameters } : { code, parameters, position: expect.anything() },
    ]);
    const at = problem?.position;
    expect(at ? text.slice(at.offset, at.offset + at.length) : null).toBe(marked);
    // Grave is what lets no verifier go on (RFC 6376 §6.1.1), and nothing else.
    expect(read.state).toBe(isRead ? 'valid' : 'invalid');
    expect(isErrorBy(DKIM_SIGNATURE_PROBLEMS[code])).toBe(!isRead);
  });

  it.each(all)(
    '%s: its table names the parameters that it comes with, and what asks for it',
    (code, { parameters }) => {
      const rule = DKIM_SIGNATURE_PROBLEMS[code];
      expect(rule.parameters).toEqual(Object.keys(parameters));
      expect(rule.about).toBe('dkim-signature');
      expect(rule.source).toMatch(/^RFC (?:6376 §\d(?:\.\d)*|8301 §3\.1)$/);
    },
  );
});
