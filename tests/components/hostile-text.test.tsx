// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
} from '../support/assessments.ts';
import { showPopup, showWithEvidence, textOf } from '../support/popup.tsx';

/** What strangers publish reaches every place of the popup, and is text in all of them. */
const HOSTILE: readonly (readonly [what: string, text: string])[] = [
  ['markup', '<img src=x onerror="globalThis.pwned=1"><script>pwned=1</script><b>bold</b>'],
  ['a right-to-left override', 'evil\u202egnp.moc'],
  ['the isolates of the sentences themselves', 'a\u2069 is sealed \u2068b'],
  ['the marks of code', '`rm -rf`'],
  ['placeholders of the sentences', '{host} $1 {target}'],
  ['controls', 'a\0b\x1b[2Jc\r\nd'],
  ['five thousand characters', 'x'.repeat(5000)],
];

/** Each puts the text where the network can put it. */
const PLACES: readonly (readonly [where: string, facts: (text: string) => Partial<Assessment>])[] = [
  ['a mail server', (text) => ({ mx: mxOf(host(text, 10, { isHostName: false, aliasOf: text })) })],
  ['the record', (text) => ({ stsRecord: stsRecord(`v=STSv1; ${text}`), policy: { state: 'absent' } })],
  ['a record beside it', (text) => ({ stsRecord: stsRecord('v=STSv1; id=1', `V=STSv1; ${text}`) })],
  ['the policy', (text) => ({ policy: policyOf(`mode: ${text}\nmx: ${text}\n${text}`) })],
  [
    'a field of the policy',
    (text) => ({ policy: policyOf(policyText('enforce', 'mx: mail.example.com', `x: ${text}`)) }),
  ],
  ['the media type', (text) => ({ policy: policyOf(policyText('none'), text) })],
  ['a redirect', (text) => ({ policy: failedFetch('policy-redirect', { target: text }) })],
  ['the browser’s words', (text) => ({ policy: failedFetch('policy-tls', { host: 'h', detail: text }) })],
  ['TLSRPT', (text) => ({ tlsrpt: tlsrptRecord(`v=TLSRPTv1; rua=${text}`) })],
  [
    'a report address',
    (text) => ({
      tlsrpt: { ...tlsrptRecord('v=TLSRPTv1; rua=mailto:a@b.test'), value: { rua: [text] } } as never,
    }),
  ],
  [
    'the words of the resolver',
    (text) => ({ mx: unknown('servfail', text), stsRecord: unknown('servfail', text) }),
  ],
  [
    'the name of an own resolver',
    (text) => ({ resolver: { id: 'custom', name: text, url: `https://x.test/${text}` } }),
  ],
  [
    'a question',
    (text) => ({
      queries: [{ name: text, type: 'A', outcome: text, authentic: false, startedAfterMs: 0, tookMs: 1 }],
    }),
  ],
  ['an alias', (text) => ({ stsRecord: { ...stsRecord('v=STSv1; id=1'), aliases: [text] } as never })],
];

function expectHarmless(container: Element) {
  expect(container.querySelectorAll('img, script, b, iframe, [onerror]')).toHaveLength(0);
  const text = container.textContent ?? '';
  // Line ends and tabs stand in the blocks of evidence; nothing else that cannot be seen.
  expect(text).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
  const labels = Array.from(container.querySelectorAll('[aria-label], [title]'), (each) =>
    [each.getAttribute('aria-label'), each.getAttribute('title')].join(''),
  );
  expect(labels.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
}

describe.each(HOSTILE)('%s', (what, text) => {
  it.each(PLACES)('in %s is text', async (_, facts) => {
    const { container } = await showWithEvidence(assessmentOf(facts(text)));
    expectHarmless(container);
    expect(globalThis).not.toHaveProperty('pwned');
    const isShown = container.textContent?.includes(what === 'markup' ? '<b>bold</b>' : text.slice(0, 1));
    expect(isShown).toBe(true);
  });

  it('in what a person pointed at is text', () => {
    const subject = { state: 'unsupported', reason: 'not-a-name', text } as const;
    expectHarmless(showPopup({ subject, domain: null }).container);
  });
});

describe('a name of five thousand characters', () => {
  it('is cut in a sentence, and whole in the evidence', async () => {
    const record = `v=STSv1; ${'x'.repeat(5000)}=1`;
    const { container } = await showWithEvidence(
      assessmentOf({ stsRecord: stsRecord(record), policy: { state: 'absent' } }),
    );
    const finding = container.querySelector('[data-code="sts-record-field-syntax"]')!;
    expect(textOf(finding).length).toBeLessThan(1000);
    expect(Array.from(container.querySelectorAll('pre'), (each) => each.textContent)).toContain(record);
  });
});
