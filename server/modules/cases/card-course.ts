import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { CaseCard } from '../../../shared/contract/cases-card.ts';
import type { Ctx } from '../../lib/context.ts';
import { describeGround } from './grounds.ts';

type Course = Pick<CaseCard, 'forwardings' | 'complaintAbout'>;

const instant = (at: string | Date | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Where else the case has been, and whom it is about. One statement; every part by an index on the case. */
export async function readCourse(ctx: Ctx, id: string): Promise<Course> {
  const { forwardings, subjects } = await ctx.db
    .selectNoFrom((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('cases.forwarding as sent')
          .select(['sent.id', 'sent.body_title', 'sent.ground_id', 'sent.text', 'sent.by_name', 'sent.at'])
          .select(['sent.returned_at', 'sent.return_reason', 'sent.closed_at', 'sent.reply'])
          .where('sent.case_id', '=', id)
          .orderBy('sent.at'),
      ).as('forwardings'),
      jsonArrayFrom(
        eb
          .selectFrom('cases.complaint_subject as subject')
          .select(['subject.subject_id', 'subject.kind', 'subject.title'])
          .where('subject.case_id', '=', id)
          .orderBy('subject.title'),
      ).as('subjects'),
    ])
    .executeTakeFirstOrThrow();
  return {
    forwardings: forwardings.map((sent) => {
      const { title: ground, legal } = describeGround(sent.ground_id);
      return {
        id: sent.id,
        body: sent.body_title,
        ground,
        legal,
        text: sent.text,
        byName: sent.by_name,
        at: instant(sent.at)!,
        returnedAt: instant(sent.returned_at),
        returnReason: sent.return_reason,
        closedAt: instant(sent.closed_at),
        reply: sent.reply,
      };
    }),
    complaintAbout: subjects.map(({ subject_id, kind, title }) => ({
      id: subject_id,
      kind: kind as 'body' | 'unit',
      title,
    })),
  };
}
