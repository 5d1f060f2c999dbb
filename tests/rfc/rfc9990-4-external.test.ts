import { describe, expect, it } from 'vitest';
import { reportAuthorisation } from '../../lib/mechanisms/dmarc/report-hosts.ts';
import { zone, type Prepared } from '../support/dmarc.ts';

const NAME = 'blue.example.com._report._dmarc.red.example.net';
const URI = 'mailto:reports@red.example.net';

async function ask(prepared: Readonly<Record<string, Prepared>>, uri = URI) {
  const { lookUp, asked } = zone(prepared);
  return { ...(await reportAuthorisation('blue.example.com', uri, lookUp)), asked };
}

describe('RFC 9990 §4', () => {
  it('the example: TXT at the name of the policy below the destination host', async () => {
    const { state, asked } = await ask({ [NAME]: ['v=DMARC1'] });
    expect(state).toBe('authorised');
    expect(asked).toContain(`${NAME} TXT`);
  });

  it('these steps MUST be taken where the organizational domains differ', async () => {
    expect((await ask({})).state).toBe('unauthorised');
    const same = { '_dmarc.example.com': ['v=DMARC1; p=none'] };
    expect((await ask(same, 'mailto:a@reports.example.com')).state).toBe('same');
  });

  it('step 4: a name that exceeds the limits of DNS confirms nothing', async () => {
    const uri = `mailto:a@${Array.from({ length: 4 }, () => 'a'.repeat(60)).join('.')}`;
    expect(await ask({}, uri)).toMatchObject({ state: 'unauthorised', reason: 'too-long', asked: [] });
  });

  it('step 5: a temporary error is no answer', async () => {
    expect((await ask({ [NAME]: 'timeout' })).state).toBe('unavailable');
  });

  it('step 6: "v=DMARC1" MUST be first; others are discarded, and a trailing ";" is optional', async () => {
    for (const text of ['v=DMARC1', 'v=DMARC1;', 'v=DMARC1; p=none', 'v = DMARC1 ;x=y'])
      expect((await ask({ [NAME]: [text] })).state).toBe('authorised');
    for (const text of ['p=none; v=DMARC1', 'v=dmarc1', 'v=DMARC1x', 'DMARC1', ''])
      expect((await ask({ [NAME]: [text] })).state).toBe('unauthorised');
  });

  it('step 8: one record that remains is enough', async () => {
    expect((await ask({ [NAME]: ['x', 'v=DMARC1; p=none', 'v=DMARC1'] })).state).toBe('authorised');
  });

  it('step 9: a rua there takes the place of the address, and MUST use the same host', async () => {
    expect(await ask({ [NAME]: ['v=DMARC1; rua=mailto:b@red.example.net'] })).toMatchObject({
      state: 'authorised',
      redirect: { uris: ['mailto:b@red.example.net'] },
    });
    expect(await ask({ [NAME]: ['v=DMARC1; rua=mailto:b@green.example.net'] })).toMatchObject({
      state: 'unauthorised',
      reason: 'redirect',
    });
  });

  it('what is not confirmed MUST be ignored', async () => {
    expect((await ask({ [NAME]: 'nxdomain' })).state).toBe('unauthorised');
    expect((await ask({ [NAME]: 'nodata' })).state).toBe('unauthorised');
  });
});
