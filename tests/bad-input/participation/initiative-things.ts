import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../server/lib/database/schema.gen.ts';
import type { InitiativeState } from '../../../shared/contract/participation/initiatives.ts';
import type { Maker, Things } from '../thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';

const fields = {
  title: 'Сделать пандус у лестницы',
  what: 'Положить пандус вдоль лестницы и поставить перила.',
  place: 'Лестница к Исети',
  districtId: null,
  why: 'С коляской здесь не спуститься, обход почти километр.',
};

/** An initiative in a state, made anew each time: its history is only added to, and holds it. */
function initiative(state: InitiativeState, more: object = {}): Maker {
  return (): Things => {
    const now = { id: randomUUID() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        now.id = randomUUID();
        const isOver = state === 'reached' || state === 'accepted';
        await sql`INSERT INTO initiatives.initiative (id, title, what, place, why, author_id, client_key, state, state_at, made_at, shown_title,
            shown_what, shown_place, shown_why, judged_by_name, published_at, closes_at, threshold, reached_at, supports)
          VALUES (${now.id}::uuid, ${fields.title}, ${fields.what}, ${fields.place}, ${fields.why}, ${randomUUID()}::uuid, ${randomUUID()}::uuid,
            ${state}, ${AT}, ${AT}, ${fields.title}, ${fields.what}, ${fields.place}, ${fields.why}, ${state === 'waiting' ? '' : 'Другой'}, ${AT},
            '2100-01-01', 100, ${AT}, ${isOver ? 100 : null})`.execute(db);
        if (state === 'accepted')
          await sql`INSERT INTO initiatives.answer (initiative_id, verdict, reason, at, by_name)
            VALUES (${now.id}::uuid, 'accepted', 'Пандус добавим в проект лестницы.', ${AT}, 'Другой')`.execute(
            db,
          );
      },
      known: {
        ...fields,
        id: () => now.id,
        version: 1,
        clientKey: randomUUID(),
        isOfAge: true,
        ruleId: 'problem',
        reason: 'Пандус добавим в проект лестницы: уклон позволяет, деньги заложены на июнь.',
        verdict: 'accepted',
        actUrl: 'https://example.ru/act.pdf',
        actOn: '2026-12-01',
        ...more,
      },
    };
  };
}

/** What routes of initiatives act on. */
export const initiativeMakers: Record<string, Maker> = {
  'initiatives.read-initiative': initiative('open'),
  'initiatives.judge-initiative': initiative('waiting', { isPublished: false }),
  'initiatives.answer-initiative': initiative('reached'),
  'initiatives.decide-initiative': initiative('accepted', { isNeeded: true, title: 'Сделаем пандус' }),
  'initiatives.read-open': initiative('open'),
  'initiatives.propose-initiative': () => ({
    rows: [],
    known: { ...fields, clientKey: randomUUID(), isOfAge: true },
  }),
  'initiatives.support-initiative': initiative('open', { isOn: true }),
  'initiatives.follow-initiative': initiative('open', { isOn: true }),
};
