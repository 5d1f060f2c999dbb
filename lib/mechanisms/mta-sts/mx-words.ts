/** What stands beside host names where people list mail servers. */

export const SEPARATOR = /^[,;、，；|]$/;
export const NUMBER = /^\d{1,10}[.):]?$/;
/** What people write between host names and before them, and a key written twice. */
export const FILLER =
  /^(?:and|or|und|oder|et|ou|&|\+|(?:priority|preference|prio|pref)[:=]?\d*|[:=]|mx[:=]?)$/i;
