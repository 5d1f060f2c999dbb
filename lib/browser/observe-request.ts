import { browser } from 'wxt/browser';
import type { Observation } from '../mta-sts/fetch-policy.ts';

/**
 * Watches the requests of this extension to one URL, for what `fetch` does not tell: the browser's words for a failure, and
 * where a redirect led. It only observes, only while the request runs, and only needs the host's permission.
 */
export function observeRequest(url: string): Observation {
  const { promise: failure, resolve } = Promise.withResolvers<string>();
  const { promise: redirect, resolve: redirected } = Promise.withResolvers<string>();
  // Match patterns know no port and no query; both belong to the URL of a policy just as little.
  // The background belongs to no tab; a page that somebody opened at the same address does.
  const filter = { urls: [url], tabId: -1 };
  const onError = (details: { error: string }) => resolve(details.error);
  const onRedirect = (details: { redirectUrl: string }) => redirected(details.redirectUrl);
  browser.webRequest.onErrorOccurred.addListener(onError, filter);
  browser.webRequest.onBeforeRedirect.addListener(onRedirect, filter);
  return {
    failure,
    redirect,
    stop: () => {
      browser.webRequest.onErrorOccurred.removeListener(onError);
      browser.webRequest.onBeforeRedirect.removeListener(onRedirect);
    },
  };
}
