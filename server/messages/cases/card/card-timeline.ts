import { sql } from 'kysely';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forWork } from '../core/mask-text.ts';

/** Lines of a timeline that hold a resident's own words. */
const residentKinds = new Set(['registered', 'comment', 'rating', 'reopening', 'details', 'joined', 'holds']);

/**
 * Answers to the questions of the topic, as the card shows them. Where to send a letter and what the appeal was called
 * stand beside them: that is the office's to read, with a record in the journal.
 */
function topicAnswersOf(data: unknown): Record<string, unknown> {
  const { answers } = data as { answers?: Record<string, unknown> };
  const shown = Object.entries(answers ?? {})
    .filter(([id]) => id !== 'returnAddress' && id !== 'appealKind')
    .map(([id, answer]) => [id, typeof answer === 'string' ? forWork(answer) : answer]);
  return { answers: Object.fromEntries(shown) };
}

const hasTopicAnswers = (data: unknown): boolean =>
  Object.keys(topicAnswersOf(data).answers as object).length > 0;

/** Latest lines of a timeline a card carries. */
const TIMELINE = 500;

/** The resident's words stay: they say what to mend. */
export const withoutScore = (event: CaseCard['timeline'][number]): CaseCard['timeline'][number] =>
  event.kind === 'rating' ? { ...event, data: { ...event.data, score: null, reasons: [] } } : event;

export async function listTimeline(ctx: Ctx, caseId: string): Promise<CaseCard['timeline']> {
  const rows = await ctx.db
    .selectFrom('cases.event')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy(sql`id DESC`)
    .limit(TIMELINE)
    .execute();
  const shown = rows.filter(({ kind, data }) => kind !== 'details' || hasTopicAnswers(data));
  return shown.toReversed().map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    visibility: row.visibility as 'public' | 'resident' | 'staff',
    actorName: row.actor_name,
    text: row.text && (residentKinds.has(row.kind) ? forWork(row.text) : row.text),
    data: row.kind === 'details' ? topicAnswersOf(row.data) : (row.data as Record<string, unknown>),
  }));
}
