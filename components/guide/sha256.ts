import { useEffect, useState } from 'preact/hooks';

/** The SHA-256 of a text's UTF-8 bytes in hexadecimal, as `sha256sum` prints it; null until it is computed. */
export function useSha256(text: string): string | null {
  const [hashed, setHashed] = useState<{ text: string; hash: string } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const hash = async () => {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
      if (isCurrent) setHashed({ text, hash: hexOf(digest) });
    };
    void hash();
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return hashed?.text === text ? hashed.hash : null;
}

function hexOf(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
