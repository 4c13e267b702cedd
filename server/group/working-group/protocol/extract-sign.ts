import { sql } from 'kysely';
import type * as contract from '../../../../shared/contract/group/working-group-papers.ts';
import type { ProtocolCard } from '../../../../shared/contract/group/working-group-protocol.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { latestDayRoot, sealDays } from '../../../base/audit/index.ts';
import { type Confirmed, confirmPerson } from '../../../base/identity/index.ts';
import { type Signer, signDocument } from '../../../base/signatures/index.ts';
import { cityDay } from '../../../lib/city.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { findChromium } from '../../../lib/documents/pdf.ts';
import { renderPaper } from '../../../lib/documents/render.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { groupPack } from '../composition/rules-pack.ts';
import { lockMeeting } from '../meetings/meeting-rows.ts';
import { itemsFor, ownNumbers, readSigned } from './extract.ts';
import { type Certified, extractPaper, type SignedProtocol } from './extract-paper.ts';
import { findCertifier, listExtracts } from './extract-rows.ts';
import { readProtocol } from './protocol-card.ts';

async function requireCertifier(ctx: Ctx): Promise<Signer> {
  const signer = await findCertifier(ctx);
  if (signer) return signer;
  const { certifyRoles } = groupPack.on(cityDay(ctx.config, ctx.now));
  const who = certifyRoles.map((role) => groupRoleTitles[role].toLocaleLowerCase('ru')).join(' или ');
  throw new AppError('lib.forbidden', `Выписку подписывает ${who}.`);
}

interface Prepared {
  personId: string;
  name: string;
  numbers: string[];
  certified: Certified;
  serial: number;
  bytes: Buffer;
  contentType: string;
}

/** Draws the exact files to be signed, before the transaction: printing one takes a second. */
async function prepare(
  ctx: Ctx,
  protocol: SignedProtocol,
  { meetingId, people, signer }: { meetingId: string; people: readonly string[]; signer: Signer },
): Promise<Prepared[]> {
  const [taken, root] = await Promise.all([countExtracts(ctx, meetingId), latestDayRoot(ctx)]);
  const made: Prepared[] = [];
  for (const [at, personId] of people.entries()) {
    const { name, numbers } = await ownNumbers(ctx, meetingId, personId);
    const serial = taken + at + 1;
    const certified: Certified = {
      number: `${protocol.number}-В${serial}`,
      registered: null,
      documentId: newId(),
      at: ctx.now,
      owner: signer.name,
      position: signer.position,
      root,
    };
    const items = itemsFor(protocol.content, new Set(numbers));
    const paper = extractPaper(ctx, protocol, { name, items, certified });
    const { stream, contentType } = await renderPaper(
      paper,
      findChromium() ? 'pdf' : 'docx',
      certified.number,
    );
    made.push({ personId, name, numbers, certified, serial, bytes: stream, contentType });
  }
  return made;
}

const countExtracts = async (ctx: Ctx, meetingId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM working_group.extract WHERE meeting_id = ${meetingId}`.execute(ctx.db);
  return firstRow(rows).count;
};

/** Signs what was prepared. Throws where somebody else has certified an extract of this protocol meanwhile. */
async function commit(
  ctx: Ctx,
  protocol: SignedProtocol,
  {
    meetingId,
    prepared,
    signer,
    method,
  }: { meetingId: string; prepared: Prepared[]; signer: Signer; method: Confirmed },
): Promise<void> {
  await lockMeeting(ctx, meetingId);
  if ((await countExtracts(ctx, meetingId)) !== firstOf(prepared).serial - 1)
    throw new AppError('lib.conflict', 'Выписки этого протокола только что подписывали. Обновите страницу.');
  const day = cityDay(ctx.config, ctx.now);
  for (const { personId, name, numbers, certified, serial, bytes, contentType } of prepared) {
    const id = newId();
    const { number, documentId } = certified;
    await signDocument(
      ctx,
      {
        id: documentId,
        kind: 'extract',
        objectId: id,
        title: 'Выписка из протокола',
        number,
        day,
        contentType,
        bytes,
        isPublic: true,
      },
      signer,
      method,
    );
    await ctx.db
      .insertInto('working_group.extract')
      .values({
        id,
        meeting_id: meetingId,
        person_id: personId,
        person_name: name,
        serial,
        number,
        items: numbers,
        protocol_sha256: protocol.sha256,
        document_id: documentId,
        certified_at: ctx.now,
        certified_by_id: signer.id,
        certified_by_name: signer.name,
        position: signer.position,
      })
      .execute();
    ctx.audit({
      action: 'working-group.certify-extract',
      object: 'meeting',
      objectId: meetingId,
      data: { number, document: documentId, person: personId },
    });
  }
}

/**
 * Route: extracts of a signed protocol get a signature of their own, made of verified content alone. What a signed protocol says never
 * changes, so an executor has one extract of it: asked for again, it is the same document. It commits by itself: a refused password must
 * stay counted, and printing takes seconds.
 */
export async function certifyExtracts(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.certifyExtracts>,
  exchange: Exchange,
): Promise<ProtocolCard> {
  const meetingId = params.id;
  await readSigned(ctx, meetingId, 'Выписка');
  const signer = await requireCertifier(ctx);
  const has = new Set((await listExtracts(ctx, meetingId)).map(({ person_id }) => person_id));
  const people = [...new Set(body.people)].filter((id) => !has.has(id));
  for (const personId of people) await ownNumbers(ctx, meetingId, personId);
  if (people.length === 0) return readProtocol(ctx, meetingId);
  const method = await confirmPerson(ctx, exchange, body);
  await runMutation(exchange.services, ctx, sealDays);
  const protocol = await readSigned(ctx, meetingId, 'Выписка');
  const prepared = await prepare(ctx, protocol, { meetingId, people, signer });
  await runMutation(exchange.services, ctx, (tx) =>
    commit(tx, protocol, { meetingId, prepared, signer, method }),
  );
  return readProtocol(ctx, meetingId);
}
