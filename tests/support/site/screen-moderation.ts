import type { Speaker } from './server.ts';

/** A comment of a page of ours that was taken off, with an objection that waits; the decision's id and number. */
export async function addTakenOff(
  { app }: Speaker,
  incidentId: string,
): Promise<{ id: string; number: string }> {
  const number = 'М-2026-11-0001';
  const { rows } = await app.pool.query<{ id: string }>(
    `WITH page AS (
       INSERT INTO networks.page (id, network, external_id, title, is_own, next_pull_at, created_at, created_by_name)
       VALUES (gen_random_uuid(), 'vk', '-77', 'Администрация Каменска', true, '2100-01-01', now(), 'Отклик') RETURNING id),
     post AS (
       INSERT INTO posts.post (id, network, page_id, external_id, kind, thread_key, author_key, author_name, is_own, text, url,
         posted_at, captured_at)
       SELECT gen_random_uuid(), 'vk', id, 'comment:-77_1_2', 'comment', 'wall-77_1', '5', 'Пётр Пробный', false,
         'Окна дёшево, звоните прямо сейчас', 'https://network.example/c/2', now() - interval '2 days', now() - interval '2 days'
       FROM page RETURNING id)
     INSERT INTO posts.sight (post_id, serial, seen_at, as_of, author_key, author_name, text, url, pictures, raw, sha256)
     SELECT id, 1, now() - interval '2 days', now() - interval '2 days', '5', 'Пётр Пробный', 'Окна дёшево, звоните прямо сейчас',
       'https://network.example/c/2', '{}', '{}', encode(sha256('probe'), 'hex') FROM post RETURNING post_id AS id`,
  );
  const { rows: acts } = await app.pool.query<{ id: string }>(
    `INSERT INTO moderation.act (id, number, code, incident_id, page_id, post_id, sight_serial, sight_sha256, rule_id, state, ground,
       made_by, made_by_name, made_at)
     SELECT gen_random_uuid(), $1, 'A4F7K2', $2, post.page_id, post.id, 1, encode(sha256('probe'), 'hex'), rule.id, 'hiding', 'Реклама окон',
       'staff:other', 'Орлова А. П.', now() - interval '1 day'
     FROM posts.post, moderation.rule WHERE post.id = $3 AND rule.number = 5 AND rule.version = 1 RETURNING id`,
    [number, incidentId, rows[0]!.id],
  );
  const { id } = acts[0]!;
  await app.pool.query(
    `UPDATE moderation.act SET state = 'hidden', way = 'network', hidden_at = now() - interval '1 day',
       appeal_until = now() + interval '29 days' WHERE id = $1`,
    [id],
  );
  await app.pool.query(
    `INSERT INTO moderation.notice (id, act_id, kind, way, text, state, reason, made_at)
     VALUES (gen_random_uuid(), $1, 'hidden', 'public', 'Комментарий убран по правилу 5', 'failed', 'Комментарии закрыты', now())`,
    [id],
  );
  await app.pool.query(
    `INSERT INTO moderation.appeal (id, act_id, made_at, words, rule_id, rule_version, due_at)
     VALUES (gen_random_uuid(), $1, now(), 'Это не реклама, я делюсь опытом', 'moderation-appeal', '2026.1', now() + interval '3 days')`,
    [id],
  );
  return { id, number };
}

/** What was taken off, and what was not, as staff and everybody find it. */
export const visitTakenOff = ({ id, number }: { id: string; number: string }) => [
  ...[id, '00000000-0000-4000-8000-000000000000'].map((one) => ({
    route: '/staff/moderation/$id',
    address: `/staff/moderation/${one}`,
    who: 'approver',
  })),
  ...[number, 'М-1999-01-0001'].map((one) => ({
    route: '/comment-rules',
    address: `/comment-rules?act=${encodeURIComponent(one)}`,
    who: 'anyone',
  })),
];
