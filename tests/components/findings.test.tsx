// @vitest-environment happy-dom
import { PROBLEMS, type Problem, type ProblemCode } from '../../lib/mechanisms.ts';
import { findingOf, type Finding } from '../../lib/verdict/finding.ts';
import { sourceUrl } from '../../lib/verdict/source-url.ts';
import { cleanup, render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Findings } from '../../components/Findings.tsx';
import { textOf } from '../support/popup.tsx';
import { NOW } from '../support/time.ts';

const VALUES: Record<string, string | number> = {
  count: 3,
  value: 7200,
  seconds: 2.5,
  kilobytes: 12,
  status: 404,
  until: NOW,
  reason: 'servfail',
};

/** A problem with a value for each of its parameters. */
function problem(code: ProblemCode, change: Problem['parameters'] = {}): Finding {
  const parameters = PROBLEMS[code].parameters.map((name) => [name, VALUES[name] ?? `<${name}>`]);
  return findingOf({ code, parameters: { ...Object.fromEntries(parameters), ...change } });
}

function show(...findings: Finding[]) {
  cleanup();
  return render(<Findings findings={findings} isKnown />);
}

describe('a finding', () => {
  it.each(Object.keys(PROBLEMS) as ProblemCode[])(
    '%s has a title, a meaning, what to do and its source',
    (code) => {
      const { getByRole, container } = show(problem(code));
      const item = container.querySelector(`[data-code="${code}"]`)!;
      const [meaning, repair] = Array.from(item.querySelectorAll('p'), textOf);
      expect(textOf(item.querySelector('h3')!)).not.toBe('');
      expect(meaning).toMatch(/^(?:critical|error|warning|note|good to know) \P{Ll}/u);
      expect(repair).toMatch(/^What to do: \S/);
      expect(item.textContent).not.toMatch(/undefined|NaN|\{\w+\}|[\u2068\u2069`]/);
      const { source } = PROBLEMS[code];
      if (source === null) expect(item.querySelector('a')).toBeNull();
      else
        expect(getByRole('link', { name: source, hidden: true }).getAttribute('href')).toBe(
          sourceUrl(source),
        );
    },
  );

  const words: readonly (readonly [why: string, finding: Finding, says: string])[] = [
    ['a status is a name, not an amount', problem('policy-status', { status: 1404 }), 'status 1404'],
    ['what is behind 401', problem('policy-status', { status: 401 }), 'exempt it from passwords'],
    ['and behind 403', problem('policy-status', { status: 403 }), 'an access rule or bot protection'],
    ['that 404 is no file', problem('policy-status', { status: 404 }), 'Publish the file there'],
    ['and 410 none either', problem('policy-status', { status: 410 }), 'There is no file'],
    ['that 429 is a limit', problem('policy-status', { status: 429 }), 'from this limit'],
    [
      'that 500 is the server',
      problem('policy-status', { status: 500 }),
      'The web server or the application behind it fails',
    ],
    [
      'and 599 too',
      problem('policy-status', { status: 599 }),
      'The web server or the application behind it fails',
    ],
    ['nothing of 600', problem('policy-status', { status: 600 }), 'Senders accept only status 200'],
    ['nothing of 206', problem('policy-status', { status: 206 }), 'Senders accept only status 200'],
    ['a duration in words', problem('policy-max-age-below-day', { value: 7200 }), 'max_age is only 2 hours'],
    [
      'a reason in words',
      problem('mx-unavailable', { reason: 'timeout' }),
      'The reason: the resolver did not answer in time. It is not known which servers',
    ],
    ['a target that nobody told', problem('policy-redirect', { target: '' }), 'It points to: not reported'],
    ['an amount as the language writes it', problem('mx-all-uncovered', { count: 1234 }), '1,234'],
    [
      'the same as the guide where all mail is refused: testing with every server, then a trial',
      problem('mx-all-uncovered'),
      'Now: set mode testing, add an mx: line for every server',
    ],
    [
      'who refuses mail to a server: nothing of it stands in the log of the receiver',
      problem('mx-uncovered'),
      'They hold mail back, try again, and finally return it (RFC 8461 §5.1)',
    ],
    [
      'the same of all servers',
      problem('mx-all-uncovered'),
      'They hold mail back, try again, and finally return it (RFC 8461 §5.1)',
    ],
    [
      'a max_age that gets no other finding',
      problem('policy-max-age-too-large', { value: 99999999 }),
      'What to do: Write 31536000',
    ],
    [
      'what the author marked as code',
      problem('sts-record-no-id'),
      'Without id=, in small letters, the record is invalid',
    ],
  ];
  it.each(words)('says %s', (_, finding, says) => {
    expect(textOf(show(finding).container)).toContain(says);
  });

  it.each<ProblemCode>(['mx-alias', 'mx-no-address', 'mx-not-a-host-name', 'mx-local-name'])(
    '%s: a new name goes into an enforced policy before it goes into the MX record (RFC 8461 §8.1)',
    (code) => {
      const text = textOf(show(problem(code)).container);
      expect(text).toContain(
        'first add the new name to the policy with a new id; change the MX record later',
      );
      expect(text).toContain('The guide’s plan to change a mail server');
    },
  );

  it('marks code as code', () => {
    const { container } = show(problem('sts-record-no-id'));
    expect(Array.from(container.querySelectorAll('code'), textOf)).toContain('id=');
  });
});

describe('the list', () => {
  it('keeps the order, and folds away what is merely good to know', () => {
    const { container, getByText } = show(
      problem('mx-uncovered'),
      problem('policy-mode-testing'),
      problem('policy-slow'),
    );
    const order = Array.from(container.querySelectorAll('li'), (item) => item.getAttribute('data-code'));
    expect(order).toEqual(['mx-uncovered', 'policy-mode-testing', 'policy-slow']);
    const details = container.querySelector('details')!;
    expect(details.open).toBe(false);
    expect(details.querySelectorAll('li')).toHaveLength(1);
    expect(details.contains(getByText('Show notes (1)'))).toBe(true);
  });

  it('says so where there is nothing to repair', () => {
    expect(textOf(show().container)).toBe('FindingsNothing to fix.');
    expect(textOf(show(problem('policy-slow')).container)).toContain('Nothing to fix.');
    expect(textOf(show(problem('policy-status')).container)).not.toContain('Nothing to fix.');
  });

  it('does not say so where the domain is not known', () => {
    cleanup();
    expect(render(<Findings findings={[]} isKnown={false} />).container.childElementCount).toBe(0);
    const { container } = render(<Findings findings={[problem('policy-slow')]} isKnown={false} />);
    expect(textOf(container)).not.toContain('Nothing to fix.');
  });

  it('shows twice what was found twice', () => {
    const { container } = show(problem('policy-blank-line'), problem('policy-blank-line'));
    expect(container.querySelectorAll('li')).toHaveLength(2);
  });
});
