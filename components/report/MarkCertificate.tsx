import type { CertificateFault } from '../../lib/mechanisms/bimi/certificate-faults.ts';
import type { MarkCertificate as Certificate } from '../../lib/mechanisms/bimi/certificate.ts';
import type { CertificateAnswer, CertificateReply } from '../../lib/mechanisms/bimi/fetch-certificate.ts';
import { keyOf, say } from '../../lib/locales/say.ts';
import { Marked } from '../BlockTable.tsx';
import { Sentence } from '../Sentence.tsx';
import { ReadFile } from './ReadFile.tsx';
import { fullMoment } from './words.ts';

export interface MarkCertificateProps {
  /** Where the record says that it is. */
  readonly url: string;
  readonly isPrivate: boolean;
  /** SHA-256 of the logo that the record names; null where that was not read. */
  readonly logoSha256: string | null;
  /** Has the certificate read; called in the click, since it asks for leave. Rejects where no answer came. */
  readonly onRead: () => Promise<CertificateReply>;
}

/** The section "The certificate of the logo", where a record names one. */
export function MarkCertificate({ url, isPrivate, logoSha256, onRead }: MarkCertificateProps) {
  const words = {
    title: say('markCertificate.title'),
    aside: say('markCertificate.aside'),
    intro: say('markCertificate.intro', { url, host: new URL(url).hostname }),
    read: say('markCertificate.read'),
    asking: say('markCertificate.asking'),
    failed: say('markCertificate.failed'),
  };
  return (
    <ReadFile name="read-certificate" words={words} isPrivate={isPrivate} onRead={onRead}>
      {(reply: CertificateAnswer) => <Result reply={reply} logoSha256={logoSha256} />}
    </ReadFile>
  );
}

/** What the file says, fault by fault; text from the network as text. */
function Result({ reply, logoSha256 }: { reply: CertificateAnswer; logoSha256: string | null }) {
  if (reply.state === 'failed')
    return (
      <p class="no">
        <Sentence text={say(`markCertificate.failure.${keyOf(reply.why)}`, { detail: reply.detail })} />
      </p>
    );
  const { certificate, faults, count } = reply;
  const logo = certificate && logoOf(certificate, logoSha256);
  const verdict = verdictOf(faults, logo);
  return (
    <>
      <p class="verdict" data-result={verdict}>
        <Marked
          text={say(`markCertificate.verdict.${verdict}`)}
          sign={({ danger: 'no', refused: 'no', mostly: 'differs', good: 'yes' } as const)[verdict]}
        />
      </p>
      <ul>
        {faults.map((fault) => (
          <li key={fault.code}>
            <Marked text={faultText(fault)} sign={fault.isForbidden ? 'no' : 'differs'} />
          </li>
        ))}
        {logo === 'differs' && (
          <li>
            <Marked text={say('markCertificate.fault.logo_differs')} sign="no" />
          </li>
        )}
      </ul>
      {certificate && <Facts {...certificate} count={count} />}
      {logo && logo !== 'differs' && <p class="quiet">{say(`markCertificate.logo.${logo}`)}</p>}
      {certificate && <p class="quiet">{say('markCertificate.notVerified')}</p>}
    </>
  );
}

function faultText({ code, text, at }: CertificateFault): string {
  return say(`markCertificate.fault.${keyOf(code)}`, { text, at: at === null ? '' : fullMoment(at) });
}

function verdictOf(
  faults: readonly CertificateFault[],
  logo: LogoMatch | null,
): 'danger' | 'refused' | 'mostly' | 'good' {
  if (faults.some(({ code }) => code === 'private-key')) return 'danger';
  if (logo === 'differs' || faults.some(({ isForbidden }) => isForbidden)) return 'refused';
  return faults.length > 0 ? 'mostly' : 'good';
}

type LogoMatch = 'same' | 'differs' | 'unread' | 'unknown';

/** Whether the certificate vouches for the logo that the record names; null where it has none. */
function logoOf({ image }: Certificate, logoSha256: string | null): LogoMatch | null {
  if (image.state !== 'found') return null;
  if (image.sha256 === null) return 'unknown';
  if (logoSha256 === null) return 'unread';
  return image.sha256 === logoSha256 ? 'same' : 'differs';
}

function Facts(props: Certificate & { readonly count: number }) {
  const { organization, markType, issuer, notBefore, notAfter, names, count } = props;
  const isCommon = /^(?:prior use|modified registered) mark$/i.test(markType ?? '');
  const said = [
    organization !== null && say('markCertificate.for', { organization }),
    markType !== null && say('markCertificate.mark', { mark: markType }),
    isCommon && say('markCertificate.markCommon'),
    issuer !== null && say('markCertificate.issuer', { issuer }),
    notBefore !== null &&
      notAfter !== null &&
      say('markCertificate.dates', { from: fullMoment(notBefore), until: fullMoment(notAfter) }),
    names.length > 0 && say('markCertificate.names', { names: names.join(', ') }),
    say('markCertificate.count', { count }),
  ].filter((each) => each !== false);
  return (
    <p class="quiet">
      {said.map((text) => (
        <span key={text}>
          <Sentence text={text} />{' '}
        </span>
      ))}
    </p>
  );
}
