import { ALL, type MechanismName, type Parts } from '../mechanisms.ts';
import type { ParkedOf, StepsOf } from '../steps.ts';

/** What makes the guide's steps of each mechanism that has some, and what each wants of a domain without mail. */
export async function loadSteps(): Promise<readonly LoadedSteps[]> {
  return Promise.all(
    ALL.flatMap(({ name, steps, parked }) =>
      steps || parked
        ? [
            Promise.all([steps?.(), parked?.()]).then(([stepsOf, parkedOf]) => ({
              name: name as MechanismName,
              stepsOf: (stepsOf ?? (() => [])) as StepsOf<Parts>,
              parkedOf: (parkedOf ?? null) as ParkedOf<Parts> | null,
            })),
          ]
        : [],
    ),
  );
}

export interface LoadedSteps {
  readonly name: MechanismName;
  readonly stepsOf: StepsOf<Parts>;
  /** Null where it wants nothing of a domain without mail. */
  readonly parkedOf: ParkedOf<Parts> | null;
}
