import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { describeGround } from '../core/grounds.ts';
import { permissionsOn } from '../core/reach.ts';
import { mayAskParts, partStatuses } from '../core/side-statuses.ts';
import { readStatus } from '../core/statuses.ts';

type Course = Pick<CaseCard, 'forwardings' | 'complaintAbout' | 'parts' | 'interims' | 'promises'>;

interface CourseFile {
  id: string;
  status: string;
  block: string | null;
  district_id: string | null;
  executor_unit_id: string | null;
}

const instant = (at: string | Date | null): string | null =>
  at === null ? null : new Date(at).toISOString();

/** Where else the case has been, whom it is about, who helps, what was promised. One statement, by indexes on the case. */
export async function readCourse(ctx: Ctx, file: CourseFile): Promise<Course> {
  const row = await selectCourse(ctx, file.id);
  return {
    forwardings: row.forwardings.map((sent) => {
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
    complaintAbout: row.subjects.map(({ subject_id, kind, title }) => ({
      id: subject_id,
      kind,
      title,
    })),
    parts: row.parts.map((part) => presentPart(ctx, file, part)),
    interims: row.interims.map((interim) => ({
      id: interim.id,
      text: interim.body,
      finalOn: interim.final_on,
      authorName: interim.author_name,
      createdAt: instant(interim.created_at)!,
      state: interim.state,
      decidedByName: interim.decided_by_name,
      decidedAt: instant(interim.decided_at),
      returnReason: interim.return_reason,
    })),
    promises: row.promises.map(({ id, kind, until, state, moved_to }) => ({
      id,
      kind,
      until,
      state,
      movedTo: moved_to,
    })),
  };
}

function selectCourse(ctx: Ctx, id: string) {
  return ctx.db
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
      jsonArrayFrom(
        eb
          .selectFrom('cases.part as part')
          .leftJoin('identity.v_unit as unit', 'unit.id', 'part.unit_id')
          .select(['part.id', 'part.unit_id', 'part.task', 'part.state', 'part.body', 'part.asked_by_name'])
          .select(['part.given_by_name', 'part.given_at', 'part.return_reason', 'unit.short_title'])
          .select(sql<string>`part.due_on::text`.as('due_on'))
          .where('part.case_id', '=', id)
          .orderBy('part.asked_at')
          .orderBy('part.id'),
      ).as('parts'),
      jsonArrayFrom(
        eb
          .selectFrom('cases.interim as interim')
          .select([
            'interim.id',
            'interim.body',
            'interim.author_name',
            'interim.created_at',
            'interim.state',
          ])
          .select(['interim.decided_by_name', 'interim.decided_at', 'interim.return_reason'])
          .select(sql<string>`interim.final_on::text`.as('final_on'))
          .where('interim.case_id', '=', id)
          .orderBy('interim.created_at'),
      ).as('interims'),
      jsonArrayFrom(
        eb
          .selectFrom('cases.promise as promise')
          .select(['promise.id', 'promise.kind', 'promise.state'])
          .select(sql<string>`promise.until::text`.as('until'))
          .select(sql<string | null>`promise.moved_to::text`.as('moved_to'))
          .where('promise.case_id', '=', id)
          .orderBy('promise.made_at'),
      ).as('promises'),
    ])
    .executeTakeFirstOrThrow();
}

type PartRow = Awaited<ReturnType<typeof selectCourse>>['parts'][number];

function presentPart(ctx: Ctx, file: CourseFile, part: PartRow): CaseCard['parts'][number] {
  const { actor } = ctx;
  const rights = permissionsOn(actor, file);
  const isOpen = partStatuses.includes(readStatus(file.status)) && part.state !== 'withdrawn';
  const isOwn =
    actor.kind === 'staff' && actor.permissions.has('cases.answer') && actor.unitIds.includes(part.unit_id);
  const asks = isOpen && mayAskParts(rights);
  return {
    id: part.id,
    unitId: part.unit_id,
    unit: part.short_title ?? 'Подразделение закрыто',
    task: part.task,
    dueOn: part.due_on,
    isLate: part.state === 'asked' && part.due_on < localDate(ctx.now),
    askedByName: part.asked_by_name,
    state: part.state,
    text: part.body,
    givenByName: part.given_by_name,
    givenAt: instant(part.given_at),
    returnReason: part.return_reason,
    can: [
      ...(isOpen && isOwn ? ['give'] : []),
      ...(asks && part.state === 'given' ? ['return'] : []),
      ...(asks ? ['withdraw'] : []),
    ],
  };
}
