import type { HeadlineOf, ProblemCode } from '../../../lib/mechanisms.ts';
import type { LabDomain, ZoneRecord } from '../description/types.ts';
import { labDomain, type Differences } from '../description/domain.ts';
import { bimi, txt } from '../description/records.ts';

/** A domain with these records about its logo, and what is said of them. */
function pictured(
  domain: string,
  what: string,
  more: readonly ZoneRecord[],
  headline: HeadlineOf<'bimi'>,
  findings: readonly ProblemCode[] = [],
  dmarc?: Differences['dmarc'],
): LabDomain {
  return labDomain(domain, what, {
    ...(dmarc !== undefined && { dmarc }),
    more,
    expected: { headlines: { bimi: headline }, findings },
  });
}

const LOGO = 'l=https://logo.provider.test/logo.svg';
const GOOD = `v=BIMI1; ${LOGO}; a=https://logo.provider.test/mark.pem`;

/** The same with a certificate, which DNS says nothing of. */
function marked(domain: string, what: string, file: string): LabDomain {
  const value = `v=BIMI1; l=https://${domain}/logo.svg; a=https://${domain}/${file}.pem`;
  return pictured(domain, what, [bimi(domain, value)], 'ready');
}

/** Logos beside mail, as far as DNS tells. */
export const BIMI: readonly LabDomain[] = [
  pictured(
    'logo.test',
    'A logo and its certificate, and forged mail is refused.',
    [bimi('logo.test', GOOD)],
    'ready',
  ),
  pictured(
    'logo-alone.test',
    'A logo without a certificate.',
    [bimi('logo-alone.test', 'v=BIMI1; l=https://logo-alone.test/logo.svg')],
    'ready',
    ['bimi-a-missing'],
  ),
  marked('logo-marked.test', 'A logo, and its certificate from the same host.', 'mark'),
  marked('logo-expired.test', 'The certificate of the logo has expired.', 'expired'),
  marked('logo-other.test', 'The certificate of the logo is for another domain.', 'other'),
  pictured(
    'logo-weak.test',
    'A logo beside mail that anybody can forge.',
    [bimi('logo-weak.test', GOOD)],
    'blocked',
    ['bimi-weak-dmarc'],
    ['v=DMARC1; p=none; rua=mailto:dmarc@logo-weak.test'],
  ),
  pictured(
    'logo-no-dmarc.test',
    'A logo without DMARC.',
    [bimi('logo-no-dmarc.test', GOOD)],
    'blocked',
    ['bimi-no-dmarc'],
    null,
  ),
  pictured(
    'logo-declined.test',
    'The domain says that it shows no logo.',
    [bimi('logo-declined.test', 'v=BIMI1; l=; a=;')],
    'declined',
  ),
  pictured(
    'logo-misplaced.test',
    'The record stands at the domain itself.',
    [txt('logo-misplaced.test', GOOD)],
    'absent',
    ['bimi-wrong-place'],
  ),
  pictured(
    'logo-http.test',
    'The logo is at a plain address of the web.',
    [bimi('logo-http.test', 'v=BIMI1; l=http://logo.provider.test/logo.svg')],
    'broken',
    ['bimi-not-https'],
  ),
  pictured(
    'logo-twice.test',
    'Two records: receivers take neither.',
    [bimi('logo-twice.test', GOOD), bimi('logo-twice.test', `v=BIMI1; ${LOGO}`)],
    'broken',
    ['bimi-several'],
  ),
];
