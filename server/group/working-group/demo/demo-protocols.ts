import { HOUR } from '../../../../shared/time.ts';
import { addWorkingDays, localDayStart } from '../../../base/deadlines/index.ts';
import { signDocument } from '../../../base/signatures/index.ts';
import { findLetterhead } from '../../../lib/documents/letterhead.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { rollDue } from '../composition/rules-pack.ts';
import type { MeetingRecord } from '../meetings/meeting-rows.ts';
import { listSeats } from '../meetings/seats.ts';
import { numberOf } from '../protocol/protocol-card.ts';
import { hashOfProtocol, type ProtocolContent } from '../protocol/protocol-content.ts';
import { protocolPaper, type Signed } from '../protocol/protocol-paper.ts';
import { contentNow } from '../protocol/protocol-rows.ts';
import { signedPosition } from '../protocol/protocol-sign.ts';
import { seedDemoPapers } from './demo-papers.ts';

/** Working days after the meeting: a draft, what the review put right, the signature. */
const [DRAFT_DAYS, MENDED_DAYS, SIGNED_DAYS] = [1, 2, 3];

/** The same record before the review had put it right: the first thing said alone. */
function firstDraft(content: ProtocolContent): ProtocolContent {
  const cut = (text: string) => text.replace(/^([^.]+\.).*$/su, '$1');
  return { ...content, items: content.items.map((item) => ({ ...item, heard: cut(item.heard) })) };
}

/**
 * Signed protocols of the past meetings of the invented group, so that a new city has an archive; the latest meeting waits for
 * its own. Does nothing where there is any protocol, or nobody to print it for.
 */
export async function seedDemoProtocols(ctx: Ctx): Promise<void> {
  if (!findLetterhead()) return;
  const any = await ctx.db.selectFrom('working_group.protocol').select('year').limit(1).executeTakeFirst();
  if (any) return;
  await rollTerms(ctx);
  const held = await ctx.db
    .selectFrom('working_group.meeting')
    .selectAll()
    .where('state', '=', 'held')
    .where('presiding_id', 'is not', null)
    .orderBy('day')
    .execute();
  for (const [at, meeting] of held.slice(0, -1).entries())
    await signOne(ctx, meeting as unknown as MeetingRecord, meeting.number ?? at + 1, at === held.length - 2);
}

/** Terms of what was decided, as they are recorded: calendars were not loaded yet when the meetings were made up. */
async function rollTerms(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .selectFrom('working_group.decision')
    .select(['id', 'due_on'])
    .where('due_on', 'is not', null)
    .execute();
  for (const { id, due_on } of rows)
    await ctx.db
      .updateTable('working_group.decision')
      .set({ due_on: rollDue(due_on!) })
      .where('id', '=', id)
      .execute();
}

async function signOne(ctx: Ctx, meeting: MeetingRecord, serial: number, isLast: boolean): Promise<void> {
  const on = (days: number, hour: number) =>
    new Date(
      Math.min(
        localDayStart(addWorkingDays(meeting.day, days)).getTime() + hour * HOUR,
        ctx.now.getTime() - (24 - hour) * HOUR,
      ),
    );
  const signedAt = on(SIGNED_DAYS, 15);
  const [content, seats] = await Promise.all([contentNow(ctx, meeting.id), listSeats(ctx, meeting.id)]);
  const signer = seats.find(({ personId }) => personId === meeting.presiding_id)!;
  const number = numberOf({ serial, year: meeting.year })!;
  const signed: Signed = { number, at: signedAt, documentId: newId(), root: null };
  await ctx.db
    .insertInto('working_group.protocol')
    .values({ meeting_id: meeting.id, year: meeting.year })
    .execute();
  const drafts = [
    { content: firstDraft(content), note: 'Составлен по записям заседания', made_at: on(DRAFT_DAYS, 11) },
    { content, note: 'Правка перед рассмотрением', made_at: on(MENDED_DAYS, 10) },
  ].filter(
    (draft, at, all) => at === all.length - 1 || hashOfProtocol(draft.content) !== hashOfProtocol(content),
  );
  await ctx.db
    .insertInto('working_group.protocol_version')
    .values(
      drafts.map((draft, at) => ({
        meeting_id: meeting.id,
        version: at + 1,
        content: JSON.stringify(draft.content),
        sha256: hashOfProtocol(draft.content),
        note: draft.note,
        made_at: draft.made_at,
        made_by_name: content.secretary,
      })),
    )
    .execute();
  // Word, since a browser that prints would hold up the first start.
  const { stream, contentType } = await renderPaper(
    protocolPaper(ctx.config, content, signed),
    'docx',
    number,
  );
  const { sha256 } = await signDocument(
    { ...ctx, now: signedAt },
    {
      id: signed.documentId,
      kind: 'protocol',
      objectId: meeting.id,
      title: 'Протокол',
      number,
      day: meeting.day,
      contentType,
      bytes: stream,
      isPublic: true,
    },
    { id: signer.personId, name: signer.name, position: signedPosition(signer) },
    'demo',
  );
  await close(ctx, meeting, { serial, signed, signer: signer.name, version: drafts.length });
  // Of the latest one not everybody knows yet.
  const known = seats.filter(({ personId }, at) => personId === signer.personId || !isLast || at % 2 === 0);
  await ctx.db
    .insertInto('working_group.acquaintance')
    .values(
      known.map((seat, at) => ({
        meeting_id: meeting.id,
        person_id: seat.personId,
        by_name: seat.name,
        at: seat.personId === signer.personId ? signedAt : new Date(signedAt.getTime() + (at + 1) * HOUR),
      })),
    )
    .execute();
  const protocol = { content, number, at: signedAt, documentId: signed.documentId, sha256, registered: null };
  await seedDemoPapers(ctx, { meeting, seats, protocol, isLast });
}

async function close(
  ctx: Ctx,
  meeting: MeetingRecord,
  { serial, signed, signer, version }: { serial: number; signed: Signed; signer: string; version: number },
): Promise<void> {
  await ctx.db
    .updateTable('working_group.protocol')
    .set({
      serial,
      registered_on: addWorkingDays(meeting.day, SIGNED_DAYS),
      document_id: signed.documentId,
      signed_version: version,
      signed_at: signed.at,
      signed_by_name: signer,
    })
    .where('meeting_id', '=', meeting.id)
    .execute();
  await ctx.db
    .updateTable('working_group.meeting')
    .set({ state: 'signed' })
    .where('id', '=', meeting.id)
    .execute();
}
