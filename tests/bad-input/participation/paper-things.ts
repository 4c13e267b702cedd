import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { hashPrivate } from '../../../server/base/identity/index.ts';
import type { DB } from '../../../server/lib/database/schema.gen.ts';
import { hashToken } from '../../../server/lib/ids.ts';
import type { PollState } from '../../../shared/contract/participation/polls.ts';
import { json, type Maker, type Things } from '../thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';
const TOKEN = 'scan';
const CONTACT = '+79991112233';

const questions = [
  {
    id: 'yard',
    kind: 'single',
    title: 'Какой двор обновить?',
    options: ['a', 'b'].map((id) => ({ id, title: `Двор ${id}` })),
  },
];
const numbers = {
  received: 5,
  issued: 0,
  spoilt: 2,
  unused: 3,
  inBox: 0,
  invalid: 0,
  votes: { yard: { a: 0 } },
};

/** A poll with a place of paper ballots, made anew each time: its protocols are only added to. */
function paper(state: PollState, more: { isOfPlace?: true; hasProtocol?: true; isGiven?: true } = {}): Maker {
  return ({ server }): Things => {
    const now = { id: randomUUID(), placeId: randomUUID(), fileId: randomUUID(), scanId: randomUUID() };
    const addFile = (db: Kysely<DB>, id: string) =>
      sql`INSERT INTO files.file (id, sha256, kind, bytes, uploader, token_hash, claimed, created_at)
        VALUES (${id}::uuid, ${'a'.repeat(64)}, 'pdf', 100, 'anonymous', ${hashToken(TOKEN)}, false, ${AT})`.execute(
        db,
      );
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        Object.assign(now, {
          id: randomUUID(),
          placeId: randomUUID(),
          fileId: randomUUID(),
          scanId: randomUUID(),
        });
        await sql`INSERT INTO polls.poll (id, kind, title, opens_at, closes_at, audience, asks, questions, state, state_at, edition, opened_at,
            closed_at, made_at, made_by, made_by_name)
          VALUES (${now.id}::uuid, 'survey', 'Какой двор обновить?', '2026-11-20', '2100-01-01', ${json({ minAge: null, districtIds: [], level: 'social' })},
            ${json({ district: false, age: false })}, ${json(questions)}, ${state}, ${AT}, 1, ${AT}, ${AT}, ${AT}, 'staff:other', 'Другой')`.execute(
          db,
        );
        await sql`INSERT INTO polls.edition (poll_id, serial, questions, at, by_name)
          VALUES (${now.id}::uuid, 1, ${json(questions)}, ${AT}, 'Другой')`.execute(db);
        await sql`INSERT INTO polls.place (id, poll_id, serial, title) VALUES (${now.placeId}::uuid, ${now.id}::uuid, 1, 'Школа')`.execute(
          db,
        );
        if (more.isGiven) {
          const key = hashPrivate(server.app.services.config, `poll-paper:${now.id}`, CONTACT);
          await sql`INSERT INTO polls.paper_mark (poll_id, mark_key, place_id) VALUES (${now.id}::uuid, ${key}, ${now.placeId}::uuid)`.execute(
            db,
          );
        }
        await addFile(db, now.fileId);
        if (more.hasProtocol)
          await sql`INSERT INTO polls.place_protocol (place_id, serial, poll_id, numbers, file_id, at, by, by_name)
            VALUES (${now.placeId}::uuid, 1, ${now.id}::uuid, ${json(numbers)}, ${now.scanId}::uuid, ${AT}, 'staff:other', 'Другой')`.execute(
            db,
          );
      },
      known: {
        id: () => (more.isOfPlace ? now.placeId : now.id),
        placeId: () => now.placeId,
        fileId: () => now.fileId,
        token: TOKEN,
        titles: ['Школа № 5'],
        contact: CONTACT,
        basis: '',
        seen: 0,
        serial: 1,
        reason: more.isGiven ? 'Отметили по ошибке' : '',
        numbers,
        paper: 'ballot',
        format: 'html',
      },
    };
  };
}

/** What routes of paper ballots act on. */
export const paperMakers: Record<string, Maker> = {
  'polls.read-paper': paper('open'),
  'polls.set-places': paper('draft'),
  'polls.give-paper': paper('open'),
  'polls.take-back-paper': paper('open', { isGiven: true }),
  'polls.enter-protocol': paper('closed', { isOfPlace: true }),
  'polls.confirm-protocol': paper('closed', { isOfPlace: true, hasProtocol: true }),
  'polls.download-paper': paper('open'),
};
