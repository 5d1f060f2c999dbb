// @vitest-environment happy-dom
import { act, fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import type { AddAnswer, AddRequest } from '../../lib/check/added-names.ts';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { Added } from '../../lib/mechanisms.ts';
import { MORE_SELECTORS_COUNT, SELECTORS_AT_ONCE } from '../../lib/mechanisms/dkim/limits.ts';
import type { DkimFacts } from '../../lib/mechanisms/dkim/facts.ts';
import { Report } from '../../components/report/Report.tsx';
import { assessmentOf } from '../support/assessments.ts';
import { recordOfKey, RSA, signed } from '../support/dkim.ts';
import { words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import { propsOf, showReport } from '../support/report.tsx';

const KEY = recordOfKey(RSA.publicKey);
const ASKED = ['google', 'default'];

function facts(found: Readonly<Record<string, string>> = {}, change: Partial<DkimFacts> = {}): Assessment {
  const selectors = Object.entries(found).map(([selector, text]) => ({
    selector,
    name: `${selector}._domainkey.example.com`,
    state: 'found' as const,
    texts: [text],
    aliases: [],
    provider: null,
    reason: null,
  }));
  const dkim: DkimFacts = {
    state: 'found',
    base: 'nodata',
    reason: null,
    beside: { state: 'answered', texts: [], aliases: [] },
    asked: [...ASKED, ...Object.keys(found)],
    selectors,
    ttlSeconds: 300,
    ...change,
  };
  return assessmentOf({ dkim });
}

interface Shown {
  readonly known?: Assessment;
  readonly kept?: readonly string[];
  readonly isPrivate?: boolean;
  readonly answer?: (asked: AddRequest) => AddAnswer | Error | Promise<AddAnswer>;
}

/** The report with this kept, whose background gives these answers. */
function show({ known = facts(), kept = [], isPrivate = false, answer }: Shown = {}) {
  const asked: AddRequest[] = [];
  let tell: (added: Added) => void = () => undefined;
  const stop = vi.fn();
  const change = {
    isPrivate,
    onWatchAdded: (_: string, onChange: (added: Added) => void) => {
      tell = onChange;
      onChange({ dkim: kept });
      return stop;
    },
    onAddNames: async (request: AddRequest) => {
      asked.push(request);
      const given = answer ? await answer(request) : { state: 'asked' as const, unanswered: 0 };
      if (given instanceof Error) throw given;
      return given;
    },
  };
  const view = showReport(known, change);
  const again = (next: Assessment) => view.rerender(<Report {...propsOf(next, view.acts)} {...change} />);
  const section = () => view.container.querySelector<HTMLElement>('.selectors')!;
  const field = () => section().querySelector('textarea')!;
  const give = async (text: string) => {
    field().value = text;
    fireEvent.submit(section().querySelector('form')!);
    await act(async () => undefined);
  };
  const standings = () =>
    Array.from(section().querySelectorAll<HTMLElement>('.added > [data-standing]'), (each) => [
      each.querySelector('code')?.textContent,
      each.dataset['standing'],
    ]);
  const look = () => section().querySelector<HTMLElement>('.look')!;
  const button = (name: string) =>
    Array.from(section().querySelectorAll('button')).find((each) => each.textContent === name);
  return {
    ...view,
    again,
    asked,
    section,
    field,
    give,
    standings,
    look,
    button,
    stop,
    tell: (added: Added) => act(() => tell(added)),
  };
}

const START = words('selectors.look.start');
const STOP = words('selectors.look.stop');

describe('“Selectors that you know”', () => {
  it('asks nothing before it is told to, and is not there while a check is under way', () => {
    const { asked } = show();
    expect(asked).toEqual([]);
    const { container } = showReport(assessmentOf({ finishedAt: null }));
    expect(container.querySelector('.selectors')).toBe(null);
  });

  it('adds a selector, asks for it, and says that no key is there: not that there is no DKIM', async () => {
    const { give, asked, again, standings, field, section } = show();
    await give(' mine ');
    await waitFor(() => expect(asked.length).toBe(1));
    expect(asked).toEqual([
      { domain: 'example.com', mechanism: 'dkim', names: ['mine'], keep: 'all', isPrivate: false },
    ]);
    expect(field().value).toBe('');
    again(facts({}, { asked: [...ASKED, 'mine'] }));
    expect(standings()).toEqual([['mine', 'absent']]);
    expect(textOf(section())).toContain(words('selectors.standing.absent'));
    again(facts({ mine: KEY }));
    expect(standings()).toEqual([['mine', 'key']]);
  });

  it('shows what is kept, and follows it', async () => {
    const { standings, tell, unmount, stop } = show({ known: facts({ s1: KEY }), kept: ['s1', 'later'] });
    expect(standings()).toEqual([
      ['s1', 'key'],
      ['later', 'unasked'],
    ]);
    await tell({ dkim: ['s1'] });
    expect(standings()).toEqual([['s1', 'key']]);
    unmount();
    await waitFor(() => expect(stop).toHaveBeenCalledOnce());
  });

  it('removes one by a button that says which', async () => {
    const { section, acts, tell, standings } = show({ kept: ['s1'] });
    const remove = section().querySelector<HTMLElement>('.added button')!;
    expect(remove.getAttribute('aria-label')).toBe('Remove s1');
    fireEvent.click(remove);
    expect(acts).toEqual([['remove name', { domain: 'example.com', mechanism: 'dkim', name: 's1' }]]);
    expect(document.activeElement?.id).toBe('selectors');
    await tell({ dkim: [] });
    expect(standings()).toEqual([]);
  });

  it('a signature of another domain is said to be that, and is not added; its domain can be checked', async () => {
    const { give, asked, section, acts } = show();
    await give('DKIM-Signature: d=other.example; s=s1; b=A');
    await waitFor(() => expect(textOf(section())).toContain('other.example'));
    expect(asked).toEqual([]);
    fireEvent.click(section().querySelector('.added button')!);
    expect(acts).toEqual([['open', 'other.example']]);
  });

  it('takes a dropped message, and sends nothing of it but the selector', async () => {
    const { field, asked } = show();
    const file = new File([signed({ body: 'A secret\r\n' })], 'a.eml');
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { files: [file], getData: () => '' } });
    fireEvent(field(), drop);
    expect(drop.defaultPrevented).toBe(true);
    await waitFor(() => expect(asked.length).toBe(1));
    expect(asked[0]?.names).toEqual(['s1']);
    expect(JSON.stringify(asked)).not.toContain('secret');
  });

  it.each([
    ['', 'empty'],
    ['a..b', 'no_selector'],
    ['From: a@example.com', 'unsigned'],
    ['DKIM-Signature: v=1', 'unreadable'],
  ] as const)(
    '%j is refused with its reason, stays to be mended, and gets the focus',
    async (text, fault) => {
      const { give, asked, field, section } = show();
      await give(text);
      await waitFor(() => expect(field().getAttribute('aria-invalid')).toBe('true'));
      expect(textOf(section().querySelector('[role=alert]')!)).toBe(
        words(`selectors.fault.${fault}`).replaceAll('`', ''),
      );
      await waitFor(() => expect(document.activeElement).toBe(field()));
      expect([field().value, asked]).toEqual([text, []]);
      fireEvent.input(field());
      expect(section().querySelector('[role=alert]')).toBe(null);
    },
  );

  it.each<[why: string, answer: AddAnswer | Error, said: string]>([
    ['no answer from DNS', { state: 'asked', unanswered: 1 }, words('selectors.unanswered', { count: '1' })],
    ['no check to be added to', { state: 'unchecked' }, words('selectors.unchecked')],
    [
      'no permission',
      { state: 'not-permitted', resolver: 'Quad9' },
      words('maySend.notPermitted', { resolver: 'Quad9' }),
    ],
    ['a background that ended', new Error('ended'), words('selectors.failed')],
  ])('%s is said', async (_, answer, said) => {
    const { give, section } = show({ answer: () => answer as AddAnswer });
    await give('s1');
    await waitFor(() => expect(textOf(section())).toContain(said));
  });

  it('in a private window says that nothing is kept, and has no button for what was kept before', async () => {
    const { give, asked, section, standings, acts } = show({ isPrivate: true, kept: ['old'] });
    expect(textOf(section())).toContain(words('selectors.private'));
    expect(section().querySelector('.added button')).toBe(null);
    await give('mine');
    await waitFor(() => expect(asked[0]?.isPrivate).toBe(true));
    expect(standings().map(([name]) => name)).toEqual(['old', 'mine']);
    fireEvent.click(section().querySelector('.added button')!);
    expect([standings().map(([name]) => name), acts]).toEqual([['old'], []]);
  });

  it('is accessible', async () => {
    const { container, give, section } = show({ kept: ['s1'] });
    await give('a..b');
    await waitFor(() => expect(section().querySelector('[role=alert]')).not.toBe(null));
    const { violations } = await axe.run(container.querySelector('.selectors')!);
    expect(violations).toEqual([]);
  });
});

describe('“Look for more selectors”', () => {
  const left = MORE_SELECTORS_COUNT - ASKED.length;

  it('says how many names it would ask whom for, and asks for none of them before the click', () => {
    const { section, asked } = show();
    expect(textOf(section())).toContain(String(MORE_SELECTORS_COUNT));
    expect(textOf(section())).toContain('Cloudflare');
    expect(asked).toEqual([]);
  });

  it('asks for four at a time, for none twice and none that was asked, to the end', async () => {
    let most = 0;
    let open = 0;
    const { button, asked, look } = show({
      answer: async () => {
        open += 1;
        most = Math.max(most, open);
        await Promise.resolve();
        open -= 1;
        return { state: 'asked', unanswered: 0 };
      },
    });
    fireEvent.click(button(START)!);
    await waitFor(() => expect(look().dataset['look']).toBe('done'), { timeout: 5000 });
    const names = asked.flatMap((each) => each.names);
    expect([names.length, new Set(names).size, most]).toEqual([left, left, 1]);
    expect(asked.every((each) => each.names.length <= SELECTORS_AT_ONCE && each.keep === 'found')).toBe(true);
    expect(names).not.toEqual(expect.arrayContaining(['google']));
    expect(textOf(look())).toBe(words('selectors.look.done', { all: String(left), found: '0' }));
    await waitFor(() => expect(document.activeElement === look()).toBe(true));
  });

  it('tells how far it is and what was found, and stops when it is told to; a later press asks for the rest', async () => {
    const gates: ((answer: AddAnswer) => void)[] = [];
    const { button, asked, look, again, section } = show({
      answer: () => new Promise<AddAnswer>((resolve) => gates.push(resolve)),
    });
    const answer = async (index: number) => {
      await waitFor(() => expect(gates.length).toBe(index + 1));
      await act(async () => gates[index]?.({ state: 'asked', unanswered: 0 }));
    };
    fireEvent.click(button(START)!);
    await answer(0);
    await waitFor(() => expect(asked.length).toBe(2));
    const [first] = asked;
    again(facts({ [first!.names[0]!]: KEY }, { asked: [...ASKED, ...first!.names] }));
    expect(textOf(look())).toBe(
      words('selectors.look.progress', { asked: '4', all: String(left), found: '1' }),
    );
    const bar = section().querySelector('progress')!;
    expect([bar.value, bar.max]).toEqual([4, left]);
    fireEvent.click(button(STOP)!);
    await answer(1);
    await waitFor(() => expect(look().dataset['look']).toBe('stopped'));
    expect(textOf(look())).toBe(
      words('selectors.look.stopped', { asked: '8', all: String(left), found: '1' }),
    );
    expect(asked.length).toBe(2);
    again(facts({ [first!.names[0]!]: KEY }, { asked: [...ASKED, ...asked.flatMap((each) => each.names)] }));
    fireEvent.click(button(START)!);
    await waitFor(() => expect(asked.length).toBe(3));
    expect(asked[2]?.names.some((name) => asked[0]?.names.includes(name))).toBe(false);
  });

  it('ends with the section: nothing is asked behind anybody’s back', async () => {
    const gates: ((answer: AddAnswer) => void)[] = [];
    const { button, asked, unmount } = show({
      answer: () => new Promise<AddAnswer>((resolve) => gates.push(resolve)),
    });
    fireEvent.click(button(START)!);
    await waitFor(() => expect(gates.length).toBe(1));
    unmount();
    gates[0]?.({ state: 'asked', unanswered: 0 });
    await act(async () => undefined);
    expect(asked.length).toBe(1);
  });

  it.each<[why: string, answer: AddAnswer | Error]>([
    ['all four had no answer', { state: 'asked', unanswered: 4 }],
    ['there is no check that it could be put into', { state: 'unchecked' }],
    ['the background ended twice', new Error('ended')],
  ])('stops by itself where %s', async (_, answer) => {
    const { button, asked, look } = show({ answer: () => answer as AddAnswer });
    fireEvent.click(button(START)!);
    await waitFor(() => expect(look().dataset['look']).toBe('failed'));
    expect(asked.length).toBe(1);
    expect(textOf(look())).toContain(words('selectors.look.failed'));
    expect(button(START)).toBeDefined();
  });

  it('counts single names without an answer', async () => {
    let count = 0;
    const { button, look } = show({ answer: () => ({ state: 'asked', unanswered: count++ === 0 ? 1 : 0 }) });
    fireEvent.click(button(START)!);
    await waitFor(() => expect(look().dataset['look']).toBe('done'), { timeout: 5000 });
    expect(textOf(look())).toContain(words('selectors.look.unanswered', { count: '1' }));
  });

  it('where DNS says that nothing is below, there is nothing to be looked for', () => {
    const { button, section } = show({ known: facts({}, { base: 'nxdomain' }) });
    expect(button(START)).toBe(undefined);
    expect(textOf(section())).toContain('_domainkey.example.com');
    // Some name servers say so wrongly: one key tells.
    expect(show({ known: facts({ s1: KEY }, { base: 'nxdomain' }) }).button(START)).toBeDefined();
  });
});
