// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { StoredTree } from '../../lib/mechanisms/spf/facts.ts';
import { EMPTY_TEXTS } from '../../lib/workshop/writing.ts';
import { assessmentOf, host, mxOf, policyText, unknown, unreadPolicy } from '../support/assessments.ts';
import { words } from '../support/i18n.ts';
import { STRICT_SPF } from '../support/spf.ts';
import { textOf } from '../support/popup.tsx';
import { showWorkshop } from '../support/workshop.tsx';

type View = ReturnType<typeof showWorkshop>;
const GOOD = policyText('enforce', 'mx: mail.example.com');
const FAULTY = ' version: stsv1\r\n\r\nmode: enforce\r\nmx: a.example.\r\nmax_age: 604800\r\n';
const part = ({ container }: View, name: string) =>
  container.querySelector<HTMLElement>(`[data-part=${name}]`)!;
const codes = (view: View, name: string) =>
  Array.from(
    part(view, name).querySelectorAll('.findings li'),
    (item) => item.getAttribute('data-code') ?? '',
  );
const reading = (view: View, name: string) => textOf(part(view, name).querySelector('.reading')!);
const linesOf = (view: View, name: string) =>
  Array.from(part(view, name).querySelectorAll('.cm-line'), ({ textContent }) => textContent);
const press = (view: View, name: RegExp) => fireEvent.click(view.getAllByRole('button', { name })[0]!);

const live = assessmentOf({ mx: mxOf(host('mail.example.com'), host('other.example.com', 20)) });
const at = { assessment: live, domain: live.policyDomain };

describe('the workshop', () => {
  it('says that nothing is there yet, and calls nothing wrong', () => {
    const view = showWorkshop();
    expect(reading(view, 'policy')).toBe(words('workshop.policy.empty'));
    expect(view.container.querySelectorAll('.findings li')).toHaveLength(0);
  });

  it('reads a policy, and has every problem with its place, who minds it and its fix', () => {
    const view = showWorkshop({ policy: FAULTY });
    expect(codes(view, 'policy')).toEqual([
      'policy-indented-key',
      'policy-version-unknown',
      'policy-blank-line',
      'policy-mx-trailing-dot',
    ]);
    const blank = part(view, 'policy').querySelector('[data-code=policy-blank-line]')!;
    expect(textOf(blank)).toContain('line 2, column 1');
    expect(textOf(blank)).toContain('postfix-tlspol (Postfix), mox, and go-mtasts (maddy).');
    expect(blank.querySelector('.fix')?.getAttribute('aria-label')).toContain('blank line');
    expect(textOf(part(view, 'policy'))).toContain('Lines: 5, bytes: 67. Line ends: CRLF.');
  });

  it('counts the columns of the first line from 1, also where it is blank', () => {
    const view = showWorkshop({ policy: `\n${GOOD}` });
    expect(textOf(part(view, 'policy').querySelector('.places')!)).toBe('line 1, column 1');
  });

  it.each([
    ['one of two', 'v=TLSRPTv1;rua=http://x.example/,mailto:a@b.example', 'mailto:a@b.example'],
    ['none', 'v=TLSRPTv1;rua=http://x.example/', null],
  ])('says where reports go, of what can be used: %s', (_, tlsrpt, targets) => {
    const said =
      targets === null ? words('workshop.tlsrpt.nowhere') : words('workshop.tlsrpt.valid', { targets });
    expect(reading(showWorkshop({ tlsrpt }), 'tlsrpt')).toBe(said);
  });

  it.each([
    ['max_age 0', 'enforce', 0, ['policy-max-age-zero']],
    ['less than a day', 'enforce', 3600, ['policy-max-age-below-day']],
    ['the testing mode', 'testing', 604800, ['policy-mode-testing']],
    ['nothing', 'enforce', 2419200, []],
  ])('says without any domain what follows from the policy alone: %s', (_, mode, maxAge, expected) => {
    const policy = `version: STSv1\nmode: ${mode}\nmx: mail.example.com\nmax_age: ${maxAge}\n`;
    expect(codes(showWorkshop({ policy }), 'policy')).toEqual(expected);
    // And no second time when the servers are known.
    const { container } = showWorkshop({ policy }, at);
    for (const code of expected) expect(container.querySelectorAll(`[data-code=${code}]`)).toHaveLength(1);
  });

  it('tells what was changed, to be kept, and nothing before', async () => {
    const view = showWorkshop({ policy: FAULTY, tlsrpt: 'v=TLSRPTv1' });
    expect(view.written).toEqual([]);
    press(view, /blank line/);
    const policy = FAULTY.replace('\r\n\r\n', '\r\n');
    await waitFor(() =>
      expect(view.written.at(-1)).toEqual({
        texts: { ...EMPTY_TEXTS, policy, tlsrpt: 'v=TLSRPTv1' },
        opened: null,
      }),
    );
  });

  it('begins with a file that was open before, to the byte', () => {
    const texts = { ...EMPTY_TEXTS, policy: 'mode: \ufffd' };
    const view = showWorkshop(
      {},
      { initial: { texts, opened: Uint8Array.of(...Buffer.from('mode: '), 0xff) } },
    );
    expect(codes(view, 'policy')).toContain('policy-not-utf8');
    expect(textOf(part(view, 'policy'))).toContain(words('workshop.notUtf8'));
  });

  it('names its editors', () => {
    const view = showWorkshop();
    for (const title of [
      'workshop.policy.title',
      'workshop.stsRecord.title',
      'workshop.tlsrpt.title',
      'workshop.dane.title',
      'workshop.spf.title',
      'workshop.dmarc.title',
      'workshop.dkim.title',
      'workshop.bimi.title',
    ] as const)
      expect(view.getByRole('textbox', { name: words(title) })).toBeDefined();
  });

  it('shows CR by its sign, and every other invisible character by its code point', () => {
    const view = showWorkshop({ policy: '\ufeffmode: a\u200bb\0\r\n' });
    expect(linesOf(view, 'policy')[0]).toBe('⟨U+FEFF⟩mode: a⟨U+200B⟩b⟨U+0000⟩CR');
  });

  it('reads TLSA records as they are typed, and says what each means', async () => {
    const digest = '8c'.repeat(32);
    const view = showWorkshop({ dane: `DANE-EE SPKI SHA2-256 ${digest}\n1 0 1 ${digest}` });
    expect(codes(view, 'dane')).toEqual([
      'dane-text-mnemonic',
      'dane-text-mnemonic',
      'dane-usage-pkix',
      'dane-no-rollover',
    ]);
    const said = textOf(part(view, 'dane')).replaceAll(/[\u2066-\u2069]/g, '');
    expect(said).toContain('Senders could use 1 of 2 records');
    expect(said).toContain('Line 1 · DANE-EE SPKI SHA2-256');
    expect(said).toContain('A TLSA record of this server has usage 1, which is not for mail');
    press(view, /^Fix everything/);
    await waitFor(() => expect(codes(view, 'dane')).toEqual(['dane-usage-pkix', 'dane-no-rollover']));
    expect(view.written.at(-1)?.texts.dane).toBe(`3 1 1 ${digest}\n1 0 1 ${digest}`);
  });

  it('reads an SPF record as it is typed, says what each term means, and fixes it', async () => {
    const view = showWorkshop({ spf: 'v=spf1; ipv4:8.8.8.8 include=a.example ~all' });
    expect(codes(view, 'spf')).toEqual(['spf-record-near-miss']);
    press(view, /^Fix everything/);
    await waitFor(() => expect(codes(view, 'spf')).toEqual(['spf-all-softfail']));
    const fixed = 'v=spf1 ip4:8.8.8.8 include:a.example ~all';
    expect(view.written.at(-1)?.texts.spf).toBe(fixed);
    expect(reading(view, 'spf')).toBe(words('workshop.spf.end.softfail'));
    const said = textOf(part(view, 'spf')).replaceAll(/[\u2066-\u2069]/g, '');
    expect(said).toContain('include:a.example · every server that passes the record of a.example may send');
    expect(said).toContain('DNS look-ups: at least 1 of 10');
    const keys = Array.from(
      part(view, 'spf').querySelectorAll('.token-key'),
      ({ textContent }) => textContent,
    );
    expect(keys).toEqual(['v', 'ip4', 'include', '~all']);
  });

  it('counts the look-ups of a draft with what was found at the domain, and takes up what is published', async () => {
    const tree = {
      ...STRICT_SPF.tree!,
      rows: [{ ...STRICT_SPF.tree!.rows[0]!, kind: 'include', target: 'a.example', count: 7 }],
    } as StoredTree;
    const found = { ...at, assessment: { ...live, spf: { ...STRICT_SPF, tree }, finishedAt: 1 } };
    const view = showWorkshop({ spf: 'v=spf1 mx include:a.example -all' }, found);
    expect(textOf(part(view, 'spf'))).toContain('DNS look-ups: 8 of 10.');
    press(view, new RegExp(words('workshop.live.load')));
    await waitFor(() => expect(view.written.at(-1)?.texts.spf).toBe('v=spf1 mx -all'));
  });

  it('reads a DMARC record as it is typed, says what each tag means, and fixes it', async () => {
    const view = showWorkshop({ dmarc: 'v=DMARC1; p=none rua=a@b.example; P=none' });
    expect(codes(view, 'dmarc')).toContain('dmarc-p-invalid');
    const invalid = part(view, 'dmarc').querySelector('[data-code=dmarc-p-invalid]')!;
    expect(textOf(invalid)).toContain('line 1, column 11');
    press(view, /^Fix everything/);
    await waitFor(() => expect(codes(view, 'dmarc')).toEqual([]));
    expect(view.written.at(-1)?.texts.dmarc).toBe('v=DMARC1; p=none; rua=mailto:a@b.example');
    expect(reading(view, 'dmarc')).toBe(words('workshop.dmarc.says.none'));
    expect(textOf(part(view, 'dmarc'))).toContain('mail from the domain that fails is delivered as usual');
  });

  it('fixes one kind of problem, then all', async () => {
    const view = showWorkshop({ policy: FAULTY });
    press(view, /^Fix it – The policy has a blank line/);
    await waitFor(() => expect(codes(view, 'policy')).not.toContain('policy-blank-line'));
    press(view, /^Fix everything/);
    await waitFor(() => expect(codes(view, 'policy')).toEqual(['policy-max-age-below-two-weeks']));
    press(view, /^Save as/);
    expect(view.acts).toEqual([
      ['save', 'version: STSv1\r\nmode: enforce\r\nmx: a.example\r\nmax_age: 604800\r\n'],
    ]);
  });

  it('changes line ends when told to, and offers what would change something', async () => {
    const view = showWorkshop({ policy: GOOD });
    const offered = () => view.queryByRole('button', { name: words('workshop.useLf') });
    expect(offered()).toBeNull();
    press(view, /CRLF/);
    await waitFor(() => expect(textOf(part(view, 'policy'))).toContain(words('workshop.lineEnds.crlf')));
    expect(offered()).not.toBeNull();
  });

  it('takes the bytes of a file as they are', async () => {
    const bytes = new Uint8Array([0x6d, 0x6f, 0x64, 0x65, 0x3a, 0xe9, 0x0d, 0x0a]);
    const view = showWorkshop();
    const input = view.container.querySelector<HTMLInputElement>('input[type=file]')!;
    fireEvent.change(input, { target: { files: [new File([bytes], 'mta-sts.txt')] } });
    await waitFor(() => expect(codes(view, 'policy')).toEqual(['policy-not-utf8']));
    expect(textOf(part(view, 'policy'))).toContain('Lines: 1, bytes: 8.');
    expect(view.queryByRole('button', { name: /^Fix everything/ })).toBeNull();
  });

  it('refuses a file that is far too large, and keeps the text', async () => {
    const view = showWorkshop({ policy: GOOD });
    const input = view.container.querySelector<HTMLInputElement>('input[type=file]')!;
    const huge = new File([new Uint8Array(5 * 1024 * 1024)], 'huge.bin');
    fireEvent.change(input, { target: { files: [huge] } });
    expect(textOf(await view.findByRole('alert'))).toContain('huge.bin');
    expect(linesOf(view, 'policy')[0]).toBe('version: STSv1');
  });

  it('says that a policy beyond 64 KiB is of no use, and fixes nothing in it', async () => {
    const view = showWorkshop({ policy: `${GOOD}${'\n'.repeat(70_000)}` });
    await waitFor(() => expect(codes(view, 'policy')).toContain('policy-too-large'));
    expect(textOf(part(view, 'policy'))).toContain(words('workshop.tooLargeToFix'));
  });

  it('reads records, of which there may be several', () => {
    const view = showWorkshop({
      stsRecord: 'v=STSv1; id=1\nv=STSv1; id=2',
      tlsrpt: 'v=TLSRPTv1; rua=a@b.example',
    });
    expect(codes(view, 'stsRecord')).toEqual(['sts-records-several']);
    expect(codes(view, 'tlsrpt')).toEqual(['tlsrpt-rua-syntax']);
    expect(reading(view, 'stsRecord')).toBe(words('workshop.record.invalid'));
  });

  it('checks by the button alone, and says what is no domain', async () => {
    const view = showWorkshop({ policy: GOOD }, { asked: 'nonsense' });
    expect(view.acts).toEqual([]);
    fireEvent.submit(view.container.querySelector('form')!);
    expect(view.acts).toEqual([['check', 'nonsense']]);
    expect(textOf(await view.findByRole('alert'))).toBe(words('popup.fieldError'));
  });

  it('holds the draft against the live servers', () => {
    const view = showWorkshop({ policy: GOOD }, at);
    expect(view.container.querySelector('[data-standing]')?.getAttribute('data-standing')).toBe('uncovered');
    expect(view.container.querySelectorAll('.consequences tbody tr.refused')).toHaveLength(1);
    expect(textOf(view.container)).toContain('The policy does not cover the backup server other.example.com');
  });

  it('says nothing of findings where all of them stand beside their texts', () => {
    const view = showWorkshop({ policy: FAULTY }, at);
    expect(view.container.querySelector('[data-standing]')?.getAttribute('data-standing')).toBe('broken');
    expect(view.queryByRole('region', { name: words('findings.title') })).toBeNull();
  });

  it('puts what is published into the editors', async () => {
    const view = showWorkshop({}, at);
    expect(textOf(view.container)).toContain(words('workshop.live.noPolicy'));
    fireEvent.click(view.container.querySelector('[name=load]')!);
    await waitFor(() => expect(linesOf(view, 'policy')).toContain('mx: mail.example.com'));
    expect(linesOf(view, 'stsRecord')).toEqual(['v=STSv1; id=20260601']);
  });

  it.each([
    [
      'no permission for the policy host',
      { policy: unreadPolicy('policy-not-permitted', { host: 'h' }) },
      'permission.thisDomain',
    ],
    ['no answer about the servers', { mx: unknown('servfail') }, 'headline.unknown_mx.title'],
  ] as const)('says what could not be had: %s', (_, facts, key) => {
    const assessment = assessmentOf(facts);
    const view = showWorkshop({ policy: GOOD }, { assessment, domain: assessment.policyDomain });
    expect(textOf(view.container)).toContain(words(key));
  });

  it.each([
    ['empty', () => showWorkshop()],
    ['faulty', () => showWorkshop({ policy: FAULTY, stsRecord: 'v=STSv1;;', tlsrpt: 'x' })],
    ['live', () => showWorkshop({ policy: GOOD }, at)],
    [
      'refused',
      () => showWorkshop({}, { subject: { state: 'unsupported', reason: 'ip-address', text: '::1' } }),
    ],
  ])('gives axe nothing to complain of: %s', async (_, show) => {
    const { violations } = await axe.run(show().container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
});
