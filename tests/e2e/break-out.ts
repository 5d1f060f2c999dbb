/** Runs in a page: puts in what markup of a stranger would, and tells which of it the policy of the page stopped. */
export async function tryToBreakOut(): Promise<{ inline: boolean; blocked: string[] }> {
  const blocked = new Set<string>();
  const all = new Promise<void>((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      blocked.add(effectiveDirective);
      if (blocked.size === 4) resolve();
    });
  });
  const script = document.createElement('script');
  script.textContent = 'globalThis.pwned = 1';
  const image = document.createElement('img');
  image.src = 'https://elsewhere.test/x.png';
  const styled = document.createElement('p');
  styled.setAttribute('style', 'color: red');
  document.body.append(script, image, styled);
  await fetch('http://elsewhere.test/').catch(() => undefined);
  await all;
  return { inline: 'pwned' in globalThis, blocked: [...blocked].toSorted() };
}

/** What comes of it where the policy of the manifest holds. */
export const HELD = {
  inline: false,
  blocked: ['connect-src', 'img-src', 'script-src-elem', 'style-src-attr'],
};
