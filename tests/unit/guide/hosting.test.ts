import { describe, expect, it } from 'vitest';
import { HOSTINGS, hostingSnippet, type Hosting } from '../../../lib/guide/hosting.ts';
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

  const HOST = `mta-sts.${DOMAIN}`;
  const told: readonly (readonly [hosting: Hosting, line: string, why: string])[] = [
    ['nginx', 'server {', 'a server of its own: the domain may have another'],
    ['nginx', '    listen 443 ssl;', 'HTTPS alone'],
    ['nginx', '    listen [::]:443 ssl;', 'over IPv6 too'],
    ['nginx', `    server_name ${HOST};`, 'under the one name'],
    ['nginx', `    ssl_certificate     /etc/letsencrypt/live/${HOST}/fullchain.pem;`, 'its certificate'],
    ['nginx', `    ssl_certificate_key /etc/letsencrypt/live/${HOST}/privkey.pem;`, 'with its key'],
    ['nginx', '    root /var/www/mta-sts;', 'the folder of the file'],
    ['nginx', '    location = /.well-known/mta-sts.txt {', 'the one path'],
    ['nginx', '        types { }', 'no type by the ending'],
    ['nginx', '        default_type text/plain;', 'but this one'],
    ['nginx', '    location / {', 'everything else'],
    ['nginx', '        return 404;', 'is not there, and redirects nowhere'],
    ['apache', '<VirtualHost *:443>', 'HTTPS alone'],
    ['apache', `    ServerName ${HOST}`, 'under the one name'],
    ['apache', '    DocumentRoot /var/www/mta-sts', 'the folder of the file'],
    ['apache', '    SSLEngine on', 'with TLS'],
    ['apache', `    SSLCertificateFile    /etc/letsencrypt/live/${HOST}/fullchain.pem`, 'its certificate'],
    ['apache', `    SSLCertificateKeyFile /etc/letsencrypt/live/${HOST}/privkey.pem`, 'with its key'],
    ['apache', '    <Directory /var/www/mta-sts>', 'the folder'],
    ['apache', '        Require all granted', 'may be read'],
    ['apache', '    </Directory>', 'and that is all'],
    ['apache', '    <Location /.well-known/mta-sts.txt>', 'the one path'],
    ['apache', '        ForceType text/plain', 'whatever the ending says'],
    ['apache', '    </Location>', 'and no other'],
    ['caddy', '    root * /var/www/mta-sts', 'the folder of the file'],
    ['caddy', '    header /.well-known/mta-sts.txt Content-Type text/plain', 'its type'],
    ['caddy', '    file_server', 'served as it is'],
    ['pages', 'mkdir -p .well-known', 'the folder may be missing'],
    ['pages', 'cp ~/Downloads/mta-sts.txt .well-known/mta-sts.txt', 'where the guide saved it'],
    [
      'pages',
      'git add --force .well-known/mta-sts.txt .nojekyll CNAME .gitattributes',
      'also where it is ignored',
    ],
    ['pages', "git commit -m 'MTA-STS policy'", 'or nothing is pushed'],
    ['delegated', `${HOST}. IN CNAME mta-sts.provider.example.`, 'a name that belongs to nobody'],
  ];
  it.each(told)('of %s say “%s”: %s', (hosting, line) => {
    expect(hostingSnippet(hosting, DOMAIN, POLICY).split('\n')).toContain(line);
  });

  it('close what they open', () => {
    for (const hosting of ['nginx', 'caddy', 'worker'] as const) {
      const text = hostingSnippet(hosting, DOMAIN, POLICY);
      expect(text.split('{').length, hosting).toBe(text.split('}').length);
    }
  });

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
