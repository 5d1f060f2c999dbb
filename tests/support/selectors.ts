/** The selectors that are asked of a domain whose mail servers suggest none. */
export const SELECTORS = ['google', 'selector1', 'selector2', 'default', 's1', 's2', 'k1', 'dkim'];

/** What is asked for DKIM of a domain whose mail servers suggest no selector, but for the random one. */
export function dkimQuestions(domain: string): string[] {
  return ['', ...SELECTORS.map((each) => `${each}.`)].map((each) => `${each}_domainkey.${domain} TXT`);
}
