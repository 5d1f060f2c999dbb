import { useState } from 'preact/hooks';
import type { Assessment } from '../../lib/check/assessment.ts';
import type { BimiRecord } from '../../lib/mechanisms/bimi/record.ts';
import type { CertificateReply } from '../../lib/mechanisms/bimi/fetch-certificate.ts';
import type { LogoReply } from '../../lib/mechanisms/bimi/fetch-logo.ts';
import { Logo } from './Logo.tsx';
import { MarkCertificate } from './MarkCertificate.tsx';

export interface BimiFilesProps {
  readonly assessment: Assessment | null;
  readonly isPrivate: boolean;
  /** Has a logo read; called in the click, since it asks for leave. Rejects where no answer came. */
  readonly onReadLogo: (url: string) => Promise<LogoReply>;
  /** The same for its certificate, and the domains that it may be for. */
  readonly onReadCertificate: (asked: {
    readonly url: string;
    readonly domains: readonly string[];
  }) => Promise<CertificateReply>;
}

/** What a BIMI record names: the logo and its certificate, each read when a person says so, and compared once both are. */
export function BimiFiles({ assessment, isPrivate, onReadLogo, onReadCertificate }: BimiFilesProps) {
  const [logoSha256, setLogoSha256] = useState<string | null>(null);
  const record = assessment && recordIn(assessment);
  if (!record) return null;
  const { logo, evidence } = record;
  return (
    <>
      {logo !== null && (
        <Logo
          url={logo}
          isPrivate={isPrivate}
          onRead={async () => {
            const reply = await onReadLogo(logo);
            setLogoSha256(reply.state === 'read' ? reply.sha256 : null);
            return reply;
          }}
        />
      )}
      {evidence !== null && (
        <MarkCertificate
          url={evidence}
          isPrivate={isPrivate}
          logoSha256={logoSha256}
          onRead={() => onReadCertificate({ url: evidence, domains: domainsOf(assessment) })}
        />
      )}
    </>
  );
}

/** The record that receivers use: of the first place that has one. */
function recordIn({ bimi }: Assessment): BimiRecord | null {
  if (bimi.state === 'pending') return null;
  for (const { record } of bimi.places) if (record.state === 'found') return record.value;
  return null;
}

/** The domains that a certificate may be for: the domain itself, and the one above it as far as that is known. */
function domainsOf({ policyDomain, dmarc, bimi }: Assessment): string[] {
  const above = dmarc.state === 'pending' ? null : dmarc.organizationalDomain;
  const places = bimi.state === 'pending' ? [] : bimi.places.map(({ domain }) => domain);
  const all = [policyDomain, ...(above === null ? [] : [above]), ...places];
  return [...new Set(all.map((domain) => domain.toLowerCase()))];
}
