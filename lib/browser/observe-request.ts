import { browser } from 'wxt/browser';
import type { Observation } from '../mechanisms/mta-sts/fetch-policy.ts';
import { redirectTarget } from '../mechanisms/mta-sts/redirect-target.ts';

interface Header {
  readonly name: string;
  readonly value?: string | undefined;
  /** Chromium's form of a value that is no UTF-8. */
  readonly binaryValue?: unknown;
}

/**
 * Watches the requests of this extension to one URL, for what `fetch` does not tell: the browser's words for a failure, and
 * where a redirect led. It only observes, only while the request runs, and only needs the host's permission.
 */
export function observeRequest(url: string): Observation {
  const { promise: failure, resolve } = Promise.withResolvers<string | null>();
  const { promise: redirect, resolve: redirected } = Promise.withResolvers<string>();
  // Match patterns know no port and no query; both belong to the URL of a policy just as little.
  // The background belongs to no tab; a page that somebody opened at the same address does.
  const filter = { urls: [url], tabId: -1 };
  const onError = (details: { error: string }) => resolve(details.error);
  const onCompleted = () => resolve(null);
  // Of a redirect that is not followed Firefox sends no `onBeforeRedirect`; both browsers show its headers.
  const onHeaders = (details: { responseHeaders?: readonly Header[] }): undefined => {
    const location = details.responseHeaders?.find(({ name }) => name.toLowerCase() === 'location');
    redirected(location ? redirectTarget(valueOf(location), url) : '');
    return undefined;
  };
  browser.webRequest.onErrorOccurred.addListener(onError, filter);
  browser.webRequest.onCompleted.addListener(onCompleted, filter);
  browser.webRequest.onHeadersReceived.addListener(onHeaders, filter, ['responseHeaders']);
  return {
    failure,
    redirect,
    stop: () => {
      browser.webRequest.onErrorOccurred.removeListener(onError);
      browser.webRequest.onCompleted.removeListener(onCompleted);
      browser.webRequest.onHeadersReceived.removeListener(onHeaders);
    },
  };
}

function valueOf({ value, binaryValue }: Header): string {
  if (value !== undefined || !Array.isArray(binaryValue)) return value ?? '';
  return binaryValue.map((byte) => String.fromCharCode(Number(byte))).join('');
}
