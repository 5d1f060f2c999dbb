import type { PlanPlace } from '../../lib/guide/whole-plan.ts';

/** Unfolds a step or a plan of the guide, and leads sight and keyboard there. Does nothing where it is not there. */
export function reveal(within: Element | null, { kind, name }: PlanPlace): boolean {
  const place = within?.querySelector<HTMLElement>(`[data-${kind}="${name}"]`);
  const fold = place?.matches('details') === true ? place : place?.querySelector<HTMLElement>('details');
  if (!place || !fold) return false;
  for (let each: Element | null | undefined = fold; each; each = each.parentElement?.closest('details'))
    each.setAttribute('open', '');
  fold.querySelector('summary')?.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'start' });
  return true;
}
