import { z } from 'zod';
import type { Attendee } from '../../../../shared/contract/group/working-group-meetings.ts';
import type * as contract from '../../../../shared/contract/group/working-group-protocol.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { latestDayRoot, sealDays } from '../../../base/audit/index.ts';
import { type Confirmed, confirmPerson } from '../../../base/identity/index.ts';
import { type DocumentAccess, downloadSigned, signDocument } from '../../../base/signatures/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { findChromium } from '../../../lib/documents/pdf.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, defineEvent, hasPermission } from '../../../lib/module/context.ts';
import type { Download, Exchange } from '../../../lib/module/module.ts';
import { refuseStale } from '../../../lib/module/stale.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { registeredLine } from '../../city-numbers/index.ts';
import {
  actorId,
  changeMeetingRow,
  dayOf,
  findMeeting,
  lockMeeting,
  type MeetingRecord,
  meetingRecord,
} from '../meetings/meeting-rows.ts';
import { meetingStateAfter } from '../meetings/meeting-workflow.ts';
import { refusePresiding } from '../meetings/presiding.ts';
import { listSeats } from '../meetings/seats.ts';
import { requirePresided, tellMembers } from './protocol.ts';
import { numberOf, readProtocol } from './protocol-card.ts';
import { protocolPaper, type Signed } from './protocol-paper.ts';
import {
  contentNow,
  findProtocol,
  lastVersion,
  requireWholeProtocol,
  type VersionRow,
} from './protocol-rows.ts';

/** A protocol is signed: its decisions bind (chapter 3, clause 10). */
export const protocolSigned = defineEvent(
  'working-group.protocol-signed',
  z.object({ meetingId: z.string(), number: z.string() }),
);

/** How who presided stands under the protocol. */
export const signedPosition = ({ role }: Pick<Attendee, 'role'>): string =>
  `Председательствующий, ${groupRoleTitles[role].toLocaleLowerCase('ru')}`;

interface Prepared {
  meeting: MeetingRecord;
  last: VersionRow;
  serial: number;
  signed: Signed;
  bytes: Buffer;
  contentType: string;
}

/** Who signs is who presided, and who presided had the right to: the deputy only where the chair's absence is on record. */
async function requireSigner(ctx: Ctx, meeting: MeetingRecord): Promise<void> {
  requirePresided(ctx, meeting);
  meetingStateAfter(meeting.state, 'sign');
  const seats = await listSeats(ctx, meeting.id);
  const refusal = refusePresiding(seats, meeting.presiding_id!, meeting.form === 'absentee');
  if (refusal) throw new AppError('lib.conflict', refusal);
}

/** The protocol is registered under the number of its meeting; where an older one has that number, under the next free. */
async function findSerial(ctx: Ctx, { number, year }: MeetingRecord): Promise<number> {
  const rows = await ctx.db
    .selectFrom('working_group.protocol')
    .select('serial')
    .where('year', '=', year)
    .where('serial', 'is not', null)
    .execute();
  const taken = rows.map(({ serial }) => serial!);
  return number !== null && !taken.includes(number) ? number : Math.max(0, number ?? 0, ...taken) + 1;
}

/** Draws the exact file to be signed, before the transaction: printing takes a second. */
async function prepare(ctx: Ctx, meeting: MeetingRecord): Promise<Prepared> {
  const [last, root, next] = await Promise.all([
    lastVersion(ctx, meeting.id),
    latestDayRoot(ctx),
    findSerial(ctx, meeting),
  ]);
  const number = numberOf({ serial: next, year: meeting.year })!;
  const signed: Signed = { number, at: ctx.now, documentId: newId(), root };
  const paper = protocolPaper(ctx.config, last.content, signed);
  // Without a browser the file that is signed is the Word one.
  const { stream, contentType } = await renderPaper(paper, findChromium() ? 'pdf' : 'docx', number);
  return { meeting, last, serial: next, signed, bytes: stream, contentType };
}

/** Registers and signs what was prepared. Throws when the meeting or the numbering has moved on meanwhile. */
async function commit(ctx: Ctx, prepared: Prepared, method: Confirmed): Promise<void> {
  const { last, serial, signed, bytes, contentType } = prepared;
  const meeting = await lockMeeting(ctx, prepared.meeting.id, prepared.meeting.version);
  await requireSigner(ctx, meeting);
  const seat = (await listSeats(ctx, meeting.id)).find(({ personId }) => personId === meeting.presiding_id)!;
  const state = meetingStateAfter(meeting.state, 'sign');
  const taken = await ctx.db
    .selectFrom('working_group.protocol')
    .select('meeting_id')
    .where('year', '=', meeting.year)
    .where('serial', '=', serial)
    .executeTakeFirst();
  if (taken)
    throw new AppError('lib.conflict', 'Этот номер только что занял другой протокол. Подпишите ещё раз.');
  await signDocument(
    ctx,
    {
      id: signed.documentId,
      kind: 'protocol',
      objectId: meeting.id,
      title: 'Протокол',
      number: signed.number,
      day: dayOf(meeting),
      contentType,
      bytes,
      isPublic: true,
    },
    {
      id: seat.personId,
      name: seat.name,
      position: signedPosition(seat),
    },
    method,
  );
  await ctx.db
    .updateTable('working_group.protocol')
    .set({
      serial,
      registered_on: cityDay(ctx.config, ctx.now),
      document_id: signed.documentId,
      signed_version: last.version,
      signed_at: signed.at,
      signed_by_name: seat.name,
    })
    .where('meeting_id', '=', meeting.id)
    .execute();
  // Who signs has read it.
  await ctx.db
    .insertInto('working_group.acquaintance')
    .values({ meeting_id: meeting.id, person_id: seat.personId, at: signed.at, by_name: seat.name })
    .execute();
  await changeMeetingRow(
    ctx,
    meeting,
    { state },
    { action: 'working-group.sign-protocol', data: { number: signed.number, document: signed.documentId } },
  );
  ctx.announce(protocolSigned, { meetingId: meeting.id, number: signed.number });
  await tellMembers(ctx, meeting, {
    subject: `Протокол № ${signed.number} подписан`,
    text: `Протокол заседания ${formatDay(meeting.day)} подписан. Решения обязательны для членов группы. Откройте его, отметьте, что ознакомились; там же выписка с вашими пунктами.`,
  });
}

/** Route: the signature of the one who presided. It commits by itself: a refused password must stay counted. */
export async function signProtocol(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.signProtocol>,
  exchange: Exchange,
): Promise<contract.ProtocolCard> {
  const meeting = await findMeeting(ctx, params.id);
  await requireSigner(ctx, meeting);
  refuseStale({ ...meetingRecord, words: 'Протокол' }, meeting, body.version);
  const method = await confirmPerson(ctx, exchange, body);
  await runMutation(exchange.services, ctx, sealDays);
  const prepared = await prepare(ctx, meeting);
  await runMutation(exchange.services, ctx, (tx) => commit(tx, prepared, method));
  return readProtocol(ctx, meeting.id);
}

/** Route: the paper: of the last version, or of the record while there is none; marked as a draft until it is signed. */
export async function downloadProtocol(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof contract.downloadProtocol>,
): Promise<Download> {
  const meeting = await findMeeting(ctx, params.id);
  const row = await findProtocol(ctx, meeting.id);
  if (row?.signed_at) await requireWholeProtocol(ctx, meeting.id, 'Протокол');
  // A printed copy would have a hash of its own: as PDF a signed protocol is the very file that was signed.
  if (query.format === 'pdf' && row?.document_id)
    return downloadSigned(ctx, { params: { id: row.document_id } });
  const isDraft = meeting.state === 'held' || meeting.state === 'protocol_draft';
  if (!isDraft && !row) throw new AppError('lib.not-found', 'Протокола этого заседания ещё нет.');
  const content = isDraft ? await contentNow(ctx, meeting.id) : (await lastVersion(ctx, meeting.id)).content;
  const number = row && numberOf(row);
  const signed =
    number && row?.signed_at && row.document_id
      ? { number, at: row.signed_at, documentId: row.document_id, root: null }
      : null;
  const name = `Протокол ${number ? number.replace('/', '-') : `заседания ${formatDay(meeting.day)}, проект`}`;
  const registered = signed && (await registeredLine(ctx, meeting.id));
  return renderPaper({ ...protocolPaper(ctx.config, content, signed), registered }, query.format, name);
}

/** Who reads signed protocols, and who may add a qualified signature: the one who signed. */
export async function accessProtocol(ctx: Ctx, meetingId: string): Promise<DocumentAccess> {
  if (!hasPermission(ctx, 'working-group.read')) return { mayRead: false, signer: null };
  const meeting = await findMeeting(ctx, meetingId);
  const isSigner = hasPermission(ctx, 'working-group.take-part') && meeting.presiding_id === actorId(ctx);
  const seat = isSigner
    ? (await listSeats(ctx, meetingId)).find(({ personId }) => personId === meeting.presiding_id)
    : undefined;
  return {
    mayRead: true,
    signer: seat
      ? {
          name: seat.name,
          position: signedPosition(seat),
        }
      : null,
  };
}
