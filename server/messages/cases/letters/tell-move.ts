import { type Stage, stageLetters } from '../../../../shared/text/letter-matrix.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import type { MoveName } from '../core/workflow.ts';
import { letterHold } from './hold.ts';
import { stageOfMove } from './stage-of-move.ts';
import { tellStage } from './tell-stage.ts';

interface MoveSaid {
  text?: string;
  data?: Record<string, unknown>;
}

/** Moves whose decision may be taken back: their letters wait as long. */
const undoable: ReadonlySet<MoveName> = new Set(['assign', 'reject', 'merge']);
/** Moves that set a term going again: the date may be told where the stage itself is not. */
const movesTerm: ReadonlySet<MoveName> = new Set(['resume']);

const isSilent = (stage: Stage): boolean =>
  [stageLetters[stage].author, stageLetters[stage].joiner].every(
    ({ email, sms }) => email === 'page' && sms === 'page',
  );

/** Tells residents of a move they can see, by the letter matrix; what a command words itself is left to it. */
export async function tellMove(ctx: Ctx, caseId: string, move: MoveName, said: MoveSaid): Promise<void> {
  const stage = stageOfMove(move, ctx.actor);
  if (!stage || (isSilent(stage) && !movesTerm.has(move))) return;
  const options = undoable.has(move) && isStaff(ctx.actor) ? { notBefore: letterHold(ctx.now) } : {};
  if (stage === 'case-merged') {
    await tellStage(ctx, caseId, stage, { into: String(said.data?.into ?? '') }, options);
    return;
  }
  await tellStage(ctx, caseId, stage as 'case-assigned', said.text ? { said: said.text } : {}, options);
}
