import type { Attendee } from '../../../../shared/contract/group/working-group-meetings.ts';
import { HOUR } from '../../../../shared/time.ts';
import { addWorkingDays, localDayStart } from '../../../base/deadlines/index.ts';
import { signDocument } from '../../../base/signatures/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { writeNumber } from '../../city-numbers/index.ts';
import type { MeetingRecord } from '../meetings/meeting-rows.ts';
import { listExecutors } from '../protocol/acquaintance-rows.ts';
import { itemsFor } from '../protocol/extract.ts';
import { type Certified, extractPaper, type SignedProtocol } from '../protocol/extract-paper.ts';

const POSITION = 'Секретарь рабочей группы';

/**
 * What follows a signed protocol of the invented group: a number of the city's document system a working day later; of the latest one, whose
 * number still waits, extracts the secretary has certified.
 */
export async function seedDemoPapers(
  ctx: Ctx,
  {
    meeting,
    seats,
    protocol,
    isLast,
  }: { meeting: MeetingRecord; seats: readonly Attendee[]; protocol: SignedProtocol; isLast: boolean },
): Promise<void> {
  const secretary = seats.find(({ role }) => role === 'secretary');
  if (!secretary) return;
  const by = { id: secretary.personId, name: secretary.name };
  if (isLast) return certifyAll(ctx, { meeting, protocol, by });
  const day = addWorkingDays(protocol.content.day, 4);
  const at = new Date(localDayStart(day).getTime() + 10 * HOUR);
  if (at > ctx.now) return;
  const number = `01-15/${40 + (meeting.number ?? 0)}`;
  await writeNumber(
    { ...ctx, now: at },
    { id: meeting.id, kind: 'protocol' },
    { number, day, source: 'hand', by },
  );
}

/** Word, as the protocol itself: a browser that prints would hold up the first start. */
async function certifyAll(
  ctx: Ctx,
  {
    meeting,
    protocol,
    by,
  }: { meeting: MeetingRecord; protocol: SignedProtocol; by: { id: string; name: string } },
): Promise<void> {
  const at = new Date(Math.min(protocol.at.getTime() + HOUR, ctx.now.getTime()));
  for (const [place, { personId, name, items }] of (await listExecutors(ctx, meeting.id)).entries()) {
    const certified: Certified = {
      number: `${protocol.number}-В${place + 1}`,
      registered: null,
      documentId: newId(),
      at,
      owner: by.name,
      position: POSITION,
      root: null,
    };
    const told = { name, items: itemsFor(protocol.content, new Set(items)), certified };
    const { stream, contentType } = await renderPaper(
      extractPaper(ctx, protocol, told),
      'docx',
      certified.number,
    );
    const id = newId();
    const document = {
      id: certified.documentId,
      kind: 'extract',
      objectId: id,
      title: 'Выписка из протокола',
      number: certified.number,
      day: cityDay(ctx.config, at),
      contentType,
      bytes: stream,
      isPublic: true,
    };
    await signDocument({ ...ctx, now: at }, document, { ...by, position: POSITION }, 'demo');
    await ctx.db
      .insertInto('working_group.extract')
      .values({
        id,
        meeting_id: meeting.id,
        person_id: personId,
        person_name: name,
        serial: place + 1,
        number: certified.number,
        items,
        protocol_sha256: protocol.sha256,
        document_id: certified.documentId,
        certified_at: at,
        certified_by_id: by.id,
        certified_by_name: by.name,
        position: POSITION,
      })
      .execute();
  }
}
