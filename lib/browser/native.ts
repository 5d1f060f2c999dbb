/**
 * `browser.*` as the browser itself gives it: in Firefox and in Chromium 127 and newer every call answers with a promise. What
 * the pages load takes it from here, so that no popup loads, nor waits for, the polyfill that stands behind `wxt/browser`.
 */
export { browser } from '@wxt-dev/browser';
