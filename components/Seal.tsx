import { SHAPES, WAX, type ShownSeal } from './seal-shapes.ts';

/** The seal of a standing. Decorative: the headline beside it says the same. */
export function Seal({ standing }: { standing: ShownSeal }) {
  const { wax, sign } = SHAPES[standing];
  return (
    <svg class={`seal ${wax}`} viewBox="0 0 48 48" aria-hidden="true">
      <path class="edge" d={WAX} />
      {wax === 'whole' && <circle class="rim" cx="24.5" cy="24" r="13.2" />}
      <path class="sign" d={sign} />
      {wax === 'half' && (
        // What lies beyond the edges of an inner picture is cut off: the left half alone is wax.
        <svg width="24.4" height="48" viewBox="0 0 24.4 48">
          <path class="wax" d={WAX} />
          <path class="pressed" d={sign} />
        </svg>
      )}
    </svg>
  );
}
