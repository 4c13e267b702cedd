import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { followGroundsJob } from '../../../server/group/counted/follow.ts';
import * as counted from '../../../shared/contract/group/counted.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { asSystem } from '../site/cases.ts';
import type { TestServer } from '../site/server.ts';

const AT = '2026-11-20T09:00:00Z';

/** A decree of the city that something is taken into account by. */
export const actBody = (more: object = {}): RouteInput<typeof counted.createGround>['body'] => ({
  kind: 'act',
  title: 'Постановление о ремонте дорог',
  number: '12',
  on: '2026-11-20',
  url: 'https://city.example/12',
  ...more,
});

export const makeGround = (
  server: TestServer,
  cookie: string,
  body: RouteInput<typeof counted.createGround>['body'] = actBody(),
): Promise<counted.GroundCard> => server.call(counted.createGround, { body }, cookie);

export const countIn = (
  server: TestServer,
  cookie: string,
  groundId: string,
  body: RouteInput<typeof counted.countIn>['body'],
): Promise<counted.GroundCard> => server.call(counted.countIn, { params: { id: groundId }, body }, cookie);

/** A round comes: what is carried out elsewhere is followed, letters that are ripe go. */
export async function comeRound(server: TestServer, at: string): Promise<void> {
  server.setNow(at);
  await asSystem(server, async (ctx) => ctx.enqueue(followGroundsJob, {}));
  await server.drain();
}

/** A consultation that is over, with one remark taken in and one that was not. */
export async function putDiscussion(
  server: TestServer,
  { personId = randomUUID(), decided = '' }: { personId?: string; decided?: string } = {},
): Promise<{ id: string; taken: string; left: string }> {
  const [id, answer, refusal, taken, left] = Array.from({ length: 5 }, () => randomUUID());
  const db = server.app.services.database;
  await sql`INSERT INTO discussions.discussion (id, kind, title, matter, level, responsible, opens_at, closes_at, result_by, meeting,
      state, state_at, announced_at, opened_at, closed_at, made_at, made_by, made_by_name)
    VALUES (${id}::uuid, 'consultation', 'Правила благоустройства', 'набережная', 'social', 'Управление', '2026-11-01', '2026-11-15',
      '2026-11-18', '{"at":null,"place":"","address":"","exposition":""}', 'open', ${AT}, ${AT}, ${AT}, ${AT}, ${AT},
      'staff:other', 'Другой')`.execute(db);
  for (const [answerId, verdict] of [
    [answer, 'accepted'],
    [refusal, 'rejected'],
  ])
    await sql`INSERT INTO discussions.answer (id, discussion_id, verdict, reason, at, by_name)
      VALUES (${answerId}::uuid, ${id}::uuid, ${verdict}, 'Дорожку расширим: место для неё есть.', ${AT}, 'Другой')`.execute(
      db,
    );
  for (const [at, remark] of [taken, left].entries())
    await sql`INSERT INTO discussions.remark (id, discussion_id, number, text, source, person_id, is_local, said_on, made_at, client_key,
        shown, shown_text, judged_by_name, answer_id)
      VALUES (${remark}::uuid, ${id}::uuid, ${at + 1}, 'Сделайте дорожку шире', 'site', ${personId}::uuid, true, '2026-11-10', ${AT},
        ${randomUUID()}::uuid, 'released', 'Сделайте дорожку шире', 'Другой', ${at === 0 ? answer : refusal}::uuid)`.execute(
      db,
    );
  for (const state of ['closed', 'answered', 'published'])
    await sql`UPDATE discussions.discussion SET state = ${state} WHERE id = ${id}::uuid`.execute(db);
  if (decided) {
    await sql`INSERT INTO discussions.decision (discussion_id, is_needed, title, words, at, by_name)
      VALUES (${id}::uuid, true, ${decided}, '', ${AT}, 'Другой')`.execute(db);
    await sql`UPDATE discussions.discussion SET state = 'decision-recorded' WHERE id = ${id}::uuid`.execute(
      db,
    );
  }
  return { id: id!, taken: taken!, left: left! };
}

/** Letters of one purpose, by whom they went to. */
export async function lettersOf(
  server: TestServer,
  purpose: string,
): Promise<{ recipient: string; text: string }[]> {
  const { rows } = await sql<{ recipient: string; text: string }>`
    SELECT recipient, text FROM outbox.letter WHERE purpose = ${purpose} ORDER BY recipient`.execute(
    server.app.services.database,
  );
  return rows;
}
