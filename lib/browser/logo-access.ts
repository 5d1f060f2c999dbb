import type { CertificateReply } from '../mechanisms/bimi/fetch-certificate.ts';
import { fileUrl, type NotPermitted } from '../mechanisms/bimi/fetch-file.ts';
import type { LogoReply } from '../mechanisms/bimi/fetch-logo.ts';
import { currentEra, type Era } from './era.ts';
import { askSince, type CertificateQuestion } from './messages.ts';
import { browser } from './native.ts';

/**
 * Asks for leave to read the host of a logo, has it read, and gives the leave back. Must be called in the click itself. From a private window leave is only used where it is there
 * already: the browser would keep the name beyond the window. Rejects where the browser ended it before there was an answer, and for what is no address of a logo.
 */
export function readLogoAt(text: string, isPrivate: boolean): Promise<LogoReply> {
  return withLeaveFor(text, isPrivate, (since, url) => askSince(since, 'readLogo', url));
}

/** The same for the certificate of a logo. */
export function readCertificateAt(asked: CertificateQuestion, isPrivate: boolean): Promise<CertificateReply> {
  return withLeaveFor(asked.url, isPrivate, (since, url) =>
    askSince(since, 'readCertificate', { ...asked, url }),
  );
}

/** The hosts that are being read, by how many clicks; logo and certificate are often at the same one. */
const lent = new Map<string, { readers: number; isGiven: boolean; readonly wasThere: Promise<boolean> }>();

async function withLeaveFor<T>(
  text: string,
  isPrivate: boolean,
  read: (since: Era, url: string) => Promise<T>,
): Promise<T | NotPermitted> {
  const since = currentEra();
  const url = fileUrl(text);
  if (!url) throw new Error('Not an address of a file.');
  const { hostname: host } = url;
  const leave = { origins: [`https://${host}/*`] };
  // Both are started in the click, and neither waits for the other: the gesture would be over.
  const isThere = browser.permissions.contains(leave);
  const isGranted = isPrivate ? isThere : browser.permissions.request(leave);
  // What another click was given, and is about to give back, was not there before.
  const loan = lent.get(host) ?? { readers: 0, isGiven: false, wasThere: isThere };
  loan.readers += 1;
  lent.set(host, loan);
  try {
    if (!(await isGranted)) return { state: 'not-permitted', host };
    loan.isGiven = true;
    return await read(since, url.href);
  } finally {
    loan.readers -= 1;
    if (loan.readers === 0) {
      lent.delete(host);
      // What a person allowed before stays, such as all hosts.
      if (loan.isGiven && !(await loan.wasThere))
        await browser.permissions.remove(leave).catch(() => undefined);
    }
  }
}
