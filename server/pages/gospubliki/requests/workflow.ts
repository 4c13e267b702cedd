import type { RequestState } from '../../../../shared/contract/pages/gospubliki.ts';
import { keysOf } from '../../../../shared/known.ts';

interface Act {
  from: readonly RequestState[];
  /** What is said where its state does not allow it. */
  words: string;
}

const decided = 'По этой заявке уже решили.';

/** What may be done with a request, and in which states; all by whoever keeps requests. */
const acts = {
  change: { from: ['received'], words: 'По заявке уже решили: записанное больше не меняют.' },
  accept: { from: ['received'], words: decided },
  object: { from: ['received'], words: decided },
  withdraw: {
    from: ['received', 'accepted'],
    words: 'Отозвать можно заявку, по которой ещё ничего не вышло.',
  },
  miss: {
    from: ['accepted'],
    words: 'О страницах говорят, пока принятая заявка выходит.',
  },
  report: { from: ['published'], words: 'Отчитываются о заявке, о которой всё решено, и один раз.' },
} satisfies Record<string, Act>;

export type RequestAct = keyof typeof acts;

/** Why an act is refused in a state; null = it is allowed. */
export const refusalOf = (act: RequestAct, state: RequestState): string | null => {
  const { from, words }: Act = acts[act];
  return from.includes(state) ? null : words;
};

/** Acts a state allows. */
export const actsFrom = (state: RequestState): RequestAct[] =>
  keysOf(acts).filter((act) => refusalOf(act, state) === null);
