import { danglingOf } from './dangling.ts';
import { likenessOf } from '../mechanisms/mta-sts/likeness.ts';

/** What only few domains need: the popup loads it once it is painted. */
export interface CloserLook {
  readonly danglingOf: typeof danglingOf;
  readonly likenessOf: typeof likenessOf;
}

export const CLOSER_LOOK: CloserLook = { danglingOf, likenessOf };
