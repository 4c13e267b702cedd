import { randomUUID } from 'node:crypto';
import type { Route } from '../../shared/contract/route.ts';
import { ABSENT, type Known, makeSample } from '../bad-input/sample.ts';
import { makeUnit, submitCase } from '../support/site/cases.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInResident, signInStaff } from '../support/site/sign-in.ts';
import { roleIds } from './expected.ts';
import { marks, type PlaceName, placeNames, places, planted, secrets } from './places.ts';
import type { RoleId } from './role-ids.ts';
import { makeThings, type Things } from './things.ts';

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
  /** The same members of staff by their ids. */
  people: Record<RoleId, string>;
  things: Things;
  resident: string;
}

export async function makeAccessWorld(): Promise<AccessWorld> {
  const server = await startTestServer();
  server.setNow(new Date().toISOString());
  const units = {
    first: await makeUnit(server, 'Первая дорожная служба', 'roads-service'),
    second: await makeUnit(server, 'Вторая дорожная служба', 'roads-service'),
  };
  const limited = {} as Record<RoleId, string>;
  const people = {} as Record<RoleId, string>;
  for (const role of roleIds) {
    const { cookie, personId } = await signInStaff(server, role, {
      unitId: units.first,
      slug: `limited-${role}`,
      blocks: ['roads'],
      districts: ['sinarsky'],
    });
    limited[role] = cookie;
    people[role] = personId;
  }
  const cases = {} as Record<PlaceName, MadeCase>;
  for (const name of placeNames) cases[name] = await makeCase(server, units, name);
  const things = await makeThings(server, cases, units.first);
  const resident = await signInResident(server, '+79120000055');
  return { server, units, cases, limited, people, things, resident };
}

async function makeCase(server: TestServer, units: AccessWorld['units'], name: PlaceName): Promise<MadeCase> {
  const text = `Яма на дороге, ${marks[name]}. ${planted.words}`;
  const { phone, email, name: author } = secrets;
  const { number } = await submitCase(server, { text, phone, email, name: author });
  const db = server.app.services.database;
  const { id } = await db
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  await server.app.pool.query(
    `INSERT INTO cases.event (case_id, at, kind, visibility, actor, actor_name, data)
     VALUES ($1, now(), 'details', 'resident', 'anonymous', 'Житель', $2)`,
    [id, JSON.stringify({ answers: { returnAddress: secrets.address } })],
  );
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
      id: answerId,
      case_id: id,
      version: 1,
      state: 'review',
      body: 'Ответ',
      outcome: 'solved',
      author: 'staff:other',
      author_name: 'Другой',
      created_at: at,
      author_unit_id: units[unit],
    })
    .execute();
  await db
    .insertInto('cases.executor_link')
    .values({
      id: linkId,
      case_id: id,
      unit_id: units[unit],
      name: 'Бригада',
      token_hash: randomUUID(),
      created_at: at,
      expires_at: new Date(at.getTime() + 86_400_000),
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

/** The journal without its filters, and what stands in it. */
const wholeJournal: Known = Object.fromEntries(
  ['list-appeals', 'export-appeals'].flatMap((id) =>
    ['kind', 'form', 'state', 'control', 'repeated', 'collective', 'from', 'to'].map((field) => [
      `office.${id}.${field}`,
      ABSENT,
    ]),
  ),
);

/** The list of cases without its filters. */
const everyCase: Known = Object.fromEntries(
  ['list-cases', 'export-cases'].flatMap((id) =>
    [
      'status',
      'stage',
      'overdue',
      'importance',
      'hasPlace',
      'outcome',
      'resolved',
      'publication',
      'channel',
      'factId',
      'block',
      'unitId',
      'columns',
    ].map((field) => [`cases.${id}.${field}`, ABSENT]),
  ),
);

/** What holds things of many cases: whoever may open it finds those of their own alone. */
const containers = ({ importId, snapshotId, receptionId }: Things): Known => ({
  'imports.get-import.id': importId,
  'imports.list-import-lines.id': importId,
  'imports.list-import-lines.kind': 'repeated',
  'imports.export-import-lines.id': importId,
  'reconcile.get-snapshot.id': snapshotId,
  'reconcile.list-differences.id': snapshotId,
  'reconcile.list-differences.kind': 'status',
  'reconcile.export-for-pos.from': '2026-01-01',
  'reconcile.export-for-pos.format': 'csv',
  'office.change-appeal.repeatOf': ABSENT,
  'office.change-appeal.questions': ABSENT,
  'office.change-appeal.correspondentDate': '2026-11-19',
  'office.book-visit.id': receptionId,
  'office.list-receptions.from': '2026-12-01',
  'office.list-receptions.to': '2026-12-31',
  'quality.list-flags.kind': ABSENT,
  'quality.list-flags.state': 'open',
});

let address = 0;

/** Asks a route by a good request about a case; each from an address of its own, past the limits by address. */
export async function askRoute(
  world: AccessWorld,
  route: Route,
  cookie: string | undefined,
  file: MadeCase,
  more: Known = {},
) {
  const known: Known = {
    ...file,
    version: 1,
    into: world.cases.own.id,
    unitId: world.units.first,
    unit: world.units.first,
    factId: 'roads.pavement.pothole',
    block: 'roads',
    clientKey: () => randomUUID(),
    cursor: ABSENT,
    parentId: ABSENT,
    executorId: ABSENT,
    promisedOn: ABSENT,
    externalId: () => randomUUID(),
    from: '2026-11-01',
    to: '2026-11-30',
    fromDay: '2026-11-01',
    toDay: '2026-11-30',
    year: 2026,
    dueOn: '2026-12-28',
    validFrom: '2026-11-01',
    validTo: '2026-12-01',
    bbox: '61.8,56.3,62,56.5',
    near: ABSENT,
    cell: ABSENT,
    lat: 56.4185,
    lon: 61.9185,
    districtId: ABSENT,
    q: ABSENT,
    authorOf: ABSENT,
    districts: [],
    blocks: [],
    email: 'nobody@example.ru',
    phone: '+79120000057',
    source: 'proba',
    channel: 'pos',
    'territory.search-address.q': 'титова 14',
    'identity.set-password.password': 'Очень длинный пароль 2026',
    'cases.bulk-change.cases': [{ id: file.id, version: 1 }],
    'cases.bulk-change.preview': true,
    'cases.list-promises.unitId': ABSENT,
    'cases.list-promises.from': ABSENT,
    'cases.list-promises.to': ABSENT,
    'cases.list-promises.state': ABSENT,
    ...wholeJournal,
    ...everyCase,
    ...containers(world.things),
    ...more,
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
