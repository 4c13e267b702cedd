import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import type { Maker, Row, Things } from './thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';

export const pageRow = (id: string, unitId: string, given: object = {}): Row => ({
  table: 'register.page',
  row: {
    id,
    unit_id: unitId,
    network: 'vk',
    title: 'Город на связи',
    url: `https://network.example/${id}`,
    grade: 'active',
    made_at: AT,
    made_by_name: 'Другой',
    version: 1,
    ...given,
  },
});

const fields = (unitId: string) => ({
  unitId,
  network: 'ok',
  title: 'Город на связи',
  url: `https://network.example/${randomUUID()}`,
  settingsUrl: '',
  gosId: '',
  grade: 'active',
  keeperId: () => null,
  contract: '',
  contractUntil: () => null,
  contact: '',
  networkPageId: () => null,
});

function page(given: object = {}): Maker {
  return ({ unitId }) => {
    const id = randomUUID();
    return {
      rows: [pageRow(id, unitId, given)],
      known: { ...fields(unitId), id, version: 1, on: '2026-11-20', reason: 'Закрыли' },
      held: { table: 'register.grade', column: 'page_id' },
    };
  };
}

/** A page made anew each time: what is written of it is only added to, and holds it. */
const keptPage: Maker = ({ unitId }): Things => {
  const now = { id: randomUUID() };
  return {
    rows: [],
    add: async (db: Kysely<DB>) => {
      now.id = randomUUID();
      await db
        .insertInto('register.page')
        .values(pageRow(now.id, unitId).row as never)
        .execute();
      await sql`INSERT INTO register.verification (id, page_id, state, state_on, started_at)
        VALUES (gen_random_uuid(), ${now.id}::uuid, 'documents', '2026-11-01', ${AT})`.execute(db);
    },
    known: {
      id: () => now.id,
      version: 1,
      checks: ['name'],
      isThere: false,
      note: 'нет названия',
      takenOn: '2026-11-20',
      file: () => null,
      to: 'submitted',
      on: '2026-11-20',
      source: 'статистика',
      ground: '',
      dueOn: () => null,
    },
  };
};

const body: Maker = ({ unitId }) => ({
  rows: [
    {
      table: 'register.body',
      row: {
        unit_id: unitId,
        recipient: 'local-government',
        level: 'municipality',
        changed_at: AT,
        changed_by_name: 'Другой',
        version: 1,
      },
    },
  ],
  known: { unitId, version: 1, ogrn: '', spheres: ['Образование'], recipient: 'local-government' },
});

const exemption: Maker = ({ unitId }) => {
  const id = randomUUID();
  const row = {
    id,
    unit_id: unitId,
    ground: 'распоряжение № 1',
    from_day: '2026-01-01',
    made_at: AT,
    made_by_name: 'Другой',
    version: 1,
  };
  return {
    rows: [{ table: 'register.exemption', row }],
    known: { id, version: 1, reason: 'Открыли страницу' },
  };
};

/** What routes of the register of official pages act on. */
export const pagesMakers: Record<string, Maker> = {
  'register.create-page': ({ unitId }) => ({ rows: [], known: fields(unitId) }),
  'register.read-page': page(),
  'register.list-looks': page(),
  'register.change-page': page(),
  'register.keep-figures': keptPage,
  'register.archive-page': page(),
  'register.restore-page': page({ archived_at: AT, archive_reason: 'Закрыли' }),
  'register.save-body': body,
  'register.add-exemption': ({ unitId }) => ({
    rows: [],
    known: { unitId, network: () => null, ground: 'распоряжение № 2', from: '2026-01-01', until: () => null },
  }),
  'register.end-exemption': exemption,
  'register.look-at-page': keptPage,
  'register.move-verification': keptPage,
  'register.read-profile': keptPage,
  'register.list-readings': page(),
};
