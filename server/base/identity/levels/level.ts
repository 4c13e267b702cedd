import { type IdentityLevel, identityLevels } from '../../../../shared/contract/base/identity.ts';

const rank = (level: IdentityLevel | null): number => (level ? identityLevels.indexOf(level) : 0);

/** Whether one level is at least another. */
export const reachesLevel = (level: IdentityLevel, needed: IdentityLevel): boolean =>
  rank(level) >= rank(needed);

export const higherLevel = <One extends IdentityLevel, Other extends IdentityLevel>(
  one: One | null,
  other: Other,
): One | Other => (one && rank(one) > rank(other) ? one : other);
