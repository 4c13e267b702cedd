import type { Ctx } from '../../../lib/module/context.ts';
import { definePort } from '../../../lib/module/port.ts';
import type { FigureQuestion } from './figure-question.ts';

/** Cases of a question as they are now; null where nobody holds figures, or the answer would cost a long pass. */
export type FigureCounter = (ctx: Ctx, question: FigureQuestion) => Promise<number | null>;

/** The module that keeps figures in memory counts for the lists; cases keeps none. */
export const figureCounter = definePort<FigureCounter>('cases.figure-counter');

export const askFigures: FigureCounter = async (ctx, question) =>
  ctx.ports.find(figureCounter)?.(ctx, question) ?? null;
