// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Welcome, type WelcomeProps } from '../../components/Welcome.tsx';
import { RESOLVERS } from '../../lib/dns/resolver.ts';
import { settle } from '../../lib/settings.ts';
import { asInput } from '../support/popup.tsx';
import { preferences, type PreferenceAct } from '../support/preferences.ts';

function show(change: Partial<WelcomeProps> = {}) {
  cleanup();
  const acts: PreferenceAct[] = [];
  const view = render(<Welcome {...preferences(acts)} onDone={() => acts.push(['done'])} {...change} />);
  const press = (name: string) => fireEvent.click(view.getByRole('button', { name }));
  const heading = () => view.getByRole('heading', { level: 1 });
  return { ...view, acts, press, heading };
}

describe('the welcome', () => {
  it('goes through three steps and back, and ends', async () => {
    const { press, heading, acts, queryByRole } = show();
    expect(heading().textContent).toBe('Does mail travel sealed?');
    expect(document.activeElement).toBe(document.body);
    expect(queryByRole('button', { name: 'Back' })).toBeNull();
    press('Next');
    expect(heading().textContent).toBe('What Waxseal sends, and to whom');
    await expect.poll(() => document.activeElement).toBe(heading());
    press('Next');
    expect(heading().textContent).toBe('Your choices');
    press('Back');
    press('Next');
    press('Finish');
    expect(acts).toEqual([['done']]);
  });

  it.each([0, 1])('can be skipped after %i steps, with nothing chosen', (steps) => {
    const { press, acts } = show();
    for (let step = 0; step < steps; step++) press('Next');
    press('Skip');
    expect(acts).toEqual([['done']]);
  });

  it('names the resolver that is asked', () => {
    const { press, container } = show({ settings: settle({ resolver: RESOLVERS[3]! }, {}) });
    press('Next');
    expect(container.textContent).toContain('DNS questions to ⁨Mullvad⁩'.replace(/[\u2066-\u2069]/g, ''));
  });
});

describe('the choices of the welcome', () => {
  const choices = (change: Partial<WelcomeProps> = {}) => {
    const view = show(change);
    view.press('Next');
    view.press('Next');
    return view;
  };

  it('are made in the click itself: policy files, a known resolver, the automatic badge', async () => {
    const { press, getByRole, acts, findByText } = choices();
    press('Allow all domains');
    fireEvent.click(getByRole('radio', { name: 'Quad9' }));
    fireEvent.click(getByRole('checkbox', { name: 'Check pages automatically' }));
    expect(acts).toEqual([['all policies'], ['resolver', RESOLVERS[1]], ['automatic', true]]);
    await findByText('Saved.');
  });

  it('have a button for a resolver that came from another device', () => {
    const settings = settle({}, { resolver: RESOLVERS[1]!, isResolverConfirmed: false });
    const { acts, getByRole } = choices({ settings });
    fireEvent.submit(getByRole('button', { name: 'Save' }).closest('form')!);
    expect(acts).toEqual([['resolver', RESOLVERS[1]]]);
  });

  it('need a button for an own resolver alone', () => {
    const { getByRole, queryByRole, acts } = choices();
    expect(queryByRole('button', { name: 'Save' })).toBeNull();
    fireEvent.click(getByRole('radio', { name: 'Own resolver' }));
    expect(acts).toEqual([]);
    expect(queryByRole('button', { name: 'Save' })).not.toBeNull();
  });

  it('show the resolver in use again where the browser did not allow another', async () => {
    const { getByRole, findByText } = choices({ onResolver: async () => false });
    fireEvent.click(getByRole('radio', { name: 'Quad9' }));
    await findByText(/^Not saved/);
    expect(asInput(getByRole('radio', { name: 'Cloudflare' })).checked).toBe(true);
  });
});
