import type { ComponentChildren } from 'preact';

/** What is wider than the page scrolls by itself, with the keyboard too, and the page does not. */
export function Scrolling({ labelledBy, children }: { labelledBy: string; children: ComponentChildren }) {
  return (
    <div class="scrolling" role="group" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </div>
  );
}
