import { describe, expect, it } from 'vitest';
import { guided, recordsIn, saidIn } from '../../../support/guided.ts';

/** What the guide offers without a condition asks receivers of neither kind for more than they do now. */

const RUA = 'rua=mailto:a@example.com';

/** The step about the record of a name below an organization: what it says, what it offers, and what under a condition. */
async function stepBelow(texts: readonly string[], above: string, apex: readonly string[] = []) {
  const zone = {
    'sub.example.com': { MX: '10 mail.example.com', TXT: ['v=spf1 mx -all', ...apex] },
    '_dmarc.example.com': `v=DMARC1; ${above}; ${RUA}`,
    '_dmarc.sub.example.com': { TXT: texts },
  };
  const { steps } = await guided({ of: 'dmarc', domain: 'sub.example.com', zone });
  const step = steps.find(({ name }) => name === 'dmarc-record');
  const [values, all] = [false, true].map((isInCases) =>
    recordsIn(step, isInCases).map(({ value }) => value.replace(`; ${RUA}`, '')),
  );
  return { state: step?.state, values, all, says: saidIn(step, 'dmarc') };
}

describe('a tag that says which organization the name is of is offered only where receivers read it now', () => {
  it.each<[why: string, texts: readonly string[], values: readonly string[], above?: string]>([
    ['unreadable, and nothing is asked for', [`v=DMARC1 p=none; psd=n; ${RUA}`], ['v=DMARC1; p=none']],
    ['a suffix that was none', [`v=dmarc1; p=none; psd=y; ${RUA}`], ['v=DMARC1; p=none']],
    [
      'in one of two, which receivers both discard',
      [`v=DMARC1; p=none; psd=n; ${RUA}`, `v=DMARC1; p=none; ${RUA}`],
      ['v=DMARC1; p=none'],
    ],
    ['the default decides nothing', [`v=dmarc1; p=none; psd=u; ${RUA}`], ['v=DMARC1; p=none; psd=u']],
    ['read now', [`v=DMARC1; p=none; psd=n; fo=x; ${RUA}`], ['v=DMARC1; p=none; psd=n']],
    ['read now, in capitals', [`v=DMARC1; p=none; PSD=Y; fo=x; ${RUA}`], ['v=DMARC1; p=none; PSD=Y']],
    [
      'twice: receivers differ in which of them counts, so neither is offered',
      [`v=DMARC1; psd=y; psd=u; ${RUA}`],
      [],
      'p=none; sp=quarantine; np=reject',
    ],
    [
      'another tag twice: some receivers do not read the record',
      [`v=DMARC1; p=none; psd=n; t=n; t=n; ${RUA}`],
      [],
    ],
  ])('%s', async (_, texts, values, above = 'p=reject') => {
    const step = await stepBelow(texts, above);
    expect(step.all).toEqual(values);
    if (values.length === 0) expect(step.state).toBe('unknown');
  });

  it('at the domain itself nobody reads it', async () => {
    const { all } = await stepBelow([], 'p=reject', [`v=DMARC1; p=none; psd=n; ${RUA}`]);
    expect(all).toEqual(['v=DMARC1; p=none']);
  });

  it('a public suffix keeps it: without it, all domains below would be one organization', async () => {
    const zone = {
      'co.uk': { MX: '10 mail.co.uk' },
      '_dmarc.co.uk': `v=dmarc1; p=none; psd=y; ${RUA}`,
    };
    const { steps } = await guided({ of: 'dmarc', domain: 'co.uk', zone });
    expect(recordsIn(steps[0]).map(({ value }) => value)).toEqual([`v=DMARC1; p=none; psd=y; ${RUA}`]);
  });
});

describe('psd=y of a registered domain, below which others may register names', () => {
  const stepAt = async (text: string) => {
    const zone = {
      'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' },
      '_dmarc.example.com': text,
    };
    const { steps } = await guided({ of: 'dmarc', domain: 'example.com', zone });
    return steps[0];
  };

  it('is only taken away if nobody does', async () => {
    const step = await stepAt(`v=DMARC1; p=reject; psd=y; ${RUA}`);
    expect(step?.state).toBe('unknown');
    expect(recordsIn(step)).toEqual([]);
    expect(saidIn(step, 'dmarc')).toEqual([
      'record.sound',
      'record.suffixCase:',
      '> record.suffix',
      `> record | v=DMARC1; p=reject; ${RUA}`,
    ]);
  });

  it('stays in what is mended beside it', async () => {
    const step = await stepAt(`v=DMARC1; p=reject; psd=y; fo=x; ${RUA}`);
    expect(recordsIn(step, true).map(({ value }) => value)).toEqual([`v=DMARC1; p=reject; psd=y; ${RUA}`]);
  });
});

describe('older receivers apply nothing where there are several records', () => {
  it.each<
    [
      why: string,
      texts: readonly string[],
      above: string,
      values: string,
      strict: string | null,
      says: string,
    ]
  >([
    [
      'newer ones apply what is inherited, and older ones would from now on',
      [`v=DMARC1; p=reject; ${RUA}`, 'v=DMARC1; p=reject'],
      'p=reject',
      'v=DMARC1; p=none',
      'v=DMARC1; p=reject',
      'record.apart | none | reject',
    ],
    [
      'less than was written is inherited',
      ['v=DMARC1; p=reject', `v=DMARC1; ${RUA}`],
      'p=none; sp=quarantine',
      'v=DMARC1; p=none',
      'v=DMARC1; p=reject',
      'record.apart | none | quarantine',
    ],
    [
      'nothing was asked for',
      ['v=DMARC1; p=none', `v=DMARC1; ${RUA}`],
      'p=reject',
      'v=DMARC1; p=none',
      null,
      'record.apart | none | reject',
    ],
    [
      'one that neither kind reads leaves both with what is inherited',
      [`v=dmarc1; p=reject; ${RUA}`],
      'p=reject',
      'v=DMARC1; p=reject',
      null,
      'record.calm | reject',
    ],
    [
      'of such a one less was written',
      [`v=dmarc1; p=none; ${RUA}`],
      'p=reject',
      'v=DMARC1; p=none',
      null,
      'record.weaker | none | reject',
    ],
  ])('%s', async (_, texts, above, value, strict, sentence) => {
    const { values, all, says } = await stepBelow(texts, above);
    expect(values).toEqual([value]);
    expect(all?.[1] ?? null).toBe(strict);
    expect(says).toContain(sentence);
  });
});
