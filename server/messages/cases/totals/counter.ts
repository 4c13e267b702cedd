import type { Ctx } from '../../../lib/module/context.ts';
import type { FigureQuestion } from './figure-question.ts';

/** Cases of a question as they are now; null where nobody holds figures, or the answer would cost a long pass. */
export type FigureCounter = (ctx: Ctx, question: FigureQuestion) => Promise<number | null>;

let counter: FigureCounter = async () => null;

/** The module that keeps figures in memory counts for the lists; cases keeps none. One counter, the last given. */
export function registerFigureCounter(given: FigureCounter): void {
  counter = given;
}

export const askFigures: FigureCounter = (ctx, question) => counter(ctx, question);
