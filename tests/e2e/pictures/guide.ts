import type { Session } from '../chromium-session.ts';
import { openGuide, unfold } from '../guide-view.ts';
import { OUT, SCHEMES, draw, drawBoth } from './album.ts';

/** From nothing at all to all in order, one repair, one with many servers, and one for which nothing can be proposed. */
const DOMAINS = [
  'absent.test',
  'uncovered.test',
  'redirect.test',
  'enforce.test',
  'twenty-mx.test',
  'null-mx.test',
];

/** Draws the guide: wide, and as narrow as a telephone; once with everything unfolded and a wrong target typed. */
export async function drawGuides(session: Session): Promise<void> {
  for (const domain of DOMAINS) {
    const page = await openGuide(session.chromium, domain);
    await drawBoth(page, `guide/${domain}`, 960);
    await page.close();
  }
  const page = await openGuide(session.chromium, 'google-like.test');
  await page.click('input[value=shortest]');
  await page.type('#rua', '\ntls-reports@bücher.example\nhttp://example.com/');
  await unfold(page, '.guide details');
  await page.type('#mx-added', 'mx.new-provider.example');
  await drawBoth(page, 'guide/unfolded', 960);
  for (const scheme of SCHEMES) await draw(page, `${OUT}guide/unfolded-360-${scheme}.png`, scheme, 360);
  await page.close();
}
