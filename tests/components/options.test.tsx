// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Options, type OptionsProps } from '../../components/Options.tsx';
import { DEFAULT_RESOLVER, RESOLVERS, parseCustomResolver, type Resolver } from '../../lib/dns/resolver.ts';
import { asInput } from '../support/popup.tsx';

function show(change: Partial<OptionsProps> = {}) {
  cleanup();
  const saved: Resolver[] = [];
  const forgotten = { times: 0 };
  const view = render(
    <Options
      resolver={DEFAULT_RESOLVER}
      onSave={async (resolver) => {
        saved.push(resolver);
        return true;
      }}
      onForget={async () => {
        forgotten.times += 1;
      }}
      {...change}
    />,
  );
  const choose = (label: string) => fireEvent.click(view.getByRole('radio', { name: label }));
  const save = () => fireEvent.submit(view.getByRole('button', { name: 'Save' }).closest('form')!);
  return { ...view, saved, forgotten, choose, save };
}

describe('the resolver', () => {
  it('in use is chosen', () => {
    const { getAllByRole } = show({ resolver: RESOLVERS[2]! });
    const radios = getAllByRole('radio').map(asInput);
    expect(radios.map(({ value }) => value)).toEqual(['cloudflare', 'quad9', 'google', 'mullvad', 'custom']);
    expect(radios.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['google']);
  });

  it('that was chosen is saved in the click itself, and said to be', async () => {
    const { choose, save, saved, findByText } = show();
    choose('Quad9');
    save();
    expect(saved.map(({ id }) => id)).toEqual(['quad9']);
    await findByText('Saved.');
  });

  it('that the browser does not allow is not saved', async () => {
    const { save, findByText } = show({ onSave: async () => false });
    save();
    await findByText('Not saved, because the browser did not allow Waxseal to ask this resolver.');
  });

  it('that cannot be saved has its reason shown as text', async () => {
    const onSave = () => Promise.reject(new Error('<b>disk full</b>'));
    const { save, findByText, container } = show({ onSave });
    save();
    await findByText('Error: <b>disk full</b>');
    expect(container.querySelector('b')).toBeNull();
  });
});

describe('an own resolver', () => {
  const own = parseCustomResolver('https://dns.example.net/q')!;

  it('shows its address where it is in use, and no field for one otherwise', () => {
    expect(show().queryByRole('textbox')).toBeNull();
    const { getByRole } = show({ resolver: own });
    expect(asInput(getByRole('textbox')).value).toBe('https://dns.example.net/q');
  });

  it('is saved with its address', () => {
    const { choose, save, saved, getByRole } = show();
    choose('Own resolver');
    fireEvent.input(getByRole('textbox'), { target: { value: 'https://dns.example.net/q{?dns}' } });
    save();
    expect(saved).toEqual([own]);
  });

  it.each(['', 'dns.example.net', 'http://dns.example.net/q'])('is not saved with %j', (text) => {
    const { choose, save, saved, getByRole } = show();
    choose('Own resolver');
    const field = getByRole('textbox', { name: 'Address of the resolver (https)' });
    fireEvent.input(field, { target: { value: text } });
    save();
    expect(saved).toEqual([]);
    expect(getByRole('alert').textContent).toContain('This is not an address of a resolver.');
    expect(getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    expect(getByRole('textbox').getAttribute('aria-describedby')).toBe(getByRole('alert').id);
  });
});

describe('stored data', () => {
  it('is forgotten at a click, and said to be', async () => {
    const { getByRole, forgotten, findByText } = show();
    fireEvent.click(getByRole('button', { name: 'Forget everything' }));
    await findByText(/^Forgotten\./);
    expect(forgotten.times).toBe(1);
    expect(getByRole('status').textContent).toMatch(/^Forgotten\./);
  });
});
