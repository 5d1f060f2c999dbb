import { ALL, type MechanismName, type Parts } from '../mechanisms.ts';
import type { StepsOf } from '../steps.ts';

/** What makes the guide's steps of each mechanism that has some. */
export async function loadSteps(): Promise<readonly LoadedSteps[]> {
  return Promise.all(
    ALL.flatMap(({ name, steps }) =>
      steps
        ? [steps().then((stepsOf) => ({ name: name as MechanismName, stepsOf: stepsOf as StepsOf<Parts> }))]
        : [],
    ),
  );
}

export interface LoadedSteps {
  readonly name: MechanismName;
  readonly stepsOf: StepsOf<Parts>;
}
