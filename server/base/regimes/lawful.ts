import { AppError } from '../../lib/errors.ts';
import { type Act, type Need, refusalOf, tellRefusal } from './duties.ts';

/** Refuses an act the legal order of a case does not let be done, with the article and the lawful way. */
export function requireLawful(regime: string, act: Act, met: readonly Need[] = []): void {
  const refusal = refusalOf(regime, act, met);
  if (!refusal) return;
  throw new AppError('cases.illegal-transition', tellRefusal(refusal), {
    details: { act, legal: refusal.legal },
  });
}
