/** True for the SPF record by which nobody sends, in one of the ways in which it is written (RFC 7208 §10.1.2). Of it speak SPF, DKIM and DMARC. Pure. */
export function isClosedSpf(text: string): boolean {
  return /^v=spf1 +-all *$/i.test(text);
}
