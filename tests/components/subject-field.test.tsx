// @vitest-environment happy-dom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { SubjectField } from '../../components/SubjectField.tsx';
import { name } from '../support/assessments.ts';
import { asInput } from '../support/popup.tsx';

function show(isName: boolean, recent: readonly string[] = []) {
  cleanup();
  const checked: string[] = [];
  const cleared: true[] = [];
  const view = render(
    <SubjectField
      initial={null}
      recent={recent.map(name)}
      onClearRecent={() => cleared.push(true)}
      onCheck={async (text) => {
        checked.push(text);
        return isName;
      }}
    />,
  );
  const field = asInput(view.getByLabelText('Another domain or email address'));
  const submit = (text: string) => {
    fireEvent.input(field, { target: { value: text } });
    fireEvent.submit(field.form!);
  };
  return { ...view, field, checked, cleared, submit };
}

describe('SubjectField', () => {
  it('hands over what was typed, as it was typed', () => {
    const { checked, submit, queryByRole } = show(true);
    submit(' Someone <me@example.com> ');
    expect(checked).toEqual([' Someone <me@example.com> ']);
    expect(queryByRole('alert')).toBeNull();
  });

  it('hands over nothing as nothing', () => {
    const { checked, submit } = show(true);
    submit('');
    expect(checked).toEqual(['']);
  });

  it('says what is wrong with what is no name, tied to the field', async () => {
    const { field, submit, findByRole } = show(false);
    expect(field.getAttribute('aria-invalid')).toBe('false');
    submit('not a name');
    const alert = await findByRole('alert');
    expect(alert.textContent).toBe('This is not a domain, web address or email address.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.getAttribute('aria-describedby')).toBe(alert.id);
    expect(field.value).toBe('not a name');
  });

  it('takes it back as soon as something else is typed', async () => {
    const { field, submit, findByRole, queryByRole } = show(false);
    submit('x');
    await findByRole('alert');
    fireEvent.input(field, { target: { value: 'xy' } });
    expect(queryByRole('alert')).toBeNull();
    expect(field.hasAttribute('aria-describedby')).toBe(false);
  });

  it('offers what was checked before as people write it and as DNS does, and forgets it at a click', () => {
    const { field, container, cleared, getByRole } = show(true, ['example.com', 'xn--bcher-kva.example']);
    expect(field.getAttribute('list')).toBe('recent');
    const offered = [...container.querySelectorAll('datalist#recent option')].map(
      (option) => option.textContent,
    );
    expect(offered).toEqual(['example.com', 'bücher.example (xn--bcher-kva.example)']);
    fireEvent.click(getByRole('button', { name: 'Clear recent checks' }));
    expect(cleared).toEqual([true]);
  });

  it('offers nothing, and nothing to clear, where nothing was checked', () => {
    const { field, queryByRole } = show(true);
    expect(field.hasAttribute('list')).toBe(false);
    expect(queryByRole('button', { name: /Clear/ })).toBeNull();
  });

  it('can be used with the button', () => {
    const { getByRole } = show(true);
    expect(getByRole('button', { name: 'Check' }).getAttribute('type')).toBe('submit');
  });
});
