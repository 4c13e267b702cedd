import type { ConflictCard } from '../../../shared/contract/monitoring/conflicts.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readConflictCard } from './card.ts';
import { type ConflictRow, lockConflict } from './rows.ts';
import { type ConflictChanges, tellAct, updateConflict } from './store.ts';
import type { ConflictAct } from './workflow.ts';

/** What an act did: what changed of the conflict itself, if anything, and what its history and the journal say. */
interface Done {
  set?: ConflictChanges;
  what: string;
  note?: string;
  data?: Record<string, unknown>;
}

interface SeenConflict {
  params: { id: string };
  body: { version: number };
}

/**
 * An act on a conflict as a route: locks it by the version that was seen, does it, writes the next version, tells of it and answers with
 * the card. From which states `act` may be done is a row of `workflow.ts`; `told` = what the journal calls it.
 */
export const onConflict =
  <Input extends SeenConflict = SeenConflict>(
    act: ConflictAct,
    told: string,
    run: (ctx: Ctx, conflict: ConflictRow, input: Input) => Promise<Done>,
  ) =>
  async (ctx: Ctx, input: Input): Promise<ConflictCard> => {
    const conflict = await lockConflict(ctx, input.params.id, input.body.version, act);
    const { set = {}, ...words } = await run(ctx, conflict, input);
    await updateConflict(ctx, conflict, set);
    await tellAct(ctx, conflict, told, words);
    return readConflictCard(ctx, conflict.id);
  };
