// @vitest-environment happy-dom
import { cleanup, fireEvent, render, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Options, type OptionsProps } from '../../components/Options.tsx';
import { RESOLVERS, parseCustomResolver, type Resolver } from '../../lib/dns/resolver.ts';
import type { RememberedPolicy } from '../../lib/mechanisms/mta-sts/remembered-policy.ts';
import { settle } from '../../lib/settings.ts';
import { name } from '../support/assessments.ts';
import { words } from '../support/i18n.ts';
import { asInput, textOf } from '../support/popup.tsx';
import { preferences, type PreferenceAct } from '../support/preferences.ts';

const ADDRESS = { name: 'Address of the resolver (https)' };
const own = parseCustomResolver('https://dns.example.net/q')!;

function show(change: Partial<OptionsProps> = {}) {
  cleanup();
  const acts: PreferenceAct[] = [];
  const view = render(<Options {...preferences(acts)} {...change} />);
  const choose = (label: string) => fireEvent.click(view.getByRole('radio', { name: label }));
  const save = () => fireEvent.submit(view.getByRole('button', { name: 'Save' }).closest('form')!);
  const press = (label: string) => fireEvent.click(view.getByRole('button', { name: label }));
  return { ...view, acts, choose, save, press };
}

const using = (resolver: Resolver, isResolverConfirmed = true) => ({
  settings: settle({}, { resolver, isResolverConfirmed }),
});

describe('the resolver', () => {
  it('in use is chosen', () => {
    const { getAllByRole } = show(using(RESOLVERS[2]!));
    const radios = getAllByRole('radio')
      .map(asInput)
      .filter((radio) => radio.name === 'resolver');
    expect(radios.map(({ value }) => value)).toEqual(['cloudflare', 'quad9', 'google', 'mullvad', 'custom']);
    expect(radios.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['google']);
  });

  it('that came from another device is said to be not asked, until it is saved', () => {
    const sentence = /came from another device. Waxseal asks it only after you save it here\./;
    expect(show(using(RESOLVERS[1]!)).queryByText(sentence)).toBeNull();
    const { getByText, save, acts } = show(using(RESOLVERS[1]!, false));
    getByText(sentence);
    save();
    expect(acts).toEqual([['resolver', RESOLVERS[1]]]);
  });

  it('that was chosen is saved in the click itself, and said to be', async () => {
    const { choose, save, acts, findByText } = show();
    choose('Quad9');
    save();
    expect(acts).toEqual([['resolver', RESOLVERS[1]]]);
    await findByText('Saved.');
  });

  it('that the browser does not allow is not saved', async () => {
    const { save, findByText } = show({ onResolver: async () => false });
    save();
    await findByText('Not saved, because your browser did not allow Waxseal to ask this resolver.');
  });

  it('that cannot be saved has its reason shown as text', async () => {
    const onResolver = () => Promise.reject(new Error('<b>disk full</b>'));
    const { save, findByText, container } = show({ onResolver });
    save();
    await findByText('Error: <b>disk full</b>');
    expect(container.querySelector('b')).toBeNull();
  });
});

describe('an own resolver', () => {
  it('shows its address where it is in use, and no field for one otherwise', () => {
    expect(show().queryByRole('textbox', ADDRESS)).toBeNull();
    const { getByRole } = show(using(own));
    expect(asInput(getByRole('textbox', ADDRESS)).value).toBe('https://dns.example.net/q');
  });

  it('is saved with its address', () => {
    const { choose, save, acts, getByRole } = show();
    choose('Own resolver');
    fireEvent.input(getByRole('textbox', ADDRESS), { target: { value: 'https://dns.example.net/q{?dns}' } });
    save();
    expect(acts).toEqual([['resolver', own]]);
  });

  it.each(['', 'dns.example.net', 'http://dns.example.net/q'])('is not saved with %j', (text) => {
    const { choose, save, acts, getByRole } = show();
    choose('Own resolver');
    const field = getByRole('textbox', ADDRESS);
    fireEvent.input(field, { target: { value: text } });
    save();
    expect(acts).toEqual([]);
    expect(getByRole('alert').textContent).toContain('This is not the address of a resolver.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe(getByRole('alert').id);
  });
});

describe('what an administrator laid down', () => {
  it('is shown, and cannot be changed', () => {
    const settings = settle(
      { resolver: own, automatic: true, score: true, badge: 'worst', leaveAlone: [name('corp.example')] },
      {},
    );
    const { getAllByRole, getByRole, getAllByText, queryByRole } = show({ settings });
    expect(getAllByRole('radio').every((radio) => radio.closest('fieldset')?.disabled)).toBe(true);
    expect(queryByRole('button', { name: 'Save' })).toBeNull();
    expect(asInput(getByRole('checkbox', { name: 'Check pages automatically' }))).toMatchObject({
      checked: true,
      disabled: true,
    });
    expect(getAllByText('Set by your administrator.')).toHaveLength(5);
    expect(queryByRole('button', { name: 'Remove corp.example' })).toBeNull();
  });
});

describe('the score', () => {
  const box = { name: 'Show a score in popup, report and files' };

  it('is on until somebody switches it off', () => {
    const { getByRole, acts } = show();
    const field = asInput(getByRole('checkbox', box));
    expect(field.checked).toBe(true);
    fireEvent.click(field);
    expect(acts).toEqual([['score', false]]);
  });

  it('that an administrator switched off stays off', () => {
    const { getByRole } = show({ settings: settle({ score: false }, {}) });
    expect(asInput(getByRole('checkbox', box))).toMatchObject({ checked: false, disabled: true });
  });
});

describe('policy files', () => {
  const state = (change: Partial<OptionsProps>) =>
    show(change)
      .container.querySelector('[data-access]')
      ?.textContent?.replace(/[\u2066-\u2069]/g, '');

  it('say what the browser allows now', () => {
    expect(state({})).toBe('Waxseal asks for each domain when you check it.');
    expect(state({ access: { isForAll: true, hosts: [] } })).toBe('Read for all domains.');
    const hosts = ['mta-sts.a.example', 'mta-sts.b.example'];
    expect(state({ access: { isForAll: false, hosts } })).toBe(
      'Waxseal asks for each domain. Allowed so far: mta-sts.a.example and mta-sts.b.example',
    );
  });

  it('are allowed and taken back at a click', async () => {
    const allowing = show();
    allowing.press('Allow all domains');
    await allowing.findByText('Saved.');
    expect(allowing.acts).toEqual([['all policies']]);
    const taking = show({ access: { isForAll: true, hosts: [] } });
    expect(taking.queryByRole('button', { name: 'Allow all domains' })).toBeNull();
    taking.press('Ask every time');
    await taking.findByText('Saved.');
    expect(taking.acts).toEqual([['revoke']]);
  });

  it('stay as they were where the browser says no', async () => {
    const { press, findByText } = show({ onAllPolicies: async () => false });
    press('Allow all domains');
    await findByText('Not changed, because your browser did not allow it.');
  });
});

describe('the automatic badge', () => {
  it('is off at first, and asks when it is chosen', () => {
    const { getByRole, acts } = show();
    const box = asInput(getByRole('checkbox', { name: 'Check pages automatically' }));
    expect(box.checked).toBe(false);
    fireEvent.click(box);
    expect(acts).toEqual([['automatic', true]]);
    // Until it is in force it does not look so.
    expect(box.checked).toBe(false);
  });

  it('that came by sync or policy waits for this browser', () => {
    const { press, acts } = show({ settings: settle({ automatic: true }, {}) });
    press('Allow');
    expect(acts).toEqual([['automatic', true]]);
    const allowed = show({ settings: settle({ automatic: true }, {}), isAutomaticAllowed: true });
    expect(allowed.queryByRole('button', { name: 'Allow' })).toBeNull();
  });
});

describe('what the badge shows', () => {
  it('is mail in transit at first, and changes at a click, with a word on what that asks', async () => {
    const { getByRole, choose, acts, findByText } = show();
    const group = getByRole('group', { name: 'What the badge shows' });
    const radios = within(group).getAllByRole('radio').map(asInput);
    expect(radios.map(({ value, checked }) => [value, checked])).toEqual([
      ['transit', true],
      ['spoofing', false],
      ['worst', false],
    ]);
    expect(document.getElementById(group.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      words('choices.badgeAsks'),
    );
    choose('The worse of both');
    expect(acts).toEqual([['badge', 'worst']]);
    await findByText('Saved.');
  });

  it('is the administrator’s choice where there is one', () => {
    const { getByRole } = show({ settings: settle({ badge: 'spoofing' }, { badge: 'worst' }) });
    const group = getByRole('group', { name: 'What the badge shows' });
    expect(asInput(within(group).getByRole('radio', { checked: true })).value).toBe('spoofing');
    expect(within(group).getByText('Set by your administrator.').closest('fieldset')?.disabled).toBe(true);
  });
});

describe('the domains to leave alone', () => {
  const settings = settle({}, { leaveAlone: [name('b.example'), name('a.example')] });
  const add = (view: ReturnType<typeof show>, text: string) => {
    const field = view.getByRole('textbox', { name: 'Domain to skip' });
    fireEvent.input(field, { target: { value: text } });
    fireEvent.submit(field.closest('form')!);
    return asInput(field);
  };

  it('grow by what is typed, and shrink at a click', () => {
    const view = show({ settings });
    expect(add(view, ' https://Intranet.Example/x ').value).toBe('');
    view.press('Remove a.example');
    expect(view.acts).toEqual([
      ['leave alone', ['b.example', 'a.example', 'intranet.example']],
      ['leave alone', ['b.example']],
    ]);
  });

  it.each([
    ['no name', 'This is not a domain. It looks like example.com'],
    ['A.example', 'This domain is already in the list.'],
  ])('refuse %j, say why, and keep what was typed', (text, sentence) => {
    const view = show({ settings });
    const field = add(view, text);
    expect(view.acts).toEqual([]);
    expect(field.value).toBe(text);
    expect(view.getByRole('alert').textContent).toBe(sentence);
    expect(field.getAttribute('aria-describedby')).toBe(view.getByRole('alert').id);
    fireEvent.input(field, { target: { value: 'c' } });
    expect(view.queryByRole('alert')).toBeNull();
  });
});

describe('stored data', () => {
  it('is counted and listed with its dates', () => {
    const policies = [remembered('a.example'), remembered('xn--bcher-kva.example')];
    const { container } = show({ stored: { policies, results: 3 } });
    const data = container.querySelector('section[aria-labelledby=data]')!;
    expect(textOf(data)).toContain('Policies on disk: 2');
    expect(textOf(data)).toContain('Results in memory, until the browser closes: 3');
    const [first, second] = Array.from(data.querySelectorAll('li'), textOf);
    expect(first).toMatch(/^a\.example.*fetched .*2026.*valid until .*2026/);
    expect(second).toContain('bücher.example');
  });

  it('is handed over and forgotten at a click, and said to be', async () => {
    const { getByRole, press, acts, findByText } = show();
    press('Export as JSON');
    press('Forget everything');
    await findByText(/^Deleted\./);
    expect(acts).toEqual([['export'], ['forget']]);
    expect(getByRole('status').textContent).toMatch(/^Deleted\./);
  });
});

function remembered(domain: string): RememberedPolicy {
  const policyText = 'version: STSv1\n';
  const fetchedAt = Date.UTC(2026, 0, 15);
  return {
    policyDomain: name(domain),
    policyId: '1',
    policyText,
    mode: 'enforce',
    replaced: null,
    mediaType: 'text/plain',
    maxAgeSeconds: 604_800,
    fetchedAt,
  };
}

it('the workshop opens from here', () => {
  const view = show();
  view.press('Open the workshop');
  expect(view.acts).toEqual([['workshop']]);
});
