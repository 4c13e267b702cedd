import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { EARLIER, type Maker, type Things } from './thing-kit.ts';

const fields = {
  discoveredAt: EARLIER,
  happenedAt: '2026-11-20T08:00:00Z',
  what: 'Выгрузка отправлена не тому адресату',
};

/** A breach of which all is known, in a state; made anew each time: it is never deleted. */
function breach(state: 'open' | 'notified', more: object = {}): Maker {
  return (): Things => {
    const now = { id: randomUUID() };
    const isTold = state === 'notified';
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        now.id = randomUUID();
        await sql`INSERT INTO breaches.breach (id, discovered_at, what, data, causes, harm, measures, contact, inquiry, state, state_at,
            initial_due_at, results_due_at, initial_sent_at, initial_number, made_at, made_by_name)
          VALUES (${now.id}::uuid, ${EARLIER}, ${fields.what}, 'телефоны', 'ошибка', 'звонки', 'доступ закрыт', 'ответственный', 'ошибка в адресе',
            ${state}, ${EARLIER}, '2026-11-21T09:00:00Z', '2026-11-23T09:00:00Z', ${isTold ? EARLIER : null}, ${isTold ? '1' : ''},
            ${EARLIER}, 'Другой')`.execute(db);
      },
      known: { ...fields, id: () => now.id, version: 1, ...more },
    };
  };
}

/** What routes of breaches of personal data act on. */
export const breachMakers: Record<string, Maker> = {
  'breaches.open-breach': () => ({ rows: [], known: fields }),
  'breaches.read-breach': breach('open'),
  'breaches.change-breach': breach('open'),
  'breaches.tell-breach': breach('open', { notice: 'initial', sentAt: EARLIER, number: '2-ИПД' }),
  'breaches.end-breach': breach('notified', { isDismissed: true, outcome: 'Письмо никто не открывал' }),
  'breaches.tick-step': breach('open', { stepId: 'call', isDone: true }),
  'breaches.download-notice': breach('notified', { notice: 'results', format: 'html' }),
};
