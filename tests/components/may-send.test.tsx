// @vitest-environment happy-dom
import { act, fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { HostAnswer } from '../../lib/mechanisms/spf/check-host.ts';
import type { SendAnswer, SendQuestion } from '../../lib/mechanisms/spf/send-question.ts';
import { parseDomainName } from '../../lib/names/domain-name.ts';
import { assessmentOf } from '../support/assessments.ts';
import { words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';

const PASS: HostAnswer = {
  result: 'pass',
  term: 'ip4:192.0.2.0/24',
  path: [
    { domain: 'example.com', term: 'include:spf.other.test', offset: 7 },
    { domain: 'spf.other.test', term: 'ip4:192.0.2.0/24', offset: 7 },
  ],
  lookUps: 1,
  voidLookUps: 0,
  explanation: null,
};

function answered(
  change: Partial<Extract<SendAnswer, { state: 'answered' }>> = {},
  answer: Partial<HostAnswer> = {},
): SendAnswer {
  return {
    state: 'answered',
    answer: { ...PASS, ...answer },
    client: '192.0.2.1',
    withheld: [],
    isDecided: true,
    resolver: 'Cloudflare',
    sent: [{ name: 'example.com', type: 'TXT', outcome: 'NOERROR' }],
    ...change,
  };
}

const TOLD = { name: '192.0.2.1.list.other.test', owner: 'other.test', tells: ['address'] } as const;
const WITHHELD = answered(
  { withheld: [TOLD], isDecided: false },
  {
    result: 'temperror',
    term: 'exists:%{i}.list.other.test',
    path: [{ domain: 'example.com', term: 'exists:%{i}.list.other.test', offset: 7 }],
  },
);

/** The report, whose background gives these answers in turn, and what it was asked. */
function show(...answers: readonly (SendAnswer | Error)[]) {
  const asked: SendQuestion[] = [];
  const rest = [...answers];
  const onMayItSend = async (question: SendQuestion): Promise<SendAnswer> => {
    asked.push(question);
    const next = rest.shift();
    if (next === undefined || next instanceof Error) throw next ?? new Error('Asked once too often.');
    return next;
  };
  const view = showReport(assessmentOf(), { onMayItSend });
  const section = () => view.container.querySelector<HTMLElement>('.may-send')!;
  const status = () => section().querySelector<HTMLElement>('[role=status]')!;
  const submit = async (typed: Partial<Record<'ip' | 'sender' | 'helo', string>>) => {
    for (const [name, value] of Object.entries(typed))
      fireEvent.input(section().querySelector(`[name=${name}]`)!, { target: { value } });
    fireEvent.submit(section().querySelector('form')!);
    await act(async () => undefined);
  };
  return { ...view, asked, section, status, submit };
}

describe('“May this address send?”', () => {
  it('asks nothing before it is told to', () => {
    const { asked, section, status } = show();
    expect(section().querySelector('h2')?.textContent).toContain(words('maySend.title'));
    expect(status().childNodes).toHaveLength(0);
    expect(asked).toEqual([]);
  });

  it('asks for what was typed, says the verdict, draws the way to it, and leads there', async () => {
    const { asked, status, submit, section } = show(answered());
    await submit({ ip: '192.0.2.1' });
    expect(asked).toEqual([{ domain: 'example.com', ip: '192.0.2.1', sender: '', helo: '', agreed: [] }]);
    expect(textOf(status().querySelector('.verdict')!).trim()).toBe('pass: example.com lets 192.0.2.1 send.');
    expect(Array.from(section().querySelectorAll('.way > li'), (step) => textOf(step).trim())).toEqual([
      'example.cominclude:spf.other.test leads on',
      'spf.other.testip4:192.0.2.0/24 decides',
      'pass',
    ]);
    expect(status().textContent).toContain('1 of 10 look-ups, 0 of 2 void look-ups');
    expect(textOf(section().querySelector('.queries')!)).toBe('TXT example.com: NOERROR');
    expect(document.activeElement).toBe(status());
  });

  it('takes sender and HELO name from its fold', async () => {
    const { asked, submit } = show(answered());
    await submit({ ip: '2001:db8::1', sender: 'a@example.com', helo: 'host.test' });
    expect(asked[0]).toMatchObject({ ip: '2001:db8::1', sender: 'a@example.com', helo: 'host.test' });
  });

  it.each<[answer: Partial<HostAnswer>, begin: string, end: string]>([
    [
      { result: 'fail', path: [{ domain: 'example.com', term: '-all', offset: 7 }] },
      'fail: ',
      '-all decides',
    ],
    [
      { result: 'softfail', path: [{ domain: 'example.com', term: '~all', offset: 7 }] },
      'softfail: ',
      '~all decides',
    ],
    [
      { result: 'neutral', path: [{ domain: 'example.com', term: null, offset: null }] },
      'neutral: ',
      'no term applies',
    ],
    [
      { result: 'none', path: [{ domain: 'example.com', term: null, offset: null }] },
      'none: ',
      'has no SPF record',
    ],
    [
      { result: 'permerror', lookUps: 11, path: [{ domain: 'example.com', term: 'a:x.test', offset: 7 }] },
      'permerror: ',
      'the check ends at a:x.test',
    ],
    [
      { result: 'permerror', path: [{ domain: 'example.com', term: null, offset: null }] },
      'permerror: ',
      'no usable record',
    ],
    [
      { result: 'temperror', path: [{ domain: 'example.com', term: 'a:x.test', offset: 7 }] },
      'Not known now: ',
      'the check ends at a:x.test',
    ],
  ])('says what it means: %o', async (answer, begin, end) => {
    const { status, submit, section } = show(answered({}, { term: null, ...answer }));
    await submit({ ip: '192.0.2.1' });
    expect(textOf(status().querySelector('.verdict')!).trim().startsWith(begin)).toBe(true);
    expect(textOf(section().querySelector('.way > li small')!)).toBe(end);
    if (answer.lookUps === 11) expect(status().textContent).toContain(words('maySend.tooMany'));
  });

  it('what could not be known is never “may not send”', async () => {
    const { status, submit } = show(answered({}, { result: 'temperror' }));
    await submit({ ip: '192.0.2.1' });
    expect(status().textContent).toContain('does not mean that the address may not send');
    expect(status().querySelector('.marked.no')).toBeNull();
  });

  it('shows the explanation of a fail as text', async () => {
    const { status, submit } = show(answered({}, { result: 'fail', explanation: '<b>No</b>\u202e' }));
    await submit({ ip: '192.0.2.1' });
    expect(textOf(status())).toContain('The domain explains: <b>No</b>⟨U+202E⟩');
  });

  it.each<[why: Extract<SendAnswer, { state: 'refused' }>['why'], field: string]>([
    ['ip', 'send-ip'],
    ['sender', 'send-sender'],
    ['sender-elsewhere', 'send-sender'],
    ['helo', 'send-helo'],
  ])('says at its field what cannot be asked, until it is changed: %s', async (why, id) => {
    const { submit, section, getByRole, queryByRole } = show({ state: 'refused', why });
    await submit({ ip: 'x' });
    const field = section().querySelector<HTMLInputElement>(`#${id}`)!;
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe(getByRole('alert').id);
    expect(document.activeElement).toBe(field);
    expect(field.closest('details')?.open ?? true).toBe(true);
    fireEvent.input(field, { target: { value: 'y' } });
    expect(queryByRole('alert')).toBeNull();
  });

  it('says that the resolver may not be asked, and offers to allow it', async () => {
    const { status, submit, getByRole, acts } = show({ state: 'not-permitted', resolver: 'Quad9' });
    await submit({ ip: '192.0.2.1' });
    expect(textOf(status())).toContain('Waxseal has no permission to ask Quad9. Nothing was sent.');
    fireEvent.click(getByRole('button', { name: words('permission.resolver', { resolver: 'Quad9' }) }));
    expect(acts).toContainEqual(['allow resolver']);
  });

  it('says that no answer came, and asks again for what still stands in the field', async () => {
    const { asked, status, submit } = show(new Error('ended'), answered());
    await submit({ ip: '192.0.2.1' });
    expect(status().textContent).toBe(words('maySend.failed'));
    await submit({});
    expect(asked[1]).toEqual(asked[0]);
    expect(status().querySelector('.verdict')).not.toBeNull();
  });

  it('an answer that is late says nothing of the address that was asked about since', async () => {
    const answers: ((answer: SendAnswer) => void)[] = [];
    const onMayItSend = () => new Promise<SendAnswer>((resolve) => answers.push(resolve));
    const { container } = showReport(assessmentOf(), { onMayItSend });
    const form = container.querySelector('.may-send form')!;
    fireEvent.submit(form);
    fireEvent.submit(form);
    await act(async () => answers[1]?.(answered({}, { result: 'softfail' })));
    await act(async () => answers[0]?.(answered()));
    expect(container.querySelector('.verdict')?.getAttribute('data-result')).toBe('softfail');
  });

  it('stays while the guide is looked at, with what was typed, and takes no focus when it is back', async () => {
    const { rerender, status, submit, section } = show(answered());
    await submit({ ip: '192.0.2.1' });
    const { Report } = await import('../../components/report/Report.tsx');
    const { propsOf } = await import('../support/report.tsx');
    const props = propsOf(assessmentOf());
    rerender(<Report {...props} part="guide" />);
    await waitFor(() => expect(section()).toBeNull());
    rerender(<Report {...props} part="report" />);
    expect(status().querySelector('.verdict')).not.toBeNull();
    expect(section().querySelector<HTMLInputElement>('#send-ip')!.value).toBe('192.0.2.1');
    expect(document.activeElement).not.toBe(status());
    rerender(<Report {...props} domain={parseDomainName('other.test')} />);
    expect(status().childNodes).toHaveLength(0);
  });

  it('gives axe nothing to complain of, with a verdict, a refusal or a warning', async () => {
    for (const answer of [answered(), WITHHELD, { state: 'refused', why: 'helo' } as const]) {
      const { submit, section } = show(answer);
      await submit({ ip: '192.0.2.1' });
      const { violations } = await axe.run(section(), { rules: { 'color-contrast': { enabled: false } } });
      expect(violations.map(({ id }) => id)).toEqual([]);
    }
  });
});

describe('a question that would tell what was typed', () => {
  it('is shown as it would be asked, with who learns what, and nothing is asked before a click', async () => {
    const { asked, section, status, submit, getByRole } = show(WITHHELD, answered());
    await submit({ ip: '192.0.2.1' });
    expect(status().querySelector('.verdict')?.getAttribute('data-result')).toBe('open');
    const warning = textOf(section().querySelector('.warned')!);
    expect(warning).toContain('192.0.2.1.list.other.test');
    expect(warning).toContain('The name servers of other.test learn the address.');
    expect(warning).toContain('Cloudflare learns it too. So far, nothing that you typed was sent.');
    expect(asked).toHaveLength(1);
    fireEvent.click(getByRole('button', { name: words('maySend.warning.ask') }));
    await act(async () => undefined);
    expect(asked[1]).toEqual({ ...asked[0], agreed: [TOLD] });
    expect(status().querySelector('.verdict')?.getAttribute('data-result')).toBe('pass');
  });

  it('is not sent where the person does not want it, and the verdict stays open', async () => {
    const { asked, section, status, submit, getByRole } = show(WITHHELD);
    await submit({ ip: '192.0.2.1' });
    fireEvent.click(getByRole('button', { name: words('maySend.warning.leave') }));
    expect(section().querySelector('.warned')).toBeNull();
    expect(textOf(status().querySelector('.verdict')!)).toContain('Not known');
    expect(asked).toHaveLength(1);
  });

  it('says from the second on that something was told already, and keeps what was agreed to', async () => {
    const other = { name: 'a.third.test', owner: 'third.test', tells: ['sender', 'helo'] } as const;
    const { asked, section, submit, getByRole } = show(
      WITHHELD,
      answered({ withheld: [other], isDecided: false }, { result: 'temperror' }),
      answered(),
    );
    await submit({ ip: '192.0.2.1' });
    for (const _ of [1, 2]) {
      fireEvent.click(getByRole('button', { name: words('maySend.warning.ask') }));
      await act(async () => undefined);
      if (_ === 1) {
        expect(textOf(section())).toContain('Waxseal has sent only what you agreed to.');
        expect(textOf(section())).toContain('The name servers of third.test learn the sender.');
        expect(textOf(section())).toContain('The name servers of third.test learn the HELO name.');
      }
    }
    expect(asked[2]?.agreed).toEqual([TOLD, other]);
  });

  it('is forgotten with the next address', async () => {
    const { asked, submit, getByRole } = show(WITHHELD, answered(), WITHHELD);
    await submit({ ip: '192.0.2.1' });
    fireEvent.click(getByRole('button', { name: words('maySend.warning.ask') }));
    await act(async () => undefined);
    await submit({ ip: '192.0.2.2' });
    expect(asked[2]?.agreed).toEqual([]);
  });

  it('for the explanation of a fail alone leaves the fail as it is', async () => {
    const { status, submit } = show(
      answered(
        { withheld: [TOLD] },
        { result: 'fail', path: [{ domain: 'example.com', term: '-all', offset: 7 }] },
      ),
    );
    await submit({ ip: '192.0.2.1' });
    expect(status().querySelector('.verdict')?.getAttribute('data-result')).toBe('fail');
    expect(textOf(status())).toContain('The domain explains this fail.');
  });
});
