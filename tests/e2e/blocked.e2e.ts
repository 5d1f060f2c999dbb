import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLOCKED } from '../lab/blocked.ts';
import { EITHER, type EitherSession } from './either-session.ts';
import { readPopup } from './popup-view.ts';

/** What is said of a domain that is known to have nothing. */
const NOTHING_THERE = /No such domain|Not set up|No mail server|receives no/i;

describe.each(EITHER)('a resolver that blocks names, in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'unbound' });
  });
  afterAll(() => session?.close());

  it.each(BLOCKED)('$domain ($how, $rcode) could not be known', async ({ domain }) => {
    const { popup, close } = await session.check(domain);
    const view = await readPopup(popup, domain);
    expect(view.standing).toBe('unknown');
    expect(view.says).not.toMatch(NOTHING_THERE);
    expect(view.findings).toEqual(
      expect.arrayContaining(['sts-record-unavailable', 'mx-unavailable', 'tlsrpt-unavailable']),
    );
    const text = await popup.evaluate(() => document.body.textContent ?? '');
    expect(text).not.toMatch(NOTHING_THERE);
    expect(text).toContain('says no without proof');
    await close();
  });

  it('what is absent stays absent, and what is there is found, without a further question', async () => {
    await session.lab.clearLogs();
    const none = await session.check('new-here.test');
    expect(await readPopup(none.popup, 'new-here.test')).toMatchObject({
      standing: 'absent',
      findings: expect.arrayContaining(['sts-absent']) as unknown,
      reportsState: 'absent',
    });
    await none.close();
    const gone = await session.check('nxdomain.test');
    expect(await readPopup(gone.popup, 'nxdomain.test')).toMatchObject({
      standing: 'no-mail',
      findings: expect.arrayContaining(['mx-domain-not-found']) as unknown,
    });
    await gone.close();
    const { popup, close } = await session.check('uncovered.test');
    expect((await readPopup(popup, 'uncovered.test')).standing).toBe('uncovered');
    await close();
    const asked = (await session.lab.queries()).map(({ name }) => name);
    expect(asked.filter((name) => name.endsWith('.arpa'))).toEqual([]);
  });

  it('whether it ever gives proof was asked once, for all that it blocks', async () => {
    const stored = await session.desk.stored('session');
    const questions = BLOCKED.flatMap(({ domain }) => {
      const { queries } = stored[`assessment:${domain}`] as { queries: { name: string; outcome: string }[] };
      return queries;
    });
    expect(questions.filter(({ name }) => name.endsWith('.arpa')).map(({ outcome }) => outcome)).toEqual([
      'NXDOMAIN',
    ]);
  });
});

describe.each(EITHER)('a resolver with ways of its own, in %s', (_name, start) => {
  let session: EitherSession;
  beforeAll(async () => {
    session = await start({ dns: 'embedded' });
  });
  afterAll(() => session?.close());

  it('that closed the connection meanwhile is asked once more', async () => {
    await session.lab.clearLogs();
    let isClosed = false;
    session.lab.setDnsFault((name) => {
      if (isClosed || name !== '_mta-sts.testing.test') return undefined;
      isClosed = true;
      return 'goaway';
    });
    const { popup, close } = await session.check('testing.test');
    const view = await readPopup(popup, 'testing.test');
    expect(view.standing).toBe('testing');
    expect(view.findings.filter((code) => code.endsWith('-unavailable'))).toEqual([]);
    expect(isClosed).toBe(true);
    const { queries } = (await session.desk.stored('session'))['assessment:testing.test'] as {
      queries: { name: string; outcome: string }[];
    };
    const record = queries.filter(({ name }) => name === '_mta-sts.testing.test');
    // Neither browser repeats it by itself, so the receipt has both.
    expect(record.map(({ outcome }) => outcome)).toEqual(['network', 'NOERROR']);
    await close();
  });

  it('that asks for a pause is told so in its own words, and sent nothing more', async () => {
    await session.lab.clearLogs();
    session.lab.setDnsFault(() => ({ httpStatus: 429, retryAfter: '120' }));
    const { popup, close } = await session.check('enforce.test');
    expect((await readPopup(popup, 'enforce.test')).standing).toBe('unknown');
    const text = await popup.evaluate(() => document.body.textContent ?? '');
    expect(text).toContain('(HTTP 429)');
    expect(text).toContain('Retry-After: 120');
    // What was sent before any answer came: the first question of each mechanism, and none that follows from one.
    expect((await session.lab.queries()).map(({ name, type }) => `${name} ${type}`).toSorted()).toEqual([
      '_dmarc.enforce.test TXT',
      '_dmarc.test TXT',
      '_domainkey.enforce.test TXT',
      '_mta-sts.enforce.test TXT',
      '_smtp._tls.enforce.test TXT',
      'default._bimi.enforce.test TXT',
      'enforce.test MX',
      'enforce.test TXT',
    ]);
    session.lab.setDnsFault(undefined);
    await close();
  });

  it('that never gives proof is believed, and the report says so', async () => {
    await session.endBackground();
    session.lab.setDnsFault(() => 'no-soa');
    const { popup, close } = await session.check('new-here.test');
    expect((await readPopup(popup, 'new-here.test')).standing).toBe('absent');
    expect(await popup.evaluate(() => document.body.textContent)).toContain('says no without proof');
    session.lab.setDnsFault(undefined);
    await close();
  });
});
