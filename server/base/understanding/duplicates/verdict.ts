import { counted } from '../../../../shared/text/plural.ts';

/** Fewer cases kept aside decide nothing by themselves. */
export const LEAST_ASIDE = 50;
/** One-sided sign test: a lead this many deviations wide is luck in one case of ten. */
const DEVIATIONS = 1.28;

/** How the new version did against the champion on the cases kept aside. */
export interface Match {
  heldOut: number;
  wins: number;
  losses: number;
  /** Shares of right blocks. */
  block: number;
  championBlock: number;
}

/** Whether the rule puts the new version in force, and why, in words for a person. */
export function judgeMatch(match: Match): { takesForce: boolean; words: string } {
  const { heldOut, wins, losses, block, championBlock } = match;
  const score = `лучше в ${wins}, хуже в ${losses} из ${counted(heldOut, 'дела', 'дел', 'дел')} для проверки`;
  if (heldOut < LEAST_ASIDE)
    return {
      takesForce: false,
      words: `Мало дел для проверки (нужно ${LEAST_ASIDE}): ${score}. Решает человек.`,
    };
  if (block < championBlock)
    return { takesForce: false, words: `Блок угадан реже, чем действующей: ${score}. Решает человек.` };
  if (wins - losses < DEVIATIONS * Math.sqrt(wins + losses) || wins === losses)
    return { takesForce: false, words: `Разница может быть случайной: ${score}. Решает человек.` };
  return { takesForce: true, words: `Стала действующей по правилу: ${score}.` };
}
