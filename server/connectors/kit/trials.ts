import { NetworkFailure, type PageFunction } from '../../base/networks/index.ts';

/** Tries one function of a page: null, or what the network says against it. */
export type Trial = () => Promise<string | null>;

/** Unlocked where the work is done without a refusal. */
export const passes =
  (work: () => Promise<unknown>): Trial =>
  async () => {
    await work();
    return null;
  };

/** Tries functions one after another; a refusal is told and never thrown. */
export async function tryFunctions(
  trials: readonly (readonly [PageFunction, Trial])[],
): Promise<{ pageFunction: PageFunction; refusal: string | null }[]> {
  const tried: { pageFunction: PageFunction; refusal: string | null }[] = [];
  for (const [pageFunction, trial] of trials)
    tried.push({ pageFunction, refusal: await trial().catch(tellRefusal) });
  return tried;
}

function tellRefusal(error: unknown): string {
  if (error instanceof NetworkFailure) return error.message;
  throw error;
}
