import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/monitoring/media.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { maskChannel } from './limits.ts';
import { type LineFacts, lineFacts, presentLine } from './list.ts';
import { type ChannelRow, type ContactRow, missingContact, offeredNow, type TaskRow } from './rows.ts';

type Card = contract.MediaCard;

/** Interactions shown of a card: the newest. */
const SHOWN = 100;

const presentChannel = (row: ChannelRow): contract.MediaChannel => ({
  id: row.id,
  kind: row.kind,
  shown: maskChannel(row.kind, row.value),
  whose: row.whose,
  source: row.source,
  purpose: row.purpose,
  ground: row.ground,
  keptUntil: row.kept_until,
  madeBy: row.made_by_name,
});

/** Whoever it was given to, and whoever keeps the register. */
export const mayEndTask = (
  { actor }: Pick<Ctx, 'actor'>,
  task: Pick<TaskRow, 'owner_id' | 'done_at'>,
): boolean =>
  task.done_at === null &&
  isStaff(actor) &&
  (actor.id === task.owner_id || actor.permissions.has('media.keep'));

const presentTask = (ctx: Ctx, row: TaskRow): contract.MediaTask => ({
  id: row.id,
  words: row.words,
  owner: row.owner_name,
  dueAt: row.due_at.toISOString(),
  isLate: row.done_at === null && row.due_at < ctx.now,
  doneAt: row.done_at?.toISOString() ?? null,
  doneBy: row.done_by_name,
  outcome: row.outcome,
  can: mayEndTask(ctx, row) ? ['end'] : [],
});

const readChannels = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('media.channel')
    .selectAll()
    .where('contact_id', '=', id)
    .orderBy('made_at')
    .orderBy('id')
    .execute();

async function readInteractions(ctx: Ctx, id: string): Promise<contract.MediaInteraction[]> {
  const rows = await ctx.db
    .selectFrom('media.interaction')
    .selectAll()
    .where('contact_id', '=', id)
    .orderBy('happened_on', 'desc')
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    on: row.happened_on,
    words: row.words,
    url: row.url,
    by: row.made_by_name,
  }));
}

async function readAgreements(ctx: Ctx, id: string): Promise<contract.MediaAgreement[]> {
  const today = localDate(ctx.now);
  const rows = await ctx.db
    .selectFrom('media.agreement')
    .selectAll()
    .where('contact_id', '=', id)
    .orderBy('until_on', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    words: row.words,
    fromOn: row.from_on,
    untilOn: row.until_on,
    state: row.state,
    endedOn: row.ended_on,
    isOver: row.state === 'open' && row.until_on < today,
    by: row.made_by_name,
  }));
}

const readTasks = (ctx: Ctx, id: string) =>
  ctx.db
    .selectFrom('media.task')
    .selectAll()
    .where('contact_id', '=', id)
    .orderBy('done_at', (order) => order.desc().nullsFirst())
    .orderBy('due_at')
    .execute();

function actsOf(ctx: Ctx): string[] {
  return [
    ...(hasPermission(ctx, 'media.keep') ? ['keep'] : []),
    ...(hasPermission(ctx, 'media.erase') ? ['erase'] : []),
  ];
}

export async function readMediaCard(ctx: Ctx, id: string): Promise<Card> {
  const { rows } = await sql<ContactRow & LineFacts>`
    SELECT contact.*, ${lineFacts(ctx.now)} FROM media.contact WHERE contact.id = ${id}::uuid`.execute(
    ctx.db,
  );
  const [row] = rows;
  if (!row) throw missingContact();
  const channels = await readChannels(ctx, id);
  const tasks = await readTasks(ctx, id);
  return {
    ...presentLine(row),
    about: row.about,
    purpose: row.purpose,
    ground: row.ground,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by_name,
    channels: channels.map(presentChannel),
    interactions: await readInteractions(ctx, id),
    agreements: await readAgreements(ctx, id),
    tasks: tasks.map((task) => presentTask(ctx, task)),
    version: row.version,
    can: actsOf(ctx),
  };
}

/** Route. */
export async function readMedia(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readMedia>,
): Promise<RouteReplyInput<typeof contract.readMedia>> {
  return { ...(await readMediaCard(ctx, params.id)), offered: offeredNow(ctx) };
}
