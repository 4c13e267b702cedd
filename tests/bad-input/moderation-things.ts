import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import type { ActState } from '../../shared/contract/monitoring/moderation.ts';
import { incidentRow, pageRow, postRow } from './monitoring-things.ts';
import type { Maker, Things } from './thing-kit.ts';

const AT = '2026-11-27T01:40:00Z';
const SHA = 'a'.repeat(64);

/** The way to a state, each step as the database lets it be taken. */
const waysTo: Partial<Record<ActState, readonly string[]>> = {
  second: [],
  'by-hand': [],
  unknown: [`state = 'unknown'`],
  hidden: [`state = 'hidden', way = 'network', hidden_at = now(), appeal_until = '2100-01-01'`],
};

/** A comment that may be taken off, in an incident of its own; with a decision where a state is said. */
function comment(state?: ActState, has: { appeal?: boolean; notice?: boolean } = {}): Things {
  const incidentId = randomUUID();
  const pageId = randomUUID();
  const now = { act: randomUUID(), post: randomUUID(), notice: randomUUID(), number: '', rule: '' };
  let made = 0;
  async function add(db: Kysely<DB>): Promise<void> {
    made += 1;
    Object.assign(now, { act: randomUUID(), post: randomUUID(), notice: randomUUID() });
    now.number = `М-2026-11-${String(9_000_000 + Math.floor(Math.random() * 900_000) + made)}`;
    const { row } = postRow(now.post, pageId);
    await db
      .insertInto('posts.post')
      .values(row as never)
      .execute();
    await sql`INSERT INTO incidents.member (post_id, incident_id, at, by_name) VALUES (${now.post}::uuid, ${incidentId}::uuid, ${AT}, 'Отклик')`.execute(
      db,
    );
    await sql`INSERT INTO posts.sight (post_id, serial, seen_at, as_of, author_key, author_name, text, url, pictures, raw, sha256)
      VALUES (${now.post}::uuid, 1, ${AT}, ${AT}, 'a', 'Анна Пробная', 'Окна дёшево', '', '{}', '{}', ${SHA})`.execute(
      db,
    );
    const rule = await db
      .selectFrom('moderation.rule')
      .select('id')
      .where('number', '=', 5)
      .where('version', '=', 1)
      .executeTakeFirstOrThrow();
    now.rule = rule.id;
    if (!state) return;
    const begins = state === 'second' || state === 'by-hand' ? state : 'hiding';
    await sql`INSERT INTO moderation.act (id, number, code, incident_id, page_id, post_id, sight_serial, sight_sha256, rule_id, state, second_why,
        ground, made_by, made_by_name, made_at)
      SELECT ${now.act}::uuid, ${now.number}, 'CODE', ${incidentId}::uuid, ${pageId}::uuid, ${now.post}::uuid, 1, ${SHA}, id, ${begins},
        ${state === 'second' ? 'rule' : null}, 'Реклама', 'staff:other', 'Другой', ${AT}
      FROM moderation.rule WHERE number = 5 AND version = 1`.execute(db);
    if (begins === 'hiding') {
      await sql`INSERT INTO networks.deed (id, page_id, kind, subject_kind, subject_id, to_id, state, state_at, next_at, made_at)
        VALUES (gen_random_uuid(), ${pageId}::uuid, 'hide', 'moderation-act', ${now.act}::uuid, ${now.post}, 'waiting', ${AT}, '2100-01-01', ${AT})`.execute(
        db,
      );
      await sql`UPDATE networks.deed SET state = 'unknown' WHERE subject_id = ${now.act}::uuid`.execute(db);
    }
    for (const step of waysTo[state] ?? [])
      await sql`UPDATE moderation.act SET ${sql.raw(step)} WHERE id = ${now.act}::uuid`.execute(db);
    if (has.appeal)
      await sql`INSERT INTO moderation.appeal (id, act_id, made_at, words, rule_id, rule_version, due_at)
        VALUES (gen_random_uuid(), ${now.act}::uuid, ${AT}, 'Не согласен', 'moderation-appeal', '2026.1', '2100-01-01')`.execute(
        db,
      );
    if (has.notice) {
      await sql`INSERT INTO moderation.notice (id, act_id, kind, way, text, state, made_at)
        VALUES (${now.notice}::uuid, ${now.act}::uuid, 'hidden', 'public', 'Убран', 'failed', ${AT})`.execute(
        db,
      );
      await sql`INSERT INTO networks.saying (id, page_id, subject_kind, subject_id, to_id, to_kind, to_thread, to_author, text, state, state_at, next_at, made_at)
        VALUES (gen_random_uuid(), ${pageId}::uuid, 'moderation-notice', ${now.notice}::uuid, '1', 'post', '1', '', 'Убран', 'failed', ${AT}, ${AT}, ${AT})`.execute(
        db,
      );
    }
  }
  return {
    rows: [],
    add: async (db) => {
      if (made === 0) {
        await db
          .insertInto('networks.page')
          .values(pageRow(pageId).row as never)
          .execute();
        await db
          .insertInto('incidents.incident')
          .values(incidentRow(incidentId, 'captured').row as never)
          .execute();
      }
      await add(db);
    },
    known: {
      id: () => now.act,
      notice: () => now.notice,
      number: () => now.number,
      code: 'CODE',
      ruleId: () => now.rule,
      ground: 'Реклама окон',
      words: 'Верните мой комментарий',
      version: 1,
      incidentId,
      postId: () => now.post,
      serial: 1,
      agrees: true,
      url: 'https://network.example/1',
      file: () => null,
      as: 'done',
      outcome: 'upheld',
      answer: 'Посмотрели ещё раз и решили',
      state: 'hidden',
      page: pageId,
      rule: 5,
      from: '2026-11-01',
      to: '2026-11-30',
    },
  };
}

const rule: Maker = () => {
  const number = 1000 + Math.floor(Math.random() * 900_000);
  const now = { number };
  return {
    rows: [],
    add: async (db) => {
      now.number += 1;
      await sql`INSERT INTO moderation.rule (id, number, version, title, text, needs_second, in_force_at, ground, made_at, made_by_name)
        VALUES (gen_random_uuid(), ${now.number}, 1, 'Повторы', 'Не повторяйте один комментарий', false, ${AT}, 'акт', ${AT}, 'Другой')
        ON CONFLICT DO NOTHING`.execute(db);
    },
    known: {
      number: () => now.number,
      version: 1,
      title: 'Повторы',
      text: 'Не повторяйте один комментарий много раз',
      needsSecond: false,
      validFrom: '2099-01-01',
      ground: 'Постановление',
    },
  };
};

/** What routes of moderation act on. */
export const moderationMakers: Record<string, Maker> = {
  'moderation.read-talk': () => {
    const things = comment();
    return { ...things, known: { ...things.known, id: things.known.incidentId } };
  },
  'moderation.list-acts': () => comment('hidden'),
  'moderation.export-acts': () => comment('hidden'),
  'moderation.hide-comment': () => comment(),
  'moderation.read-act': () => comment('hidden'),
  'moderation.look-second': () => comment('second'),
  'moderation.withdraw-act': () => comment('second'),
  'moderation.settle-act': () => comment('unknown'),
  'moderation.prove-act': () => comment('by-hand'),
  'moderation.take-appeal': () => comment('hidden'),
  'moderation.decide-appeal': () => comment('hidden', { appeal: true }),
  'moderation.settle-notice': () => {
    const things = comment('hidden', { notice: true });
    return { ...things, known: { ...things.known, as: 'said' } };
  },
  'moderation.save-rule': rule,
  'moderation.retire-rule': rule,
  'moderation.find-act': () => comment('hidden'),
  'moderation.appeal-act': () => comment('hidden'),
};
