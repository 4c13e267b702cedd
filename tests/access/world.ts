import { randomUUID } from 'node:crypto';
import type { Route } from '../../shared/contract/route.ts';
import { ABSENT, type Known, makeSample } from '../bad-input/sample.ts';
import { makeUnit, submitCase } from '../support/cases.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { signInResident, signInStaff } from '../support/sign-in.ts';
import { type RoleId, roleIds } from './expected.ts';

/** Which way a case is foreign to a member of staff limited to roads, the Sinarsky district and the first unit. */
export const places = {
  own: { block: 'roads', district_id: 'sinarsky', unit: 'first' },
  'foreign block': { block: 'waste', district_id: 'sinarsky', unit: 'first' },
  'foreign district': { block: 'roads', district_id: 'krasnogorsky', unit: 'first' },
  'foreign unit': { block: 'roads', district_id: 'sinarsky', unit: 'second' },
} as const;
export type PlaceName = keyof typeof places;

/** One case with a contact, a term, an answer on review and a link. */
export interface MadeCase {
  id: string;
  number: string;
  contactId: string;
  clockId: string;
  answerId: string;
  linkId: string;
}

export interface AccessWorld {
  server: TestServer;
  units: { first: string; second: string };
  cases: Record<PlaceName, MadeCase>;
  /** Cookies of members of staff limited to the own block, district and unit. */
  limited: Record<RoleId, string>;
  resident: string;
}

/** Contacts of every case's author: where they show in a reply, a resident was revealed. */
export const secrets = {
  phone: '+79125550177',
  email: 'skrytnov@example.ru',
  name: 'Скрытнов Пробный Иванович',
};
/** Personal data inside the words of every case: as they were written, and what of them betrays the person. */
export const planted = {
  words:
    'Подробности у Потаённой Марфы Игнатьевны, тел. 8 (912) 555-02-88, potaennaya@example.ru, паспорт 65 04 998877, кв. 977.',
  signs: ['Потаённ', 'Марфы', '555-02-88', 'potaennaya', '998877'],
  /** Hidden everywhere but where the work is done. */
  flat: 'кв. 977',
};
/** Stands in the words of each foreign case: no reply to who may not read it may hold it. */
export const marks: Readonly<Record<PlaceName, string>> = {
  own: 'приметасвоего',
  'foreign block': 'приметаблока',
  'foreign district': 'приметарайона',
  'foreign unit': 'приметаслужбы',
};

export async function makeAccessWorld(): Promise<AccessWorld> {
  const server = await startTestServer();
  server.setNow(new Date().toISOString());
  const units = {
    first: await makeUnit(server, 'Первая дорожная служба', 'roads-service'),
    second: await makeUnit(server, 'Вторая дорожная служба', 'roads-service'),
  };
  const limited = {} as Record<RoleId, string>;
  for (const role of roleIds) {
    const { cookie } = await signInStaff(server, role, {
      ...{ unitId: units.first, slug: `limited-${role}` },
      ...{ blocks: ['roads'], districts: ['sinarsky'] },
    });
    limited[role] = cookie;
  }
  const cases = {} as Record<PlaceName, MadeCase>;
  for (const name of Object.keys(places) as PlaceName[]) cases[name] = await makeCase(server, units, name);
  return { server, units, cases, limited, resident: await signInResident(server, '+79120000055') };
}

async function makeCase(server: TestServer, units: AccessWorld['units'], name: PlaceName): Promise<MadeCase> {
  const text = `Яма на дороге, ${marks[name]}. ${planted.words}`;
  const { number } = await submitCase(server, { text, ...secrets });
  const db = server.app.services.database;
  const { id } = await db
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  const { block, district_id, unit } = places[name];
  await db
    .updateTable('cases.case_file')
    .set({ block, district_id, executor_unit_id: units[unit], status: 'in_work', has_publish_consent: true })
    .where('id', '=', id)
    .execute();
  const contact = await db
    .selectFrom('cases.contact')
    .select('id')
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow();
  const clock = await db
    .selectFrom('cases.clock')
    .select('id')
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow();
  const [answerId, linkId] = [randomUUID(), randomUUID()];
  const at = new Date();
  await db
    .insertInto('cases.answer')
    .values({
      ...{ id: answerId, case_id: id, version: 1, state: 'review', body: 'Ответ', outcome: 'solved' },
      ...{ author: 'staff:other', author_name: 'Другой', created_at: at, author_unit_id: units[unit] },
    })
    .execute();
  await db
    .insertInto('cases.executor_link')
    .values({
      ...{ id: linkId, case_id: id, unit_id: units[unit], name: 'Бригада', token_hash: randomUUID() },
      ...{ created_at: at, expires_at: new Date(at.getTime() + 86_400_000) },
    })
    .execute();
  return { id, number, contactId: contact.id, clockId: clock.id, answerId, linkId };
}

/** What stands for a case that is not there. */
export const missingCase = (): MadeCase => ({
  id: randomUUID(),
  number: '2019-01-0001',
  contactId: randomUUID(),
  clockId: randomUUID(),
  answerId: randomUUID(),
  linkId: randomUUID(),
});

let address = 0;

/** Asks a route by a good request about a case; each from an address of its own, past the limits by address. */
export async function askRoute(world: AccessWorld, route: Route, cookie: string | undefined, file: MadeCase) {
  const known: Known = {
    ...file,
    ...{ version: 1, into: world.cases.own.id, unitId: world.units.first, unit: world.units.first },
    ...{ factId: 'roads.pavement.pothole', block: 'roads', clientKey: () => randomUUID() },
    ...{
      cursor: ABSENT,
      parentId: ABSENT,
      executorId: ABSENT,
      promisedOn: ABSENT,
      externalId: () => randomUUID(),
    },
    ...{
      from: '2026-11-01',
      to: '2026-11-30',
      fromDay: '2026-11-01',
      toDay: '2026-11-30',
      year: 2026,
      dueOn: '2026-12-28',
    },
    ...{
      validFrom: '2026-11-01',
      validTo: '2026-12-01',
      bbox: '61.8,56.3,62,56.5',
      near: ABSENT,
      cell: ABSENT,
    },
    ...{
      lat: 56.4185,
      lon: 61.9185,
      districtId: ABSENT,
      q: ABSENT,
      authorOf: ABSENT,
      districts: [],
      blocks: [],
    },
    ...{ email: 'nobody@example.ru', phone: '+79120000057', source: 'proba', channel: 'pos' },
    'territory.search-address.q': 'титова 14',
    'identity.set-password.password': 'Очень длинный пароль 2026',
    'cases.bulk-change.cases': [{ id: file.id, version: 1 }],
    'cases.bulk-change.preview': true,
    'cases.list-cases.status': ABSENT,
    'cases.list-cases.stage': ABSENT,
    'cases.list-cases.overdue': ABSENT,
    'cases.list-cases.importance': ABSENT,
    'cases.list-cases.hasPlace': ABSENT,
    'cases.list-cases.outcome': ABSENT,
    'cases.list-cases.resolved': ABSENT,
    'cases.list-cases.publication': ABSENT,
    'cases.list-cases.channel': ABSENT,
    'cases.list-cases.factId': ABSENT,
    'cases.list-cases.block': ABSENT,
    'cases.list-cases.unitId': ABSENT,
  };
  const sample = makeSample(route, known);
  address += 1;
  const path = route.path.replaceAll(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(sample.params[name])),
  );
  const query = Object.fromEntries(
    Object.entries(sample.query).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
  return world.server.inject({
    method: route.method,
    url: path,
    query,
    headers: {
      'x-otklik': '1',
      'x-forwarded-for': `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
      ...(cookie && { cookie }),
      ...(route.upload && { 'content-type': 'multipart/form-data; boundary=x' }),
    },
    ...(sample.body !== undefined && !route.upload && { payload: sample.body as object }),
    ...(route.upload && { payload: '--x--\r\n' }),
  });
}
