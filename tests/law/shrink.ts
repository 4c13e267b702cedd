/** The shortest course that still breaks the law in the same way: steps are left out one by one and the walk is played again. */
import type { World } from './oracle/calendar.ts';
import type { Plan } from './plan.ts';
import type { Player } from './player.ts';
import { playChunk } from './walk.ts';

interface Found {
  plan: Plan;
  player: Player;
}

const same = (one: Player, other: Player): boolean => one.found[0]?.what === other.found[0]?.what;

export async function shrink(world: World, chunk: number, player: Player): Promise<Found> {
  let best: Found = { plan: player.plan, player };
  for (let at = best.plan.steps.length - 1; at >= 0; at -= 1) {
    const plan = { ...best.plan, steps: best.plan.steps.filter((_, index) => index !== at) };
    const { players } = await playChunk(world, { seed: plan.seed, number: chunk, plans: [plan] }, null);
    if (same(players[0]!, player)) best = { plan, player: players[0]! };
  }
  return best;
}

/** A violation as it is printed: what was played, what was to be, what was seen. */
export function tellViolation({ plan, player }: Found): string {
  const first = player.found[0]!;
  const facts = Object.entries(plan.signs).filter(([name, value]) => value !== name.startsWith('has'));
  const course = player.course
    .filter(({ round }) => round <= first.round)
    .map(
      ({ day, act, by, outcome, said }) => `    ${day} ${by}: ${JSON.stringify(act)} → ${outcome} ${said}`,
    );
  return [
    `  seed ${plan.seed}, walk ${plan.index}: ${plan.regime}, late ${plan.late}, ${plan.hasEmail ? 'e-mail, ' : ''}${plan.hasPhone ? 'telephone, ' : ''}${facts.map(([name, value]) => `${name}=${value}`).join(' ')}`,
    ...course,
    `    ${first.what} (${first.article}): expected ${first.expected}; seen ${first.seen}`,
  ].join('\n');
}
