import { describe, expect, it } from 'vitest';
import { dmarcParked } from '../../../../lib/mechanisms/dmarc/guide-silent.ts';
import { registrableOf } from '../../../../lib/names/subject.ts';
import { name, noMail } from '../../../support/assessments.ts';
import { guided, recordsIn, saidIn, textsIn } from '../../../support/guided.ts';
import { NOW } from '../../../support/time.ts';
import { WORDS } from '../../../support/words.ts';

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
  const step = steps.find((each) => each.name === 'dmarc-record');
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

  it('what nobody can read of names below leaves them what they inherit', async () => {
    const { all } = await stepBelow(['v=dmarc1; p=reject; sp=bogus'], 'p=quarantine');
    expect(all).toEqual(['v=DMARC1; p=quarantine', 'v=DMARC1; p=reject; sp=quarantine']);
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

  it('is not told as done: whether it is right, only the owner knows', async () => {
    const zone = {
      'example.com': { MX: '10 mail.example.com' },
      '_dmarc.example.com': `v=DMARC1; p=reject; psd=y; ${RUA}`,
    };
    const { steps } = await guided({ of: 'dmarc', domain: 'example.com', zone });
    const verify = steps.find((step) => step.name === 'dmarc-verify');
    const states = textsIn(verify).flatMap((each) => (each.kind === 'checks' ? each.checks : []));
    expect([verify?.state, states[0]?.state]).toEqual(['unknown', 'unknown']);
  });
});

describe('a domain that sends nothing rejects, but for names below of which it says something else', () => {
  /** The record of the first step, where receivers are asked to do nothing about mail now. */
  async function silent(text: string) {
    const zone = { 'example.com': { MX: '0 ', TXT: 'v=spf1 -all' }, '_dmarc.example.com': text };
    const { steps, parts } = await guided({
      of: 'dmarc',
      domain: 'example.com',
      zone,
      mx: noMail('null-mx'),
    });
    const parked = dmarcParked(parts, {
      policyDomain: name('example.com'),
      registrableOf,
      now: NOW,
      say: WORDS.say,
      answers: {},
    });
    return {
      states: steps.map((step) => `${step.name} ${step.state}`),
      values: steps.flatMap((step) => recordsIn(step)).map(({ value }) => value),
      parked: parked?.changes?.map(({ publish }) => publish?.data) ?? null,
    };
  }

  it.each<[why: string, text: string, value: string]>([
    ['a colon', 'sp:none', 'v=DMARC1; p=reject; sp=none'],
    ['a full stop behind it', 'sp=none.', 'v=DMARC1; p=reject; sp=none'],
    ['letters that are missing', 'sp=non', 'v=DMARC1; p=reject; sp=none'],
    ['quotes, in capitals', 'SP="None"', 'v=DMARC1; p=reject; sp=none'],
    ['names that there are not', 'np:none', 'v=DMARC1; p=reject; np=none'],
    ['both', 'np:none; sp=quarantine.', 'v=DMARC1; p=reject; sp=quarantine; np=none'],
    [
      'a slip beside one that is right, of which the weaker counts',
      'sp=reject; sp:none',
      'v=DMARC1; p=reject; sp=none',
    ],
    ['as strict as they would follow the domain', 'sp=reject.', 'v=DMARC1; p=reject'],
    ['nothing of them, in another tag', 'x=sp none; fo=y', 'v=DMARC1; p=reject; x=sp none'],
  ])('%s', async (_, tag, value) => {
    const { values, parked } = await silent(`v=DMARC1; p=none; ${tag}`);
    expect(values).toEqual([value]);
    expect(parked).toEqual([value]);
  });

  it.each<[why: string, tag: string]>([
    ['no sign between name and value', 'sp none'],
    ['a word that is no policy', 'sp=monitored'],
    ['no value at all', 'sp='],
    ['in what stands before it', 'fo=0 sp none'],
  ])('what cannot be read is no reason to reject: %s', async (_, tag) => {
    const { values, parked } = await silent(`v=DMARC1; p=none; ${tag}`);
    expect(values).toEqual(['v=DMARC1; p=none']);
    expect(parked).toBeNull();
  });

  it('nor under a condition, behind which such names keep what they have', async () => {
    const zone = {
      'example.com': { MX: '0 ', TXT: 'v=spf1 -all' },
      '_dmarc.example.com': 'v=DMARC1; p=reject; sp=off',
    };
    const { steps } = await guided({ of: 'dmarc', domain: 'example.com', zone, mx: noMail('null-mx') });
    expect(recordsIn(steps[0], true).map(({ value }) => value)).toEqual([
      'v=DMARC1; p=none',
      'v=DMARC1; p=reject; sp=none',
    ]);
    expect(saidIn(steps[0], 'dmarc')).toContain('> record.unreadBelow');
  });

  it('older receivers reject no part of it where the percentage says so', async () => {
    const { states, values, parked } = await silent('v=DMARC1; p=reject; pct=0');
    expect(states).toEqual(['dmarc-silent needed', 'dmarc-below done', 'dmarc-verify needed']);
    expect(values).toEqual(['v=DMARC1; p=reject']);
    expect(parked).toEqual(['v=DMARC1; p=reject']);
    expect((await silent('v=DMARC1; p=reject; pct=100')).states).toEqual([
      'dmarc-silent done',
      'dmarc-below done',
      'dmarc-verify done',
    ]);
  });
});

describe('what was meant for names below stays in the record with the policies that were meant', () => {
  it.each<[why: string, text: string, strict: string | null]>([
    ['a slip that asks for nothing', 'v=DMARC1; p=reject; sp=none.', 'v=DMARC1; p=reject; sp=none'],
    [
      'what nobody can read may have asked for less',
      'v=DMARC1; p=reject; sp=bogus',
      'v=DMARC1; p=reject; sp=none',
    ],
    ['one of the three, misspelt', 'v=DMARC1; p=reject; sp=quarantene', 'v=DMARC1; p=reject; sp=none'],
    ['no value at all', 'v=DMARC1; p=reject; sp=', 'v=DMARC1; p=reject; sp=none'],
    ['of names that there are not', 'v=DMARC1; p=reject; np=bogus', 'v=DMARC1; p=reject; np=none'],
    [
      'of those alone: what is said of the others stays',
      'v=DMARC1; p=reject; sp=quarantine; np=bogus',
      'v=DMARC1; p=reject; np=none; sp=quarantine',
    ],
    [
      'the other way around',
      'v=DMARC1; p=reject; sp=bogus; np=reject',
      'v=DMARC1; p=reject; sp=none; np=reject',
    ],
    ['asked for in vain where the domain asks for nothing', 'v=DMARC1; p=none; sp=bogus', null],
    ['a slip asks for nothing more', 'v=DMARC1; p=quarantine; sp=reject.', 'v=DMARC1; p=quarantine'],
  ])('%s', async (_, text, strict) => {
    const zone = {
      'example.com': { MX: '10 mail.example.com', TXT: 'v=spf1 mx -all' },
      '_dmarc.example.com': `${text}; ${RUA}`,
    };
    const { steps } = await guided({ of: 'dmarc', domain: 'example.com', zone });
    const [calm, other] = recordsIn(steps[0], true).map(({ value }) => value.replace(`; ${RUA}`, ''));
    expect([calm, other ?? null]).toEqual(['v=DMARC1; p=none', strict]);
  });
});

describe('a text at the domain itself', () => {
  const partsOf = async (text: string | readonly string[]) => {
    const zone = { 'example.com': { MX: '10 mail.example.com', TXT: text } };
    const { steps } = await guided({ of: 'dmarc', domain: 'example.com', zone });
    const [step] = steps;
    return {
      copies: textsIn(step).flatMap((each) => (each.kind === 'copy' ? [each.text] : [])),
      says: saidIn(step, 'dmarc').filter((each) => each.startsWith('record.apexPart')),
      values: recordsIn(step).map(({ value }) => value),
    };
  };

  it.each<[why: string, text: string]>([
    ['SPF before it', `v=spf1 include:_spf.x.example ~all; v=DMARC1; p=none; ${RUA}`],
    ['SPF behind it', `v=DMARC1; p=none; ${RUA}; v=spf1 mx -all`],
    ['a verification behind it', `v=DMARC1; p=none; ${RUA}; google-site-verification=AbC`],
    ['one without a separator', `v=DMARC1; ${RUA}; p=none google-site-verification=AbC`],
    ['a verification that is written like a tag, before it', `MS=ms123; v=DMARC1; p=none; ${RUA}`],
    ['or behind it', `v=DMARC1; p=none; ${RUA}; MS=ms123`],
    ['something else before it', `google-site-verification=abc; v=DMARC1; p=none; ${RUA}`],
  ])('is not deleted with what else it holds: %s', async (_, text) => {
    const { copies, says, values } = await partsOf(text);
    expect(copies).toEqual([]);
    expect(says).toEqual(['record.apexPart | example.com']);
    expect(values).toEqual([`v=DMARC1; p=none; ${RUA}`]);
  });

  it('of several all go, and the one in their place hangs on no order: it has every address, and the weaker values', async () => {
    const texts = ['v=DMARC1; p=reject; rua=mailto:b@example.com', `v=DMARC1; p=none; sp=reject; ${RUA}`];
    const found = await Promise.all([texts, texts.toReversed()].map(partsOf));
    expect(found[0]).toEqual(found[1]);
    expect(found[0]).toEqual({
      copies: texts.toSorted(),
      says: [],
      values: ['v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.com'],
    });
  });

  it('of several the one that holds something else stays with that', async () => {
    const texts = [
      `v=DMARC1; p=none; ${RUA}`,
      'v=spf1 -all; v=DMARC1; p=none',
      'v=spf1 mx; v=DMARC1; p=none',
    ];
    expect(await partsOf(texts)).toEqual({
      copies: texts.slice(0, 1),
      says: ['record.apexPart | example.com'],
      values: [`v=DMARC1; p=none; ${RUA}`],
    });
  });

  it('more of them than are kept: nobody knows the rest', async () => {
    const { values } = await partsOf(Array.from({ length: 20 }, (_, at) => `v=DMARC1; p=none; x=${at}`));
    expect(values).toEqual([]);
  });

  it.each<[why: string, text: string]>([
    ['a record', `v=DMARC1; p=none; ${RUA}`],
    ['in quotes', `"v=dmarc1; p=none; ${RUA}"`],
    ['its version behind its tags', `p=none; v=DMARC1; ${RUA}`],
    ['another word for the version', `version=DMARC1; p=none; ${RUA}`],
    ['the version alone', `DMARC1; p=none; ${RUA}`],
  ])('goes where it is all of DMARC: %s', async (_, text) => {
    expect(await partsOf(text)).toMatchObject({ copies: [text], says: [] });
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
