import type { Life } from './facts.ts';

/** In what a case stands, for counting what the walks have been through. */
export const stages = [
  'open',
  'asked',
  'paused',
  'extended',
  'joined',
  'merged',
  'overdue',
  'ended_in_time',
  'ended_late',
] as const;
export type Stage = (typeof stages)[number];

export function stageOf(life: Life): Stage {
  if (life.end !== null) return life.answer.broken ? 'ended_late' : 'ended_in_time';
  if (life.answer.broken) return 'overdue';
  if (life.merged) return 'merged';
  if (life.joined) return 'joined';
  // A question may stop the clock or not: it is a question either way.
  if (life.asked) return 'asked';
  if (life.pausedAt !== null) return 'paused';
  return life.extendedFrom === null ? 'open' : 'extended';
}
