// @vitest-environment happy-dom
import { fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Assessment } from '../../lib/check/assessment.ts';
import { usualChoices } from '../../lib/guide/choices.ts';
import { proposalFor } from '../../lib/guide/proposal.ts';
import { registrableOf } from '../../lib/names/subject.ts';
import { applied } from '../support/applied.ts';
import {
  assessmentOf,
  failedFetch,
  host,
  mxOf,
  name,
  noMail,
  policyOf,
  policyText,
  stsRecord,
  tlsrptRecord,
  unknown,
  unreadPolicy,
} from '../support/assessments.ts';
import { BOGUS, INSECURE, daneHost, daneOf, failingHost, unsignedHost } from '../support/dane.ts';
import { showGuide } from '../support/guide.tsx';
import { words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import { NOW } from '../support/time.ts';

const absent: Partial<Assessment> = {
  stsRecord: stsRecord(),
  policy: { state: 'absent' },
  policyHost: { state: 'not-asked' },
};
const three = mxOf(
  host('a.mx.provider.example'),
  host('b.mx.provider.example', 20),
  host('mx.provider.example', 30),
);

const plain = (element: Element) => textOf(element).replaceAll(/[\u2066-\u2069]/g, '');
const statesOf = (container: Element, kind: 'step' | 'check') =>
  Object.fromEntries(
    Array.from(
      container.querySelectorAll<HTMLElement>(
        kind === 'step' ? '[data-step]' : '[data-step=verify] [data-check]',
      ),
      ({ dataset }) => [dataset[kind], dataset['state']],
    ),
  );

describe('the guide', () => {
  it('has the steps of a mechanism behind its own, with commands to be copied', async () => {
    const dane = daneOf(daneHost('mail.example.com', []));
    const { container, copied } = showGuide(assessmentOf({ ...absent, dane }));
    const steps = Array.from(container.querySelectorAll<HTMLElement>('[data-advice^=dane-]'));
    expect(steps.map(({ dataset }) => [dataset['advice'], dataset['state']])).toEqual([
      ['dane-sign', 'done'],
      ['dane-starttls', 'unknown'],
      ['dane-publish', 'needed'],
      ['dane-roll', 'needed'],
    ]);
    expect(steps.map((step) => step.querySelector('details')!.open)).toEqual([false, false, true, false]);
    const [, , publish] = steps;
    fireEvent.click(publish!.querySelector('button')!);
    await waitFor(() => expect(copied).toHaveLength(1));
    expect(copied[0]).toContain('IN TLSA 3 1 1');
    expect(plain(container)).toContain('Steps for DANE');
    expect(
      (await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations,
    ).toEqual([]);
  });

  it('folds the steps of a mechanism with which nobody has begun, and draws them once they are unfolded', async () => {
    const { container } = showGuide(
      assessmentOf({ ...absent, dane: { ...daneOf(unsignedHost('mail.example.com')), mx: INSECURE } }),
    );
    expect(container.querySelectorAll('[data-advice^=dane-]')).toHaveLength(0);
    const fold = container.querySelector<HTMLDetailsElement>('section[aria-labelledby=steps-dane] details')!;
    fold.open = true;
    fireEvent(fold, new Event('toggle'));
    await waitFor(() => expect(container.querySelectorAll('[data-advice^=dane-]').length).toBeGreaterThan(1));
  });

  it('puts what keeps mail back before everything else, unfolded, and once', () => {
    for (const facts of [
      { dane: daneOf(failingHost('mail.example.com', BOGUS)) },
      { dane: { ...daneOf(), mx: BOGUS }, mx: unknown('dnssec-bogus') },
    ]) {
      const { container } = showGuide(assessmentOf({ ...absent, ...facts }));
      const repair = container.querySelector('[data-advice=dane-repair]')!;
      expect(repair.querySelector('details')?.open).toBe(true);
      expect(container.querySelectorAll('#steps-dane')).toHaveLength(1);
      for (const later of container.querySelectorAll('form, #steps'))
        expect(repair.compareDocumentPosition(later)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    }
  });

  it('hands the workshop all that is to be published', () => {
    const { opened, getByRole } = showGuide(assessmentOf({ ...absent, tlsrpt: tlsrptRecord() }));
    fireEvent.click(getByRole('button', { name: words('workshop.openFor') }));
    expect(opened).toEqual([
      {
        policy: 'version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 604800\r\n',
        stsRecord: expect.stringMatching(/^v=STSv1; id=\d{14};$/) as string,
      },
    ]);
  });

  it('has the exact file, with its bytes and its SHA-256', async () => {
    const { container, saved, getByRole } = showGuide(assessmentOf(absent));
    fireEvent.click(getByRole('button', { name: words('guide.file.download') }));
    const [file] = saved;
    expect(file).toEqual({
      name: 'mta-sts.txt',
      mediaType: 'text/plain',
      text: 'version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 604800\r\n',
    });
    expect(plain(container)).toContain('Bytes: 70. Lines: 4.');
    // As sha256sum prints it for the same bytes.
    await waitFor(() => expect(container.querySelector('[data-sha256]')).not.toBeNull());
    const hash = container.querySelector<HTMLElement>('[data-sha256]')?.dataset['sha256'];
    expect(hash).toBe('c0a762642c8ff96deabc4e74c1e5d657c91c58b34b175ff876c4e822221e5ffe');
  });

  it('copies the file byte for byte, and each part of a record', () => {
    const { copied, getAllByRole } = showGuide(assessmentOf(absent));
    const press = (what: string, at = 0) =>
      fireEvent.click(getAllByRole('button', { name: words('copy.label', { what }) })[at]!);
    press('mta-sts.txt');
    expect(copied[0]).toMatch(/^version: STSv1\r\n.*\r\n$/s);
    press(words('guide.record.value'));
    expect(copied[1]).toMatch(/^v=STSv1; id=\d{14};$/);
    press(words('guide.record.zoneLine'));
    expect(copied[2]).toBe(`_mta-sts.example.com. IN TXT "${copied[1]}"\n`);
  });

  it('ticks itself off once all of it is published, and stays with what it proposed', () => {
    let second = NOW;
    vi.spyOn(Date, 'now').mockImplementation(() => (second += 1000));
    onTestFinished(() => void vi.restoreAllMocks());
    const before = assessmentOf(absent);
    const view = showGuide(before);
    const value = () => view.container.querySelectorAll('[data-step=record] dd pre')[4]?.textContent;
    const proposed = value();
    const proposal = proposalFor(before, usualChoices(before), NOW, registrableOf);
    if (proposal.state !== 'proposed') throw new Error(proposal.reason);
    view.checked(applied({ ...before, startedAt: NOW + 60_000, finishedAt: NOW + 61_000 }, proposal));
    expect(new Set(Object.values(statesOf(view.container, 'step')))).toEqual(new Set(['done']));
    expect(new Set(Object.values(statesOf(view.container, 'check')))).toEqual(new Set(['done']));
    expect(value()).toBe(proposed);
    expect(plain(view.container)).toContain(words('guide.verify.done'));
  });

  it('shows another id for another policy, and is not content where the one has the id of the other', () => {
    const before = assessmentOf(absent);
    const view = showGuide(before);
    const shown = () => ({
      id: view.container.querySelectorAll('[data-step=record] dd pre')[4]?.textContent ?? '',
      file: view.container.querySelector('[data-step=policy] pre')?.textContent ?? '',
    });
    const trial = shown();
    fireEvent.click(view.getByLabelText(/^enforce:/));
    const enforced = shown();
    expect(enforced.id > trial.id).toBe(true);
    const later = { ...before, startedAt: NOW + 60_000, finishedAt: NOW + 61_000 };
    view.checked({ ...later, stsRecord: stsRecord(trial.id), policy: policyOf(enforced.file) });
    expect(statesOf(view.container, 'step')).toMatchObject({ record: 'needed', verify: 'needed' });
    view.checked({ ...later, stsRecord: stsRecord(enforced.id), policy: policyOf(enforced.file) });
    expect(statesOf(view.container, 'step')).toMatchObject({ record: 'done' });
  });

  it('takes over what could be read only later, unless something was chosen', () => {
    const unread = assessmentOf({
      policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }),
    });
    const modeOf = (view: ReturnType<typeof showGuide>) =>
      view.container.querySelector<HTMLInputElement>('input[name=mode]:checked')?.value;
    const view = showGuide(unread);
    expect(modeOf(view)).toBe('testing');
    view.checked(assessmentOf());
    expect(modeOf(view)).toBe('enforce');
    expect(new Set(Object.values(statesOf(view.container, 'step')))).toEqual(new Set(['done']));
    const chosen = showGuide(unread);
    fireEvent.click(chosen.getByLabelText(/^none:/));
    chosen.checked(assessmentOf());
    expect(modeOf(chosen)).toBe('none');
  });

  describe('a file that no record announces', () => {
    const unannounced = { stsRecord: stsRecord('v=STSv1; id=a-b'), policy: { state: 'absent' } } as const;
    const seenAs = (policyFile: NonNullable<Assessment['policyFile']>) =>
      assessmentOf({ ...unannounced, policyFile });
    const valueOf = (view: ReturnType<typeof showGuide>, field: string) =>
      view.container.querySelector<HTMLInputElement>(`input[name=${field}]:checked`)?.value;

    it('is read by a click, and until then the guide warns and claims nothing', () => {
      const view = showGuide(assessmentOf(unannounced));
      expect(statesOf(view.container, 'step')).toMatchObject({ policy: 'unknown', hosting: 'unknown' });
      const step = plain(view.container.querySelector('[data-step=policy]')!);
      expect(step).toContain('There may be a file anyway, even one in mode enforce.');
      expect(step).not.toContain(words('guide.reason.policy_absent'));
      expect(view.acts).toEqual([]);
      fireEvent.click(view.getByText(words('guide.file.read')));
      expect(view.acts).toEqual(['read file']);
    });

    it('is kept where it is right, also where something else was chosen before it was read', () => {
      const view = showGuide(assessmentOf({ ...unannounced, tlsrpt: tlsrptRecord() }));
      fireEvent.input(view.getByLabelText(words('guide.reports.targets')), {
        target: { value: 'a@b.example' },
      });
      expect(valueOf(view, 'mode')).toBe('testing');
      view.checked({ ...seenAs(assessmentOf().policy as never), tlsrpt: tlsrptRecord() });
      expect([valueOf(view, 'mode'), valueOf(view, 'patterns')]).toEqual(['enforce', 'kept']);
      expect(statesOf(view.container, 'step')).toMatchObject({
        policy: 'done',
        hosting: 'done',
        record: 'needed',
      });
      expect(view.container.querySelector('[data-step=tlsrpt] .record')).not.toBeNull();
      expect(plain(view.container)).toContain(words('guide.file.seen'));
      expect(view.queryByText(words('guide.file.read'))).toBeNull();
    });

    it('changes no mode that was chosen', () => {
      const view = showGuide(assessmentOf(unannounced));
      fireEvent.click(view.getByLabelText(/^none:/));
      view.checked(seenAs(assessmentOf().policy as never));
      expect(valueOf(view, 'mode')).toBe('none');
    });

    it('asks for the permission that is missing, as the popup does', () => {
      const view = showGuide(seenAs(unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' })));
      fireEvent.click(view.getByText(words('permission.thisDomain')));
      expect(view.acts).toEqual(['allow this-domain']);
    });

    it('that could not be read may be tried again', () => {
      const view = showGuide(seenAs(unreadPolicy('policy-timeout', { host: 'mta-sts.example.com' })));
      fireEvent.click(view.getByText(words('guide.file.read')));
      expect(view.acts).toEqual(['read file']);
    });

    it('that is not there is said not to be there', () => {
      const view = showGuide(seenAs(failedFetch('policy-status', { status: 404 })));
      expect(plain(view.container.querySelector('[data-step=policy]')!)).toContain(
        words('guide.reason.policy_absent'),
      );
      expect(view.queryByText(words('guide.file.read'))).toBeNull();
    });
  });

  it('puts into a calendar what is replaced, and what is left alone', () => {
    const SPF = 'v=spf1 -all';
    const { container, saved } = showGuide(
      assessmentOf({
        stsRecord: {
          ...(stsRecord(SPF) as object),
          beside: { state: 'answered', texts: [SPF], aliases: [] },
        } as never,
        policy: { state: 'absent' },
        policyFile: failedFetch('policy-status', { status: 404 }),
      }),
    );
    fireEvent.click(container.querySelector('[data-plan=roll-out] .actions button')!);
    const [calendar] = saved;
    const text = calendar?.text.replaceAll(/\r\n[ \t]/g, '').replaceAll('\\', '') ?? '';
    expect(text).toContain('keep the wildcard as it is');
    expect(text).not.toContain(SPF);
    expect(text).not.toMatch(/[\u2068\u2069`]/);
  });

  it('folds what is done, and opens what is to do', () => {
    const { container } = showGuide(assessmentOf({ tlsrpt: tlsrptRecord() }));
    const open = Array.from(container.querySelectorAll<HTMLDetailsElement>('.step > details[open]'), (each) =>
      each.parentElement?.getAttribute('data-step'),
    );
    expect(open).toEqual(['tlsrpt', 'verify']);
  });

  it('says that a record goes by its old id where the policy behind a fault may be another', () => {
    const lost = assessmentOf({
      policy: {
        state: 'invalid',
        problems: [{ code: 'policy-status', parameters: { status: 404 } }],
        text: null,
        mediaType: null,
        fetchedAt: NOW,
        tookMs: 5,
      },
    });
    const { container } = showGuide(lost);
    expect(statesOf(container, 'step')['record']).toBe('needed');
    expect(statesOf(container, 'check')['record-published']).toBe('open');
    const status = container.querySelector('[data-step=hosting] [data-check=status]')!;
    expect(plain(status)).toContain('now 404');
  });

  it('says in the steps of the records what is to be replaced, as text, and which of two goes, and never that a second one be added', () => {
    const OLD = 'v=STSv1; id=<b>1</b>';
    const { container } = showGuide(
      assessmentOf({
        stsRecord: stsRecord(OLD),
        policy: { state: 'absent' },
        policyHost: { state: 'found', aliases: ['host.provider.example'] },
        tlsrpt: tlsrptRecord('v=TLSRPTv1; rua=nobody', 'v=TLSRPTv1; rua=<b>'),
      }),
    );
    const notesOf = (step: string) =>
      Array.from(container.querySelectorAll(`[data-step=${step}] [data-note]`), plain);
    expect(notesOf('policy')).toEqual([]);
    expect(notesOf('hosting')[0]).toContain('an alias of host.provider.example');
    expect(notesOf('record')).toEqual([
      expect.stringContaining(
        `do not add a second: two MTA-STS records at one name count as none. Now it reads “${OLD}”`,
      ),
    ]);
    expect(container.querySelector('b')).toBeNull();
    expect(notesOf('tlsrpt')).toEqual([
      expect.stringContaining('Now it reads “v=TLSRPTv1; rua=nobody”'),
      expect.stringMatching(/^Delete this record: .* It reads “v=TLSRPTv1; rua=<b>”/),
    ]);
  });

  it.each<[why: string, mx: Assessment['mx'], code: string, verify: string]>([
    [
      'a null MX beside a server',
      { ...mxOf(host('mail.example.com')), nullPreferences: [0] },
      'mx-null-beside-others',
      words('guide.verify.doneButMx'),
    ],
    [
      'a server that is an alias',
      mxOf(host('mail.example.com', 10, { aliasOf: 'x.example' })),
      'mx-alias',
      words('guide.verify.doneButMx'),
    ],
    [
      'a server of which only part is known is no fault',
      mxOf(host('mail.example.com', 10, { address: 'unavailable' })),
      'mx-address-unavailable',
      words('guide.verify.done'),
    ],
  ])('says openly what no step repairs: %s', (_, mx, code, verify) => {
    const { container } = showGuide(assessmentOf({ mx }));
    expect(new Set(Object.values(statesOf(container, 'step')))).toEqual(new Set(['done']));
    const finding = container.querySelector(`.mx-records [data-code=${code}]`)!;
    expect(finding.closest('details')).toBeNull();
    expect(plain(finding)).toContain(words('findings.toDo'));
    expect(plain(container.querySelector('[data-checked]')!)).toContain(verify);
  });

  it('says first, where nothing could be read, that there may be a file and a record already', () => {
    const { container } = showGuide(
      assessmentOf({
        stsRecord: unknown(),
        policy: unreadPolicy('sts-record-unavailable', { reason: 'servfail' }),
      }),
    );
    const firstOf = (step: string) => plain(container.querySelector(`[data-step=${step}] .step-body > *`)!);
    expect(firstOf('policy')).toContain('only if there is none, or you do not want the other');
    expect(firstOf('record')).toContain('two of them count as none');
  });

  it('leaves a policy that is being withdrawn as it is, and leads back when it is told to', () => {
    const none = policyOf(policyText('none', 'mx: mail.example.com'));
    const view = showGuide(assessmentOf({ policy: none }));
    expect(new Set(Object.values(statesOf(view.container, 'step')))).toEqual(new Set(['done']));
    const hint = words('guide.withdrawn').replaceAll('`', '');
    expect(plain(view.container.querySelector('.choices')!)).toContain(hint);
    fireEvent.click(view.getByLabelText(/^testing:/));
    expect(statesOf(view.container, 'step')).toMatchObject({ policy: 'needed', record: 'needed' });
    expect(plain(view.container.querySelector('.choices')!)).not.toContain(hint);
  });

  it('hands both names over in the order of the steps, and compares no file of a provider', () => {
    const { container, getByLabelText } = showGuide(assessmentOf(absent));
    const step = container.querySelector('[data-step=hosting]')!;
    expect(plain(step)).toContain('sha256sum');
    fireEvent.change(getByLabelText(words('guide.hosting.title')), { target: { value: 'delegated' } });
    const says = plain(step);
    expect(says).not.toContain('sha256sum');
    const order = ['First add the alias at mta-sts', 'Wait until', 'remove the TXT record there first'];
    const places = order.map((part) => says.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  it.each<[why: string, change: Partial<Assessment>, isOpen: boolean]>([
    ['a trial without a fault', { policy: policyOf(policyText('testing', 'mx: mail.example.com')) }, true],
    ['a trial that leaves a server out', { policy: policyOf(policyText('testing', 'mx: x.example')) }, false],
    ['what is enforced already', {}, false],
  ])('unfolds the plan to the full protection where it is the next step: %s', (_, change, isOpen) => {
    const { container } = showGuide(assessmentOf(change));
    expect(container.querySelector<HTMLDetailsElement>('[data-plan=roll-out]')?.open).toBe(isOpen);
  });

  it('holds 300 mail servers, and says what becomes of so long a file', () => {
    const hosts = Array.from({ length: 300 }, (_, index) =>
      host(`mx${index}.long-name-of-a-cluster.mail.example.net`, index),
    );
    const { container, getByLabelText } = showGuide(assessmentOf({ ...absent, mx: mxOf(...hosts) }));
    // So many names are shortened at once.
    expect(container.querySelector('[data-step=policy] pre')?.textContent).toContain(
      'mx: *.long-name-of-a-cluster.mail.example.net',
    );
    fireEvent.click(getByLabelText(words('guide.patterns.exact')));
    expect(container.querySelector('[data-step=policy] pre')?.textContent?.match(/^mx: /gm)).toHaveLength(
      300,
    );
    expect(container.querySelector('[data-note=policy-large-wildcards-help]')).not.toBeNull();
  });

  it('explains a wildcard with a name that it does not cover, from the servers of the domain', () => {
    const { container, getByLabelText } = showGuide(assessmentOf({ ...absent, mx: three }));
    fireEvent.click(getByLabelText(words('guide.patterns.shortest')));
    const stars = plain(container.querySelector('.stars')!);
    expect(stars).toContain('*.mx.provider.example covers a.mx.provider.example and b.mx.provider.example.');
    expect(stars).toContain('It does not cover mx.provider.example');
  });

  it('writes an international domain in A-labels wherever it is published, and as people read it in the title', () => {
    const domain = name('bücher.example');
    const { container } = showGuide(
      assessmentOf({
        ...absent,
        policyDomain: domain,
        mx: mxOf(host('mx.bücher.example', 10, { name: 'mx.xn--bcher-kva.example' })),
      }),
    );
    expect(plain(container.querySelector('h2')!)).toContain('bücher.example');
    expect(container.querySelector('[data-step=record] pre')?.textContent).toBe('xn--bcher-kva.example');
    for (const pre of container.querySelectorAll('.steps pre'))
      expect(pre.textContent).toMatch(/^[\t\n\r\x20-\x7e]*$/);
  });

  const impossible: readonly (readonly [why: string, change: Partial<Assessment>, says: string])[] = [
    ['a null MX', { mx: noMail('null-mx') }, words('guide.impossible.null_mx')],
    ['no such domain', { mx: noMail('nxdomain') }, words('guide.impossible.no_such_domain')],
    ['no server', { mx: noMail('no-address') }, words('guide.impossible.no_mail_server')],
    ['DNS fails', { mx: unknown('timeout') }, 'the resolver did not answer in time'],
    [
      'an underscore',
      { mx: mxOf(host('a_b.example.com', 10, { isHostName: false })) },
      'An underscore'.slice(3),
    ],
    ['an address', { mx: mxOf(host('192.0.2.1', 10, { isHostName: false })) }, 'the IP address 192.0.2.1'],
  ];
  it.each(impossible)('says in a sentence why nothing can be proposed: %s', (_, change, says) => {
    const { container, getByRole } = showGuide(assessmentOf({ ...absent, ...change }));
    expect(plain(getByRole('alert'))).toContain(says);
    expect(container.querySelector('[data-step]')).toBeNull();
  });

  it.each<[why: string, change: Partial<Assessment>, isAsked: boolean]>([
    ['without a policy there is nothing to plan', absent, false],
    ['a policy may still refuse mail to the first server', {}, true],
  ])('asks for a new mail server where a change can be planned; null MX, %s', (_, change, isAsked) => {
    const { container } = showGuide(assessmentOf({ ...change, mx: noMail('null-mx') }));
    const part = container.querySelector('[data-plan=change-mx]')!;
    expect(part.querySelector('#mx-added') !== null).toBe(isAsked);
    expect(part.querySelector('[data-no-plan=no-mail]') !== null).toBe(!isAsked);
  });

  const targets: readonly (readonly [typed: string, becomes: string])[] = [
    ['  tls@reports.example.  ', 'as published: mailto:tls@reports.example'],
    ['tls@bücher.example', 'as published: mailto:tls@xn--bcher-kva.example'],
    ['https://reports.example/a,b', 'as published: https://reports.example/a%2Cb'],
    ['mailto:a@b.example!10m', words('guide.rua.size_limit', { limit: '!10m' })],
    ['ftp://b.example', words('guide.rua.scheme', { scheme: 'ftp' })],
    ['a@b@c', words('guide.rua.address')],
    ['reports', words('guide.rua.address')],
    ['https://name:secret@reports.example/', words('guide.rua.password')],
  ];
  it.each(targets)('reads the target %j', (typed, becomes) => {
    const { container, getByLabelText } = showGuide(assessmentOf({ tlsrpt: tlsrptRecord() }));
    fireEvent.input(getByLabelText(words('guide.reports.targets')), { target: { value: typed } });
    expect(plain(container.querySelector('#rua-read')!)).toContain(becomes);
    expect(container.querySelector('[data-step=tlsrpt] pre') !== null).toBe(
      becomes.startsWith('as published'),
    );
  });

  const added: readonly (readonly [typed: string, event: string])[] = [
    ['mx.new.example.', 'add-pattern'],
    ['  MX.bücher.example ', 'add-pattern'],
    ['mail.example.com', 'nothing-to-do'],
    ['192.0.2.1', 'host-not-a-name'],
    ['a b', 'host-not-a-name'],
    ['-.example', 'host-not-a-name'],
  ];
  it.each(added)('plans for a new server typed as %j', (typed, event) => {
    const { container, getByLabelText } = showGuide(assessmentOf());
    fireEvent.input(getByLabelText(words('guide.plans.added')), { target: { value: typed } });
    const plan = container.querySelector('[data-plan=change-mx]')!;
    const [first] = plan.querySelectorAll<HTMLElement>('[data-event], [data-no-plan]');
    expect(first?.dataset['event'] ?? first?.dataset['noPlan']).toBe(event);
  });

  it.each([null, 'mail.example.com'])(
    'claims nothing of policies that it has not seen; in the place of %s',
    (old) => {
      const { container, getByLabelText } = showGuide(assessmentOf());
      fireEvent.input(getByLabelText(words('guide.plans.added')), { target: { value: 'mx.new.example' } });
      fireEvent.change(getByLabelText(words('guide.plans.removed')), { target: { value: old ?? '' } });
      const change = container.querySelector('[data-event=add-mx], [data-event=replace-mx]')!;
      expect(plain(change)).toContain(
        'no policy that Waxseal has seen keeps senders from delivering to the new server',
      );
      expect(plain(change)).toContain('If you ever enforced an older one with a longer max_age, wait');
    },
  );

  it('waits in the removal plan for the longest max_age there can be, until told that none was longer', () => {
    const { container, getByLabelText } = showGuide(assessmentOf());
    const events = () =>
      Array.from(
        container.querySelectorAll<HTMLElement>('[data-plan=remove] [data-event]'),
        (each) => each.dataset['event'],
      );
    expect(events()).toContain('remove-record-assumed');
    const greatest = getByLabelText(words('guide.plans.greatest')) as HTMLSelectElement;
    const option = Array.from(greatest.options).find(({ text }) =>
      text.startsWith('No longer than 14 days'),
    )!;
    fireEvent.change(greatest, { target: { value: option.value } });
    expect(events()).toContain('remove-record');
  });

  it('makes no element of hostile text', () => {
    const HOSTILE = '<img src=x onerror="pwned=1">\u202e';
    const hostile = assessmentOf({
      mx: mxOf(host('mail.example.com', 10, { aliasOf: HOSTILE })),
      stsRecord: stsRecord('v=STSv1; id=1', HOSTILE),
      policyHost: { state: 'found', aliases: [HOSTILE] },
      policy: policyOf(policyText('enforce', 'mx: mail.example.com', `x: ${HOSTILE}`), HOSTILE),
    });
    const { container } = showGuide(hostile);
    expect(container.querySelector('img')).toBeNull();
    expect(container.textContent).toContain('onerror');
    expect(container.textContent).not.toContain('\u202e');
  });

  const views: readonly (readonly [what: string, change: Partial<Assessment>])[] = [
    ['nothing set up', absent],
    ['all in order', {}],
    ['no permission', { policy: unreadPolicy('policy-not-permitted', { host: 'mta-sts.example.com' }) }],
    ['nothing known', { mx: unknown(), stsRecord: unknown(), tlsrpt: unknown() }],
    ['wildcards', { ...absent, mx: three }],
  ];
  it.each(views)('gives axe nothing to complain of: %s', async (_, change) => {
    const { violations } = await axe.run(showGuide(assessmentOf(change)).container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  });
});
