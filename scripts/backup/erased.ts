import { type FoundErasure, readErased } from './erased-records.ts';
import { type TrialOptions, tryReturn } from './trial.ts';

/**
 * What was erased after a moment, by the journal of the latest state: a return to that moment brings it back. The latest is returned to a
 * folder that is thrown away.
 */
export const listErased = (options: TrialOptions, after: number): Promise<FoundErasure[]> =>
  tryReturn({ ...options, isForLook: true }, ({ url }) => readErased(url, after));
