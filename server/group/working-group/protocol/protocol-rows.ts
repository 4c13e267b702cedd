import { requireWhole } from '../../../base/audit/index.ts';
import { readCity } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import { readMeeting } from '../meetings/meeting-card.ts';
import type { MeetingRecord } from '../meetings/meeting-rows.ts';
import { composeContent, hashOfProtocol, type ProtocolContent } from './protocol-content.ts';

export interface VersionRow {
  version: number;
  content: ProtocolContent;
  sha256: string;
  note: string;
  made_at: Date;
  made_by_name: string;
}

/** Versions of a protocol, oldest first: a handful. */
export async function listProtocolVersions(ctx: Ctx, meetingId: string): Promise<VersionRow[]> {
  const rows = await ctx.db
    .selectFrom('working_group.protocol_version')
    .select(['version', 'content', 'sha256', 'note', 'made_at', 'made_by_name'])
    .where('meeting_id', '=', meetingId)
    .orderBy('version')
    .execute();
  return rows as unknown as VersionRow[];
}

export const findProtocol = (ctx: Ctx, meetingId: string) =>
  ctx.db
    .selectFrom('working_group.protocol')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();

/** What the record of the meeting says now. */
export const contentNow = async (ctx: Ctx, meetingId: string): Promise<ProtocolContent> =>
  composeContent(await readMeeting(ctx, meetingId), readCity(ctx.config).zone);

/** Writes the record as the next version, unless the last one says the same. Returns whether one was written. */
export async function keepVersion(ctx: Ctx, meeting: MeetingRecord, note: string): Promise<boolean> {
  await ctx.db
    .insertInto('working_group.protocol')
    .values({ meeting_id: meeting.id, year: meeting.year })
    .onConflict((conflict) => conflict.column('meeting_id').doNothing())
    .execute();
  const [content, versions] = [
    await contentNow(ctx, meeting.id),
    await listProtocolVersions(ctx, meeting.id),
  ];
  const last = versions.at(-1);
  const sha256 = hashOfProtocol(content);
  if (last?.sha256 === sha256) return false;
  await ctx.db
    .insertInto('working_group.protocol_version')
    .values({
      meeting_id: meeting.id,
      version: (last?.version ?? 0) + 1,
      content: JSON.stringify(content),
      sha256,
      note,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  return true;
}

/** The version under review or signed. Throws while there is no protocol. */
export async function lastVersion(ctx: Ctx, meetingId: string): Promise<VersionRow> {
  const last = (await listProtocolVersions(ctx, meetingId)).at(-1);
  if (!last) throw new AppError('lib.not-found', 'Протокола этого заседания ещё нет.');
  return last;
}

/**
 * Refuses where a signed protocol is not the one that was committed to the journal: its line, its versions, the decisions of the
 * meeting. @param paper what is asked for, for the sentence: «Выписка».
 */
export async function requireWholeProtocol(ctx: Ctx, meetingId: string, paper: string): Promise<void> {
  const [versions, decisions] = await Promise.all([
    listProtocolVersions(ctx, meetingId),
    ctx.db.selectFrom('working_group.decision').select('id').where('meeting_id', '=', meetingId).execute(),
  ]);
  await requireWhole(ctx, paper, [
    { kind: 'protocol', ids: [meetingId] },
    { kind: 'protocol-version', ids: versions.map(({ version }) => `${meetingId}/${version}`) },
    { kind: 'decision', ids: decisions.map(({ id }) => id) },
  ]);
}

/** Refuses to give assignments by a signed protocol that is not the one that was signed; before the signature there is nothing to hold against. */
export async function requireWholeDecisions(ctx: Ctx, meetingId: string): Promise<void> {
  const row = await findProtocol(ctx, meetingId);
  if (row?.signed_at) await requireWholeProtocol(ctx, meetingId, 'Поручения по протоколу');
}
