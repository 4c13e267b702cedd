import type { ActNotice, ActState } from '../../../shared/contract/monitoring/moderation.ts';

/** What a person does with a decision to take a comment off. */
export const moderationActs = [
  'second',
  'withdraw',
  'done',
  'again',
  'lost',
  'prove',
  'appeal',
  'decide',
] as const;
export type ModerationAct = (typeof moderationActs)[number];

/** From which states each may be done: whatever is not here is refused. */
const from: Record<ModerationAct, readonly ActState[]> = {
  second: ['second'],
  withdraw: ['second', 'by-hand', 'failed'],
  done: ['unknown', 'restore-unknown'],
  again: ['unknown', 'failed', 'restore-unknown', 'restore-failed'],
  lost: ['restore-by-hand', 'restore-failed'],
  prove: ['by-hand', 'failed', 'restore-by-hand', 'restore-failed'],
  appeal: ['hidden'],
  decide: ['hidden'],
};

export const mayFrom = (act: ModerationAct, state: ActState): boolean => from[act].includes(state);

/** Which permission each asks for. */
export const permissionOf: Record<ModerationAct, string> = {
  second: 'moderation.judge',
  withdraw: 'moderation.hide',
  done: 'moderation.hide',
  again: 'moderation.hide',
  lost: 'moderation.hide',
  prove: 'moderation.hide',
  appeal: 'moderation.hide',
  decide: 'moderation.judge',
};

export const refusals: Record<ModerationAct, string> = {
  second: 'Второго взгляда это решение уже не ждёт.',
  withdraw: 'Передумать можно, пока комментарий не убран.',
  done: 'Чем кончилось в сети, уже известно.',
  again: 'Повторять нечего: чем кончилось в сети, уже известно.',
  lost: 'Сказать, что вернуть нельзя, можно о том, что не вернулось.',
  prove: 'Рукой это делать уже не нужно.',
  appeal: 'Возразить можно, пока комментарий убран.',
  decide: 'Это возражение уже решено.',
};

/** A person has to do something before it goes on. */
export const waitingStates = [
  'second',
  'by-hand',
  'unknown',
  'failed',
  'restore-by-hand',
  'restore-unknown',
  'restore-failed',
] as const satisfies readonly ActState[];

/** It is on its way back to the page, or was to be. */
export const isReturning = (state: ActState): boolean =>
  ['restoring', 'restore-by-hand', 'restore-unknown', 'restore-failed'].includes(state);

/** What is left for a person: nobody knows whether it was told, or it was told nowhere. */
export const isUntold = ({ state, way }: Pick<ActNotice, 'state' | 'way'>): boolean =>
  state === 'unknown' || (state === 'failed' && way === 'public');
