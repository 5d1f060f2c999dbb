import type { Lane } from '../verdict/weights.ts';

/** Which lanes somebody asks for; left out, all of them. */
type Lanes = readonly Lane[] | undefined;

/** True where all that is wanted was asked for. Pure. */
export function hasAllLanes(asked: Lanes, wanted: Lanes): boolean {
  return asked === undefined || (wanted?.every((lane) => asked.includes(lane)) ?? false);
}
