import { sql } from 'kysely';
import type * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError, badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { PostRow } from '../posts/index.ts';
import { readIncidentCard } from './card.ts';
import { findLike, messageOfPost, withoutWords } from './likeness.ts';
import { openIncident } from './open.ts';
import { readPost } from './reading.ts';
import { type IncidentRow, lockIncident } from './rows.ts';
import { addEvent, noteLastWords, putPosts, readMemberPosts, tellAct, updateIncident } from './store.ts';
import { endTerms, noteNearestTerm } from './terms.ts';
import { isOver } from './workflow.ts';

/** What one says that the other says too, in words: why a person joined them. */
async function whyAlike(
  ctx: Ctx,
  post: PostRow | undefined,
  fromId: string,
  intoId: string,
): Promise<string[]> {
  if (!post) return ['решил человек'];
  const like = await findLike(ctx, messageOfPost(post.id, post, readPost(post.text).offer), fromId);
  return like.find(({ id }) => id === intoId)?.why ?? ['решил человек'];
}

/** Route: its posts go over to the other; the terms of the other go on. A split brings them back. */
export async function mergeIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.mergeIncident>,
): Promise<contract.IncidentCard> {
  if (body.intoId === params.id) throw badField('intoId', 'Это тот же инцидент');
  const incident = await lockIncident(ctx, params.id, body.version, 'merge');
  const into = await lockIncident(ctx, body.intoId, undefined);
  if (isOver(into.status))
    throw new AppError('lib.conflict', 'Тот инцидент уже окончен. Сначала верните его.');
  const members = await readMemberPosts(ctx, incident.id);
  const why = await whyAlike(ctx, members[0], incident.id, into.id);
  await putPosts(
    ctx,
    into.id,
    members.map(({ id }) => ({ postId: id, why })),
    incident.id,
  );
  const last = members.at(-1);
  if (last) await noteLastWords(ctx, into.id, last.posted_at);
  await endTerms(ctx, incident.id, { kinds: ['look'] });
  await endTerms(ctx, incident.id, { isVoid: true });
  await updateIncident(ctx, incident, { status: 'merged', merged_into: into.id, due_at: null });
  await sql`
    UPDATE incidents.reply SET incident_id = ${into.id}::uuid
    WHERE incident_id = ${incident.id}::uuid AND state IN ('draft', 'returned')`.execute(ctx.db);
  await tellAct(ctx, incident, 'merge', {
    what: `Слит с № ${into.number}`,
    note: withoutWords(why).join('; '),
    data: { into: into.id, posts: members.length },
  });
  await addEvent(ctx, into.id, `Принял записи № ${incident.number}`, withoutWords(why).join('; '));
  return readIncidentCard(ctx, into.id);
}

/** Takes a merge back: the posts it brought return, and it waits for a look again. */
export async function takeMergeBack(ctx: Ctx, incident: IncidentRow): Promise<void> {
  if (incident.merged_into === null) return;
  const into = await lockIncident(ctx, incident.merged_into, undefined);
  if (isOver(into.status))
    throw new AppError('lib.conflict', `Инцидент № ${into.number} уже окончен: записи остаются в нём.`);
  const { rows } = await sql`
    UPDATE incidents.member SET incident_id = ${incident.id}::uuid, came_from = NULL, why = '{}'
    WHERE came_from = ${incident.id}::uuid AND incident_id = ${into.id}::uuid RETURNING post_id`.execute(
    ctx.db,
  );
  if (rows.length === 0)
    throw new AppError('lib.conflict', 'Его записи уже разобраны по другим инцидентам: возвращать нечего.');
  await updateIncident(ctx, into, {});
  await addEvent(ctx, into.id, `Записи вернулись в № ${incident.number}`);
}

/** Route: these posts become an incident of their own, or the one they came from comes back. */
export async function splitIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.splitIncident>,
): Promise<RouteReplyInput<typeof acts.splitIncident>> {
  const incident = await lockIncident(ctx, params.id, body.version, 'split');
  const members = await readMemberPosts(ctx, incident.id);
  const apart = members.filter(({ id }) => body.postIds.includes(id));
  if (apart.length !== new Set(body.postIds).size)
    throw badField('postIds', 'Этих записей в инциденте уже нет. Обновите страницу');
  if (apart.length === members.length)
    throw badField('postIds', 'Отделять все записи незачем: так и останется один инцидент');
  const [first] = apart;
  if (!first) throw badField('postIds', 'Отметьте записи');
  const id = await openIncident(ctx, first, {
    origin: incident.origin,
    how: `отделён от № ${incident.number}`,
  });
  await putPosts(
    ctx,
    id,
    apart.slice(1).map((one) => ({ postId: one.id, why: ['отделены вместе'] })),
  );
  await updateIncident(ctx, incident, {});
  await noteNearestTerm(ctx, id);
  await tellAct(ctx, incident, 'split', {
    what: `Отделено записей: ${apart.length}`,
    data: { apart: id, posts: apart.length },
  });
  return { kept: await readIncidentCard(ctx, incident.id), apart: await readIncidentCard(ctx, id) };
}
