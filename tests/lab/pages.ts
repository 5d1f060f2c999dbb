import type { World } from './description/types.ts';

/** The host of the page that lists the lab's domains. */
export const INDEX_HOST = 'lab.test';

/** The web page of `host`, or `undefined` where the lab has no such website. */
export function pageOf(host: string, world: World): string | undefined {
  if (host === INDEX_HOST) return indexPage(world);
  const sites = [...world.domains.map(({ domain }) => domain), ...world.support.map(({ apex }) => apex)];
  const site = sites.find((domain) => host === domain || host === `www.${domain}`);
  return site && websitePage(host, site);
}

/** An ordinary page with everything that a person can right-click: links, a mail link, an address as text, a quoted one. */
function websitePage(host: string, domain: string): string {
  return page(
    host,
    `<h1>${host}</h1>
<p><a id="www" href="https://www.${domain}/about?from=home#top">About us</a></p>
<p><a id="mail" href="mailto:postmaster@${domain}?subject=Hello">Write to us</a></p>
<p id="address">postmaster@${domain}</p>
<p id="quoted">&quot;Post Master&quot; &lt;postmaster@${domain}&gt;</p>
<p id="prose">Nothing here names a domain</p>
<p><a id="elsewhere" href="https://www.enforce.test/">Somebody else</a></p>`,
  );
}

function indexPage(world: World): string {
  const rows = world.domains.map(
    ({ domain, what, expected }) =>
      `<tr><td><a href="https://${domain}/">${domain}</a></td><td>${expected.standing}</td><td>${escaped(what)}</td></tr>`,
  );
  return page(
    'The Waxseal lab',
    `<h1>The Waxseal lab</h1>
<p>Open a domain and click the seal in the toolbar.</p>
<table><thead><tr><th>Domain</th><th>Standing</th><th>What it is</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 56rem; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse } td, th { padding: .2rem 1rem .2rem 0; text-align: start; vertical-align: top }
</style>
${body}
</html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
