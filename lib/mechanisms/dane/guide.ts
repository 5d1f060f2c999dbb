import type { StepsOf } from '../../mechanism.ts';
import type { DaneParts } from './facts.ts';

export const daneSteps: StepsOf<DaneParts> = () => [];
