import { describe, expect, it } from 'vitest';
import { HOSTINGS, hostingSnippet } from '../../../lib/guide/hosting.ts';
import { name } from '../../support/assessments.ts';

const DOMAIN = name('xn--bcher-kva.example');
const POLICY = 'version: STSv1\r\nmode: testing\r\nmx: mx1.xn--bcher-kva.example\r\nmax_age: 604800\r\n';

interface Worker {
  default: { fetch(request: Request): Response };
}

/** The worker as the CDN would load it. */
async function load(text: string): Promise<Worker['default']> {
  const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as Worker;
  return module.default;
}

describe('the hosting texts', () => {
  it.each(HOSTINGS)(
    'of %s end with a line end, hold no stray carriage return, and name the policy host',
    (hosting) => {
      const text = hostingSnippet(hosting, DOMAIN, POLICY);
      expect(text).toMatch(/[^\n]\n$/);
      expect(text).not.toContain('\r');
      if (hosting !== 'worker') expect(text).toContain('mta-sts.xn--bcher-kva.example');
    },
  );

  it('a worker answers with the very bytes, as text/plain, at the one path alone', async () => {
    const worker = await load(hostingSnippet('worker', DOMAIN, POLICY));
    const response = worker.fetch(new Request(`https://mta-sts.${DOMAIN}/.well-known/mta-sts.txt`));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(await response.text()).toBe(POLICY);
    expect(worker.fetch(new Request(`https://mta-sts.${DOMAIN}/`)).status).toBe(404);
  });

  it('a pages repository keeps the dot-folder and the line ends', () => {
    const lines = hostingSnippet('pages', DOMAIN, POLICY).split('\n');
    expect(lines).toContain('touch .nojekyll');
    expect(lines.some((line) => line.includes('-text') && line.includes('.gitattributes'))).toBe(true);
  });

  it('a delegation moves policy host and record alike: one alone would be half of it', () => {
    const [host, record] = hostingSnippet('delegated', DOMAIN, POLICY).split('\n');
    expect(host).toMatch(/^mta-sts\.xn--bcher-kva\.example\. IN CNAME \S+\.$/);
    expect(record).toMatch(/^_mta-sts\.xn--bcher-kva\.example\. IN CNAME \S+\.$/);
  });
});
