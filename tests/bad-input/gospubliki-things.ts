import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import type { RequestState } from '../../shared/contract/pages/gospubliki.ts';
import { pageRow } from './pages-things.ts';
import type { Maker, Things } from './thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';

const fields = (number: string, pageId: string) => ({
  asker: 'cur',
  number,
  datedOn: '2026-11-19',
  receivedOn: '2026-11-20',
  title: 'О переписи дворов',
  text: 'Расскажите о своём дворе',
  windowFrom: '2026-11-20',
  windowTo: '2026-12-30',
  isMandatory: false,
  responsibleId: () => null,
  pageIds: [pageId],
  file: () => null,
  pictures: [],
});

/** Number of a letter that nobody has entered yet. */
const newNumber = (): string => `01-12/${randomUUID().slice(0, 8)}`;

/** A page of the register and a request for it, made anew each time: what was done with it is only added to, and holds it. */
function request(state: RequestState): Maker {
  return ({ unitId }): Things => {
    const now = { id: randomUUID(), page: randomUUID(), number: newNumber() };
    const isPlaced = ['accepted', 'published'].includes(state);
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        Object.assign(now, { id: randomUUID(), page: randomUUID(), number: newNumber() });
        await db
          .insertInto('register.page')
          .values(pageRow(now.page, unitId).row as never)
          .execute();
        await sql`INSERT INTO gospubliki.request (id, asker, number, dated_on, received_on, title, text, window_from, window_to,
            is_mandatory, state, decide_by, publish_by, report_by, decided_at, publication_id, published_at, settled_at, made_at, made_by_name, moved_at)
          VALUES (${now.id}::uuid, 'cur', ${now.number}, '2026-11-19', '2026-11-20', 'О переписи дворов', 'Расскажите', '2026-11-20',
            '2099-12-30', false, ${state}, ${AT}, '2099-12-30', ${state === 'published' ? AT : null}, ${isPlaced ? AT : null},
            ${isPlaced ? randomUUID() : null}::uuid, ${state === 'published' ? AT : null}, ${state === 'published' ? AT : null}, ${AT}, 'Другой', ${AT})`.execute(
          db,
        );
        await sql`INSERT INTO gospubliki.request_page (request_id, page_id, is_accepted)
          VALUES (${now.id}::uuid, ${now.page}::uuid, ${isPlaced ? true : null})`.execute(db);
      },
      known: {
        ...fields('', ''),
        id: () => now.id,
        number: () => now.number,
        pageIds: () => [now.page],
        version: 1,
        on: state === 'received' ? '2099-12-20' : '2026-11-20',
        at: '10:00',
        ground: 'facts',
        reason: 'Это уже не так: перепись кончилась',
        restReason: '',
        overReason: 'Должны узнать все',
        words: '',
      },
    };
  };
}

/** A page somebody may ask for. */
const target: Maker = ({ unitId }) => {
  const id = randomUUID();
  return {
    rows: [{ table: 'register.page', row: pageRow(id, unitId).row }],
    known: { ...fields('', id), number: newNumber },
  };
};

const CABINET = {
  organisation: 'Администрация города',
  address: 'https://network.example/cabinet',
  note: '',
};

/** The one cabinet at its first version again. */
const cabinet =
  (known: object, person = false): Maker =>
  ({ personId }): Things => {
    const now = { id: randomUUID() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        now.id = randomUUID();
        await sql`UPDATE gospubliki.cabinet SET version = 1`.execute(db);
        await sql`DELETE FROM gospubliki.cabinet_person`.execute(db);
        if (person)
          await sql`INSERT INTO gospubliki.cabinet_person (id, person_id, duty, made_at, made_by_name, set_at)
            VALUES (${now.id}::uuid, ${personId}::uuid, 'публикует', ${AT}, 'Другой', ${AT})`.execute(db);
      },
      known: { ...CABINET, version: 1, id: () => now.id, personId, duty: 'публикует', ...known },
    };
  };

const repost: Maker = () => {
  const id = randomUUID();
  const row = {
    id,
    asked_of: 'cur',
    url: 'https://network.example/wall-1_2',
    what: 'Новый мост',
    why: 'Им ездят',
    asked_on: '2026-11-01',
    due_on: '2026-11-06',
    state: 'asked',
    made_at: AT,
    made_by_name: 'Другой',
    version: 1,
  };
  return {
    rows: [{ table: 'gospubliki.repost', row }],
    known: {
      id,
      version: 1,
      state: 'silent',
      on: '2026-11-19',
      takenUrl: '',
      ground: '',
    },
  };
};

/** What routes of «Госпаблики» act on. */
export const gospublikiMakers: Record<string, Maker> = {
  'gospubliki.receive-request': target,
  'gospubliki.read-request': request('received'),
  'gospubliki.download-report': request('published'),
  'gospubliki.change-request': request('received'),
  'gospubliki.accept-request': request('received'),
  'gospubliki.object-request': request('received'),
  'gospubliki.withdraw-request': request('received'),
  'gospubliki.miss-pages': request('accepted'),
  'gospubliki.report-request': request('published'),
  'gospubliki.change-cabinet': cabinet({}),
  'gospubliki.save-secret': cabinet({ name: 'password', secret: 'тайна' }),
  'gospubliki.add-person': cabinet({ accessUntil: () => null }),
  'gospubliki.change-person': cabinet({ accessUntil: () => null }, true),
  'gospubliki.end-person': cabinet({ reason: 'Перешёл' }, true),
  'gospubliki.ask-repost': () => ({
    rows: [],
    known: {
      askedOf: 'cur',
      url: 'https://network.example/wall-1_2',
      what: 'Новый мост',
      why: 'Им ездят',
      askedOn: '2026-11-19',
      number: '',
    },
  }),
  'gospubliki.answer-repost': repost,
};
