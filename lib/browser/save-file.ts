/** Hands the person a file to keep, as a download of this page. */
export function saveFile(name: string, text: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content by then; the address alone would keep it in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
