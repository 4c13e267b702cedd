import { sql } from 'kysely';
import type { Outcome } from '../../../shared/contract/cases.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import type { Ctx } from '../../lib/context.ts';
import { startPromiseClock, stopClocks } from './clocks.ts';
import { caseAnswered } from './events.ts';
import { type CaseLetter, tellContact } from './follow-up.ts';
import { type LockedCase, moveCase } from './move.ts';
import { makePromise, settlePromises } from './promises.ts';
import { closeChild } from './split.ts';
import { addEvents, namedActor } from './timeline.ts';

/** How long the letters of a released answer wait: so long its approval may be taken back. The screen offers it for 8 s. */
export const RELEASE_HOLD_MS = 10_000;

/** What the letters of a released answer are written for. */
export const ANSWER_LETTER = 'case-answered';

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
 * day; clocks stop; everybody who wrote or joined gets a letter with their own link, a moment later: see `undo-approval.ts`.
 */
export async function releaseAnswer(ctx: Ctx, file: LockedCase, answer: ReleasedAnswer): Promise<void> {
  await stopClocks(ctx, file.id, 'Ответ дан');
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
      set: { outcome: answer.outcome, promised_on: answer.promisedOn, due_at: dueAt },
    });
  } else {
    await settlePromises(ctx, file.id);
    // A new answer waits for a new word of the resident; the former one stays among the ratings.
    const set = { outcome: answer.outcome, answered_at: ctx.now, rating: null, resolved: null };
    await moveCase(ctx, file, 'approve', { data, set });
  }
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'answer',
      visibility: 'public',
      text: answer.promisedOn ? `Ответ с обещанием на ${formatDay(answer.promisedOn)}` : 'Ответ дан',
      data,
    },
  ]);
  ctx.announce(caseAnswered, { caseId: file.id, number: file.number, outcome: answer.outcome });
  await tellEverybody(ctx, file, tellsAnswer(file, answer), (number) => ({
    subject: `Ответ на сообщение № ${number}`,
    text: `Ответ на сообщение № ${number} готов.`,
    purpose: ANSWER_LETTER,
    notBefore: new Date(ctx.now.getTime() + RELEASE_HOLD_MS),
  }));
  await closeChild(ctx, file.id);
}

interface Reader {
  id: string;
  phone: string | null;
  email: string | null;
  case_id: string;
  number: string;
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
 * Letters to the contacts of the case and of those merged into it, however deep; each names its own number. A merged
 * case also gets the answer into its own timeline: its page is the only one its resident has.
 */
export async function tellEverybody(
  ctx: Ctx,
  file: LockedCase,
  event: MergedEvent,
  letter: (number: string) => Pick<CaseLetter, 'subject' | 'text' | 'purpose' | 'notBefore'>,
): Promise<void> {
  const { rows } = await sql<Reader>`
    WITH RECURSIVE tree AS (
      SELECT id, number FROM cases.case_file WHERE id = ${file.id}
      UNION SELECT part.id, part.number FROM cases.case_file AS part JOIN tree ON part.merged_into = tree.id
    )
    SELECT contact.id, contact.phone, contact.email, tree.id AS case_id, tree.number
    FROM tree JOIN cases.contact ON contact.case_id = tree.id ORDER BY contact.id`.execute(ctx.db);
  const merged = new Map(
    rows.filter((row) => row.case_id !== file.id).map((row) => [row.case_id, row.number]),
  );
  await addEvents(
    ctx,
    [...merged.keys()].map((caseId) => ({
      caseId,
      visibility: 'resident' as const,
      ...event,
    })),
  );
  for (const reader of rows) {
    await tellContact(ctx, reader, {
      caseId: reader.case_id,
      number: reader.number,
      ...letter(reader.number),
    });
  }
}
