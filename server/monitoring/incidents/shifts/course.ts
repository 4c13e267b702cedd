import type { handoverStates } from '../../../../shared/contract/monitoring/shifts.ts';

/** A handing over, as far as it is judged who may do what with it. */
export interface HandoverFacts {
  state: (typeof handoverStates)[number];
  given_by: string;
  to_id: string | null;
}

export type HandoverAct = 'take' | 'withdraw';

/**
 * What a person of staff may do with a handing over: whoever gave it takes it back, anybody else takes it over, whoever it was meant for:
 * the one who was named may be ill. What has ended stays as it ended.
 */
export function handoverActs({ state, given_by: givenBy }: HandoverFacts, personId: string): HandoverAct[] {
  if (state !== 'given') return [];
  return [givenBy === personId ? 'withdraw' : 'take'];
}

/** Why an act is refused, in a sentence. */
export function refusalOf(handover: HandoverFacts & { taken_by_name: string }, act: HandoverAct): string {
  if (handover.state === 'taken') return `Смена уже принята: ${handover.taken_by_name}`;
  if (handover.state === 'withdrawn') return 'Эту передачу взял назад тот, кто сдавал смену.';
  return act === 'take' ? 'Свою смену принимает другой.' : 'Назад берёт тот, кто сдавал смену.';
}

export interface DutyHours {
  id: string;
  name: string;
  from_at: Date;
  to_at: Date;
}

/** Whose duty begins next. */
export function findNext(duties: readonly DutyHours[], now: Date): DutyHours | null {
  const ahead = duties.filter(({ from_at: from }) => from > now);
  return ahead.toSorted((one, other) => one.from_at.getTime() - other.from_at.getTime())[0] ?? null;
}
