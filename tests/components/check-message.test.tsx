// @vitest-environment happy-dom
import { act, fireEvent, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import type { Lookup } from '../../lib/dns/lookup.ts';
import type { MessageAnswer, MessageQuestion } from '../../lib/mechanisms/dkim/message-question.ts';
import type { MessageAlignment } from '../../lib/mechanisms/dmarc/alignment.ts';
import { assessmentOf } from '../support/assessments.ts';
import { recordOfKey, RSA, signed, TAGS } from '../support/dkim.ts';
import { words } from '../support/i18n.ts';
import { textOf } from '../support/popup.tsx';
import { showReport } from '../support/report.tsx';

const NAME = 's1._domainkey.example.com';
const ALIGNED: MessageAlignment = {
  from: 'example.com',
  state: 'found',
  policy: 'reject',
  adkim: 'r',
  aspf: 'r',
  domains: [{ domain: 'example.com', kinship: 'same' }],
};

function found(...records: readonly string[]): Lookup<string> {
  return { state: 'found', records, aliases: [], authentic: false, ttlSeconds: 60 };
}

function answered(
  answer = found(recordOfKey(RSA.publicKey)),
  alignment: MessageAlignment | null = ALIGNED,
): MessageAnswer {
  return { state: 'answered', resolver: 'Cloudflare', keys: [{ name: NAME, answer }], alignment };
}

/** The report, whose background gives this answer, and what it was asked. */
function show(answer: MessageAnswer | Error = answered()) {
  const asked: MessageQuestion[] = [];
  const view = showReport(assessmentOf(), {
    onMessageRecords: async (question) => {
      asked.push(question);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  const section = () => view.container.querySelector<HTMLElement>('.check-message')!;
  const status = () => section().querySelector<HTMLElement>('[role=status]')!;
  const field = () => section().querySelector('textarea')!;
  const paste = async (message: string) => {
    field().value = message;
    fireEvent.submit(section().querySelector('form')!);
    await waitFor(() => expect(status().getAttribute('aria-busy')).toBe('false'));
    await waitFor(() => expect(status().childNodes.length).toBeGreaterThan(0));
  };
  const verify = async () => {
    fireEvent.click(status().querySelector('button.main')!);
    await act(async () => undefined);
    await waitFor(() => expect(status().getAttribute('aria-busy')).toBe('false'));
  };
  const statesOf = () =>
    Array.from(section().querySelectorAll('.signatures > li'), (each) => each.getAttribute('data-state'));
  return { ...view, asked, section, status, field, paste, verify, statesOf };
}

describe('“Check a message”', () => {
  it('reads what is pasted and asks nothing before it is told to; the field is empty then', async () => {
    const { asked, status, field, paste } = show();
    await paste(signed());
    expect(asked).toEqual([]);
    expect(field().value).toBe('');
    expect(textOf(status())).toContain(NAME);
    expect(textOf(status())).toContain(words('checkMessage.verify'));
  });

  it('asks for names alone, and says what became of the message', async () => {
    const { asked, status, paste, verify, statesOf } = show();
    await paste(signed({ fields: ['From: a@example.com', 'Subject: s'] }));
    await verify();
    expect(asked).toEqual([{ keyNames: [NAME], from: 'example.com', others: ['example.com'] }]);
    expect(statesOf()).toEqual(['intact']);
    expect(textOf(status())).toContain(words('checkMessage.dmarc.yes', { from: 'example.com' }));
    expect(document.activeElement).toBe(status());
  });

  it.each<[why: string, change: (message: string) => string, answer: Lookup<string>, state: string]>([
    ['a changed body', (text) => text.replace('Hello', 'x'), found(recordOfKey(RSA.publicKey)), 'altered'],
    [
      'a changed header',
      (text) => text.replace('Subject: s', 'Subject: x'),
      found(recordOfKey(RSA.publicKey)),
      'wrong',
    ],
    ['a revoked key', (text) => text, found('v=DKIM1; p='), 'key-revoked'],
    ['no key', (text) => text, found('v=spf1 -all'), 'key-absent'],
    [
      'DNS that gave no answer',
      (text) => text,
      { state: 'unavailable', reason: 'servfail', detail: null },
      'key-unavailable',
    ],
  ])('%s', async (_, change, answer, state) => {
    const { paste, verify, statesOf, status } = show(answered(answer));
    await paste(change(signed()));
    await verify();
    expect(statesOf()).toEqual([state]);
    expect(textOf(status())).not.toContain(words('checkMessage.dmarc.yes', { from: 'example.com' }));
    // What could not be known is no failure.
    const verdict = state === 'key-unavailable' ? 'unknown' : 'no';
    expect(textOf(status())).toContain(words(`checkMessage.dmarc.${verdict}`, { from: 'example.com' }));
  });

  it('a key in testing, and a body that is signed in part, are never plainly green', async () => {
    const { paste, verify, section, status } = show(answered(found(`${recordOfKey(RSA.publicKey)}; t=y`)));
    await paste(signed({ tags: `${TAGS}; l=7` }).replace('Hello\r\n', 'Hello\r\nand more\r\n'));
    await verify();
    expect(section().querySelector('.signatures .marked.yes')).toBe(null);
    expect(textOf(status())).toContain(words('checkMessage.testing'));
    expect(textOf(status())).toContain(words('checkMessage.partly', { signed: '7', octets: '17' }));
    expect(textOf(status())).not.toContain(words('checkMessage.dmarc.yes', { from: 'example.com' }));
  });

  it('a signature from the future is never plainly green', async () => {
    const { paste, verify, section, status } = show();
    await paste(signed({ tags: `${TAGS}; t=999999999999` }));
    await verify();
    expect(section().querySelector('.signatures .marked.yes')).toBe(null);
    expect(textOf(status())).toContain(words('checkMessage.ahead'));
  });

  it('a header alone is said to be intact, and neither altered nor plainly green', async () => {
    const { paste, verify, statesOf, section, status } = show();
    await paste(signed().split('\r\n\r\n')[0]!);
    await verify();
    expect(statesOf()).toEqual(['header-only']);
    expect(section().querySelector('.signatures .marked.yes')).toBe(null);
    expect(textOf(status())).toContain(words('checkMessage.bodyMissing'));
    expect(textOf(status())).toContain(words('checkMessage.dmarc.unknown', { from: 'example.com' }));
  });

  it('of two From fields an intact signature shows no author, and DMARC has no domain', async () => {
    const { paste, verify, statesOf, section, status, asked } = show(answered(undefined, null));
    await paste(`From: x@example.org\r\n${signed()}`);
    await verify();
    expect(asked).toMatchObject([{ from: null }]);
    expect(statesOf()).toEqual(['intact']);
    expect(section().querySelector('.signatures .marked.yes')).toBe(null);
    for (const key of ['severalFrom', 'severalFromNote', 'noAuthor'] as const)
      expect(textOf(status())).toContain(words(`checkMessage.${key}`));
  });

  it('offers to add the selectors of this domain, and adds none without a click', async () => {
    const { paste, verify, section, acts } = show();
    await paste(signed());
    await verify();
    expect(acts).toEqual([]);
    const keep = section().querySelector<HTMLElement>('.keep button')!;
    expect(textOf(keep)).toBe(words('selectors.keepAll', { domain: 'example.com', selectors: 's1' }));
    fireEvent.click(keep);
    await waitFor(() =>
      expect(textOf(section())).toContain(words('selectors.kept', { domain: 'example.com' })),
    );
    expect(acts).toEqual([
      [
        'add names',
        { domain: 'example.com', mechanism: 'dkim', names: ['s1'], keep: 'all', isPrivate: false },
      ],
    ]);
  });

  it('offers nothing of a signature of another domain', async () => {
    const { paste, verify, section } = show();
    await paste(signed({ tags: TAGS.replace('example.com', 'other.test') }));
    await verify();
    expect(section().querySelector('.keep')).toBe(null);
  });

  it('says that names of other domains would be asked for', async () => {
    const { paste, status } = show();
    await paste(signed({ tags: TAGS.replace('example.com', 'other.test') }));
    expect(textOf(status())).toContain(words('checkMessage.asksElsewhere'));
  });

  it('a message without signature has nothing to be asked for', async () => {
    const { paste, status } = show();
    await paste('From: a@example.com\r\n\r\nHello');
    expect(textOf(status())).toContain(words('checkMessage.unsigned'));
    expect(status().querySelector('button')).toBe(null);
  });

  it('what is no message is said to be none', async () => {
    const { paste, status } = show();
    await paste('just words');
    expect(textOf(status())).toBe(words('checkMessage.unread.no_message'));
  });

  it('a dropped file is read', async () => {
    const { field, status } = show();
    const file = new File([signed()], 'a.eml');
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(drop, { dataTransfer: { files: [file], getData: () => '' } });
    fireEvent(field(), drop);
    // The browser would open it.
    expect(drop.defaultPrevented).toBe(true);
    await waitFor(() => expect(textOf(status())).toContain(NAME));
  });

  it('without permission and without an answer it says so, and can be tried again', async () => {
    const denied = show({ state: 'not-permitted', resolver: 'Cloudflare' });
    await denied.paste(signed());
    await denied.verify();
    expect(textOf(denied.status())).toContain(words('maySend.notPermitted', { resolver: 'Cloudflare' }));
    const failed = show(new Error('Ended.'));
    await failed.paste(signed());
    await failed.verify();
    expect(textOf(failed.status())).toContain(words('checkMessage.failed'));
    expect(failed.status().querySelector('button.main')).not.toBe(null);
  });

  it('axe-core finds nothing in it', async () => {
    const { paste, verify, section } = show();
    await paste(signed());
    await verify();
    const { violations } = await axe.run(section(), { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
  });
});
