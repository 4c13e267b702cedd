import { sql } from 'kysely';
import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import type { Stage } from '../../../../shared/text/letter-matrix.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type LockedCase, moveCase } from '../card/move.ts';
import { startPromiseClock, stopClocks } from '../clocks/clocks.ts';
import { caseAnswered } from '../core/events.ts';
import { keptByLaw, owesLetter } from '../core/owes.ts';
import { windowFrom } from '../core/resident-window.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import type { FactsOf } from '../letters/stage-facts.ts';
import { tellStage } from '../letters/tell-stage.ts';
import { makePromise, openPromise, settlePromises } from './promises.ts';
import { closeChild } from './split.ts';

/** How long the letters of a released answer wait: so long its approval may be taken back. The screen offers it for 8 s. */
export const RELEASE_HOLD_MS = 10_000;

/** What the letters of a released answer are written for. */
export const ANSWER_LETTERS = ['case-answered', 'case-deferred'] as const;

/** An approved version on its way out. */
export interface ReleasedAnswer {
  id: string;
  version: number;
  body: string;
  outcome: Outcome;
  promisedOn: string | null;
}

/**
 * Lets an approved answer out: the case is answered, or — when the result is a promise — deferred until the promised
 * day; clocks stop, save those of an appeal that end with its signed letter alone (`answer-sent.ts`); everybody who wrote or joined gets a letter with their own link, a moment later: see `undo-approval.ts`.
 */
export async function releaseAnswer(ctx: Ctx, file: LockedCase, answer: ReleasedAnswer): Promise<void> {
  const formerly = await openPromise(ctx, file.id);
  const owes = owesLetter(file);
  await stopClocks(ctx, file.id, 'Ответ дан', keptByLaw(file));
  const data = { answerId: answer.id, version: answer.version, outcome: answer.outcome };
  if (answer.promisedOn) {
    const dueAt = await startPromiseClock(ctx, file.id, answer.promisedOn);
    await makePromise(ctx, {
      caseId: file.id,
      kind: 'answer',
      text: answer.body,
      until: answer.promisedOn,
      unitId: file.executor_unit_id,
      promisedBy: namedActor(ctx.actor),
    });
    await moveCase(ctx, file, 'defer', {
      data: { ...data, promisedOn: answer.promisedOn },
      set: { outcome: answer.outcome, promised_on: answer.promisedOn, ...(!owes && { due_at: dueAt }) },
    });
  } else {
    await settlePromises(ctx, file.id);
    // A new answer waits for a new word of the resident; the former one stays among the ratings.
    const answered_at = owes ? null : ctx.now;
    const set = { outcome: answer.outcome, answered_at, rating: null, resolved: null };
    await moveCase(ctx, file, 'approve', { data, set, isHidden: owes });
  }
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'answer',
      visibility: owes ? 'staff' : 'public',
      text: owes ? 'Ответ утверждён, письмо заявителю ещё не отправлено' : describeRelease(answer),
      data,
    },
  ]);
  ctx.announce(caseAnswered, { caseId: file.id, number: file.number, outcome: answer.outcome });
  // An appeal is answered when its letter has gone: nobody reads «ответ дан» before.
  if (!owes) await tellReleased(ctx, file, answer, formerly);
  await closeChild(ctx, file.id);
}

/** What the timeline says of an answer that is out. */
export const describeRelease = ({ promisedOn }: Pick<ReleasedAnswer, 'promisedOn'>): string =>
  promisedOn ? `Ответ с обещанием на ${formatDay(promisedOn)}` : 'Ответ дан';

/** Letters of an answer to everybody, a moment later: so long it may be taken back. */
export async function tellReleased(
  ctx: Ctx,
  file: LockedCase,
  answer: Pick<ReleasedAnswer, 'body' | 'outcome' | 'promisedOn'>,
  formerly: string | null,
): Promise<void> {
  const notBefore = new Date(ctx.now.getTime() + RELEASE_HOLD_MS);
  const { body, outcome, promisedOn } = answer;
  const event = tellsAnswer(file, answer);
  if (promisedOn) {
    const facts = { body, until: promisedOn, formerly };
    await tellEverybody(ctx, file, event, ['case-deferred', facts], notBefore);
  } else {
    const facts = { body, outcome, returnUntil: windowFrom(ctx.now) };
    await tellEverybody(ctx, file, event, ['case-answered', facts], notBefore);
  }
}

/** What stands in the timeline of a merged case. */
interface MergedEvent {
  kind: 'answer' | 'interim';
  text: string;
  data: Record<string, string>;
}

export const tellsAnswer = (
  { number }: { number: string },
  { body, outcome }: { body: string; outcome: string },
): MergedEvent => ({ kind: 'answer', text: body, data: { number, outcome } });

/**
 * A merged case also gets the answer into its own timeline: its page is the only one its resident has. The letters, to all
 * of them, are those of the stage.
 */
export async function tellEverybody<S extends Stage>(
  ctx: Ctx,
  file: LockedCase,
  event: MergedEvent,
  [stage, facts]: readonly [S, FactsOf<S>],
  notBefore?: Date,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE tree AS (
      SELECT id FROM cases.case_file WHERE id = ${file.id}
      UNION SELECT part.id FROM cases.case_file AS part JOIN tree ON part.merged_into = tree.id
    ) SELECT id FROM tree WHERE id <> ${file.id}`.execute(ctx.db);
  await addEvents(
    ctx,
    rows.map(({ id }) => ({ caseId: id, visibility: 'resident' as const, ...event })),
  );
  await tellStage(ctx, file.id, stage, facts, notBefore ? { notBefore } : {});
}
