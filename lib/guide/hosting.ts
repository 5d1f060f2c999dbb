import type { DomainName } from '../names/domain-name.ts';
import { policyHostOf } from '../mechanisms/mta-sts/policy-host.ts';

/** The ways to serve a policy file that the guide has a text for. */
export const HOSTINGS = ['nginx', 'apache', 'caddy', 'pages', 'worker', 'delegated'] as const;

export type Hosting = (typeof HOSTINGS)[number];

/** Stands for the name that a provider gives; reserved for documentation (RFC 2606 §3). */
export const PROVIDER = 'provider.example';

/**
 * What to put into a server, a repository or a zone so that `policyText` is served as RFC 8461 §3.3 asks: at its one path, with status
 * 200, as text/plain, without a redirect. Files are taken from /var/www/mta-sts; paths of certificates are the usual ones and to be adapted.
 */
export function hostingSnippet(hosting: Hosting, policyDomain: DomainName, policyText: string): string {
  const host = policyHostOf(policyDomain);
  return `${SNIPPETS[hosting](host, policyDomain, policyText).join('\n')}\n`;
}

const SNIPPETS: Readonly<
  Record<Hosting, (host: string, domain: DomainName, policyText: string) => readonly string[]>
> = {
  nginx: (host) => [
    'server {',
    '    listen 443 ssl;',
    '    listen [::]:443 ssl;',
    `    server_name ${host};`,
    `    ssl_certificate     /etc/letsencrypt/live/${host}/fullchain.pem;`,
    `    ssl_certificate_key /etc/letsencrypt/live/${host}/privkey.pem;`,
    '    root /var/www/mta-sts;',
    '',
    '    location = /.well-known/mta-sts.txt {',
    '        types { }',
    '        default_type text/plain;',
    '    }',
    '    location / {',
    '        return 404;',
    '    }',
    '}',
  ],
  apache: (host) => [
    '<VirtualHost *:443>',
    `    ServerName ${host}`,
    '    DocumentRoot /var/www/mta-sts',
    '    SSLEngine on',
    `    SSLCertificateFile    /etc/letsencrypt/live/${host}/fullchain.pem`,
    `    SSLCertificateKeyFile /etc/letsencrypt/live/${host}/privkey.pem`,
    '',
    '    <Directory /var/www/mta-sts>',
    '        Require all granted',
    '    </Directory>',
    '    <Location /.well-known/mta-sts.txt>',
    '        ForceType text/plain',
    '    </Location>',
    '</VirtualHost>',
  ],
  caddy: (host) => [
    `${host} {`,
    '    root * /var/www/mta-sts',
    '    header /.well-known/mta-sts.txt Content-Type text/plain',
    '    file_server',
    '}',
  ],
  pages: (host) => [
    'mkdir -p .well-known',
    'cp ~/Downloads/mta-sts.txt .well-known/mta-sts.txt',
    'touch .nojekyll',
    `echo ${host} > CNAME`,
    "echo '.well-known/mta-sts.txt -text' >> .gitattributes",
    'git add --force .well-known/mta-sts.txt .nojekyll CNAME .gitattributes',
    "git commit -m 'MTA-STS policy'",
    'git push',
  ],
  worker: (_host, _domain, policyText) => [
    // Every character of a policy is ASCII, so that JSON writes it as JavaScript does.
    `const policy = ${JSON.stringify(policyText)};`,
    '',
    'export default {',
    '  fetch: (request) =>',
    "    new URL(request.url).pathname === '/.well-known/mta-sts.txt'",
    "      ? new Response(policy, { headers: { 'content-type': 'text/plain' } })",
    "      : new Response('Not found', { status: 404 }),",
    '};',
  ],
  delegated: (host, domain) => [
    `${host}. IN CNAME mta-sts.${PROVIDER}.`,
    `_mta-sts.${domain}. IN CNAME _mta-sts.${PROVIDER}.`,
  ],
};
