import { type IdentityLevel, identityLevels } from '../../../../shared/contract/base/identity.ts';

const rank = (level: IdentityLevel | null): number => (level ? identityLevels.indexOf(level) : 0);

/** Whether one level is at least another. */
export const reachesLevel = (level: IdentityLevel, needed: IdentityLevel): boolean =>
  rank(level) >= rank(needed);

/** What a person has proved: a code by SMS proves the phone, one by e-mail as much as an account of a network does. */
export function provenLevel(of: {
  proven: IdentityLevel | null;
  hasPhone: boolean;
  hasEmail: boolean;
}): IdentityLevel {
  const own = of.hasPhone ? 'phone' : of.hasEmail ? 'social' : 'anonymous';
  return higherLevel(of.proven, own);
}

export const higherLevel = <One extends IdentityLevel, Other extends IdentityLevel>(
  one: One | null,
  other: Other,
): One | Other => (one && rank(one) > rank(other) ? one : other);
