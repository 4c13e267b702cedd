import type { Mutant } from './instrument.ts';

interface Equivalent {
  /** End of the path of the file. */
  file: string;
  before: string;
  after: string;
  /** Why nothing can tell the two apart. */
  why: string;
}

/** Mistakes that are none. By their text, so that they stay named when lines move; one that is gone fails the run. */
export const equivalents: readonly Equivalent[] = [];

const squeeze = (code: string): string => code.replaceAll(/\s+/g, ' ').trim();

export const isEquivalent = (mutant: Mutant, to: Equivalent): boolean =>
  mutant.path.endsWith(`/${to.file}`) &&
  squeeze(mutant.before) === squeeze(to.before) &&
  squeeze(mutant.after) === squeeze(to.after);
