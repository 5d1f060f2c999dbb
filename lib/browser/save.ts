import { browser } from './native.ts';

/** Hands a text, or bytes as they are, over as a file, by a link that is clicked at once: the browser's own download, without a permission. */
export function saveAsFile(
  fileName: string,
  mediaType: string,
  content: string | Uint8Array<ArrayBuffer>,
): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download has its own hold on the data once it has begun, which the click alone does not promise.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Opens the browser's print dialog; from there it also goes into a PDF. */
export function printPage(): void {
  window.print();
}

/** Unfolds what is folded whenever the page goes to paper, by whatever way, and folds it again behind. */
export function unfoldForPrint(): void {
  let folded: HTMLDetailsElement[] = [];
  window.addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
    for (const details of folded) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of folded) details.open = false;
  });
}

/** What writes a report, for the files: the name and version of the extension. */
export function generatorName(): string {
  const { version } = browser.runtime.getManifest();
  return `Waxseal ${version}`;
}
