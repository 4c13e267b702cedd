import type { ProtocolCard } from '../../../../shared/contract/group/working-group-protocol.ts';
import { type Ctx, hasPermission, isStaff } from '../../../lib/module/context.ts';
import { findMeeting, type MeetingRecord } from '../meetings/meeting-rows.ts';
import { isProtocolSigned } from '../meetings/meeting-workflow.ts';
import { listSeats } from '../meetings/seats.ts';
import { listAcquaintance, listExecutors, mayAcknowledge } from './acquaintance-rows.ts';
import { findCertifier, listExtracts, presentExtract } from './extract-rows.ts';
import { hashOfProtocol, toText } from './protocol-content.ts';
import { listDifferences } from './protocol-diff.ts';
import { contentNow, findProtocol, listProtocolVersions, requireWholeProtocol } from './protocol-rows.ts';

export const numberOf = ({ serial, year }: { serial: number | null; year: number }): string | null =>
  serial === null ? null : `${serial}/${year}`;

/** The protocol of a meeting with its versions, what changed, what was said of it. */
export async function readProtocol(ctx: Ctx, meetingId: string): Promise<ProtocolCard> {
  const meeting = await findMeeting(ctx, meetingId);
  const [row, versions, remarks, seats] = await Promise.all([
    findProtocol(ctx, meetingId),
    listProtocolVersions(ctx, meetingId),
    ctx.db
      .selectFrom('working_group.protocol_remark')
      .select(['version', 'person_id as personId', 'name', 'stance', 'text', 'at'])
      .where('meeting_id', '=', meetingId)
      .orderBy('at')
      .execute(),
    listSeats(ctx, meetingId),
  ]);
  if (row?.signed_at) await requireWholeProtocol(ctx, meetingId, 'Протокол');
  const [last, before] = [versions.at(-1), versions.at(-2)];
  const isStale =
    meeting.state === 'protocol_draft' && hashOfProtocol(await contentNow(ctx, meetingId)) !== last?.sha256;
  const presiding = seats.find(({ personId }) => personId === meeting.presiding_id);
  return {
    meetingId,
    state: meeting.state,
    meetingNumber: meeting.number,
    day: meeting.day,
    version: meeting.version,
    number: row ? numberOf(row) : null,
    registeredOn: row?.registered_on ?? null,
    signedBy: row?.signed_by_name ?? null,
    documentId: row?.document_id ?? null,
    presiding: presiding ? { personId: presiding.personId, name: presiding.name } : null,
    versions: versions.map(({ version, made_at, made_by_name, note }) => ({
      version,
      note,
      madeBy: made_by_name,
      madeAt: made_at.toISOString(),
    })),
    isStale,
    differences: listDifferences(before && toText(before.content), last && toText(last.content)),
    remarks: remarks.map(({ at, stance, ...rest }) => ({
      ...rest,
      stance,
      at: at.toISOString(),
    })),
    reviewers: seats.length,
    ...(await readAfterSignature(ctx, meeting)),
    can: [
      ...listActs(ctx, meeting, isStale, seats),
      ...(isProtocolSigned(meeting.state) &&
      hasPermission(ctx, 'working-group.take-part') &&
      (await mayAcknowledge(ctx, meetingId))
        ? ['acknowledge']
        : []),
      ...(isProtocolSigned(meeting.state) && (await findCertifier(ctx)) ? ['certify'] : []),
    ],
  };
}

/** Who executes and who is to know: nobody before the signature. */
async function readAfterSignature(
  ctx: Ctx,
  { id, state }: MeetingRecord,
): Promise<Pick<ProtocolCard, 'executors' | 'acquaintance'>> {
  if (!isProtocolSigned(state)) return { executors: [], acquaintance: [] };
  const [executors, acquaintance, extracts] = await Promise.all([
    listExecutors(ctx, id),
    listAcquaintance(ctx, id),
    listExtracts(ctx, id),
  ]);
  const extractOf = (personId: string) => extracts.find(({ person_id }) => person_id === personId);
  return {
    executors: executors.map((one) => {
      const extract = extractOf(one.personId);
      return { ...one, extract: extract ? presentExtract(extract) : null };
    }),
    acquaintance,
  };
}

/** What the reader may do with the protocol now. */
function listActs(
  ctx: Ctx,
  { state, presiding_id }: MeetingRecord,
  isStale: boolean,
  seats: Awaited<ReturnType<typeof listSeats>>,
): string[] {
  const me = isStaff(ctx.actor) ? ctx.actor.id : '';
  const [keeps, takesPart] = [
    hasPermission(ctx, 'working-group.keep'),
    hasPermission(ctx, 'working-group.take-part'),
  ];
  const isInReview = state === 'protocol_review';
  const hasSeat = seats.some(
    ({ personId, substituteId, mark }) => personId === me || (mark === 'substituted' && substituteId === me),
  );
  return [
    ...(keeps && (state === 'held' || (state === 'protocol_draft' && isStale)) ? ['compose'] : []),
    ...(keeps && state === 'protocol_draft' ? ['review'] : []),
    ...(takesPart && isInReview && hasSeat ? ['remark'] : []),
    ...(takesPart && isInReview && presiding_id === me ? ['return', 'sign'] : []),
  ];
}
