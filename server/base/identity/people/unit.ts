import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  createUnit as createUnitRoute,
  editUnit,
  listUnits as listUnitsRoute,
  Unit,
  UnitInput,
} from '../../../../shared/contract/base/people.ts';
import { unitInput } from '../../../../shared/contract/base/people.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { normalisePhone } from '../../../../shared/text/contacts.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError, badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../../lib/module/stale.ts';

async function selectUnits(db: Db, id?: string): Promise<Unit[]> {
  const rows = await db
    .selectFrom('identity.unit as unit')
    .selectAll()
    .select(
      sql<number>`(SELECT count(*) FROM identity.person WHERE person.unit_id = unit.id AND person.kind = 'staff' AND person.is_active)`.as(
        'people',
      ),
    )
    .$if(id !== undefined, (query) => query.where('unit.id', '=', id ?? ''))
    .orderBy(sql`unit.title COLLATE "ru-x-icu"`)
    .orderBy('unit.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    parentId: row.parent_id,
    title: row.title,
    shortTitle: row.short_title,
    kind: row.kind,
    districts: row.districts,
    isExternal: row.is_external,
    isActive: row.is_active,
    phone: row.phone ?? '',
    email: row.email ?? '',
    address: row.address,
    inn: row.inn ?? '',
    version: row.version,
    people: row.people,
  }));
}

/** Route: the whole tree, flat, in the Russian order of titles. Contacts of an organisation are no personal data. */
export async function readTree(ctx: Ctx): Promise<RouteReplyInput<typeof listUnitsRoute>> {
  const mayManage = ctx.actor.kind === 'staff' && ctx.actor.permissions.has('identity.manage');
  return { units: await selectUnits(ctx.db), can: mayManage ? ['create', 'edit'] : [] };
}

type Fields = z.output<typeof unitInput>;

function toColumns(fields: Fields) {
  const phone = fields.phone === '' ? null : normalisePhone(fields.phone);
  if (fields.phone !== '' && !phone)
    throw badField('phone', 'Телефон записан неверно, пример: +7 999 123-45-67');
  if (fields.kind !== '' && !/^[a-z][a-z0-9-]*$/.test(fields.kind))
    throw badField('kind', 'Такого вида исполнителя нет');
  if (fields.districts.some((id) => !/^[a-z0-9][a-z0-9.-]*$/.test(id)))
    throw badField('districts', 'Такого района нет');
  return {
    parent_id: fields.parentId,
    title: fields.title,
    short_title: fields.shortTitle,
    kind: fields.kind,
    districts: [...new Set(fields.districts)].sort(),
    is_external: fields.isExternal,
    phone,
    email: fields.email || null,
    address: fields.address,
    inn: fields.inn || null,
  };
}

/** Makes an organisation or a unit; the input is checked by the contract. Returns it as the tree shows it. */
export async function createUnit(ctx: Ctx, input: UnitInput): Promise<Unit> {
  const columns = toColumns(unitInput.parse(input));
  if (columns.parent_id) {
    await lockTree(ctx.db);
    await requireParent(ctx.db, columns.parent_id, null);
  }
  const id = newId();
  await ctx.db
    .insertInto('identity.unit')
    .values({ id, ...columns, created_at: ctx.now, changed_at: ctx.now })
    .execute();
  ctx.audit({ action: 'identity.unit-made', object: 'unit', objectId: id, data: { title: columns.title } });
  return firstOf(await selectUnits(ctx.db, id));
}

/** Route twin of `createUnit`. */
export async function addUnit(ctx: Ctx, { body }: HandlerInput<typeof createUnitRoute>) {
  return { unit: await createUnit(ctx, body) };
}

/** Two moves at once could close a ring that neither sees, or wait for each other's unit. Before any unit is locked. */
async function lockTree(db: Db): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(398202107)`.execute(db);
}

async function requireParent(db: Db, parentId: string, ownId: string | null): Promise<void> {
  const parent = await findUnit(db, parentId);
  if (!parent?.isActive) throw badField('parentId', 'Вышестоящей организации нет или она закрыта');
  if (ownId && (await unitWithDescendants(db, ownId)).includes(parentId))
    throw badField('parentId', 'Подразделение нельзя подчинить самому себе или своей части');
}

async function requireEmpty(db: Db, id: string): Promise<void> {
  const { people, parts } = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('identity.person')
        .select((count) => count.fn.countAll<number>().as('people'))
        .where('unit_id', '=', id)
        .where('kind', '=', 'staff')
        .where('is_active', '=', true)
        .as('people'),
      eb
        .selectFrom('identity.unit')
        .select((count) => count.fn.countAll<number>().as('parts'))
        .where('parent_id', '=', id)
        .where('is_active', '=', true)
        .as('parts'),
    ])
    .executeTakeFirstOrThrow();
  if (people || parts)
    throw new AppError(
      'lib.conflict',
      'В подразделении есть сотрудники или части. Сначала переведите их или закройте.',
    );
}

const unitRecord: RecordKind = { words: 'Подразделение', object: 'unit', module: 'identity' };
const missing = () => new AppError('lib.not-found', 'Такого подразделения нет. Обновите список.');

/** Route: changes a unit, moves it in the tree or closes it. A closed unit takes no new work; its past stays. */
export async function changeUnit(ctx: Ctx, { params, body }: HandlerInput<typeof editUnit>) {
  await lockTree(ctx.db);
  const known = await lockSeen(
    unitRecord,
    ctx.db.selectFrom('identity.unit').selectAll().where('id', '=', params.id),
    { seen: body.version, missing },
  );
  const columns = { ...toColumns(body), is_active: body.isActive };
  if (columns.parent_id && columns.parent_id !== known.parent_id)
    await requireParent(ctx.db, columns.parent_id, params.id);
  if (known.is_active && !body.isActive) await requireEmpty(ctx.db, params.id);
  await ctx.db
    .updateTable('identity.unit')
    .set({ ...columns, version: known.version + 1, changed_at: ctx.now })
    .where('id', '=', params.id)
    .execute();
  ctx.audit({
    action: known.is_active && !body.isActive ? 'identity.unit-closed' : 'identity.unit-changed',
    object: 'unit',
    objectId: params.id,
    data: { title: columns.title, parent: columns.parent_id, kind: columns.kind },
  });
  return { unit: firstOf(await selectUnits(ctx.db, params.id)) };
}

/** A unit as other modules see it. */
export interface UnitInfo {
  id: string;
  parentId: string | null;
  title: string;
  shortTitle: string;
  /** Executor kind of the taxonomy, or empty. */
  kind: string;
  /** District ids it serves; empty = the whole city. */
  districts: string[];
  isExternal: boolean;
  isActive: boolean;
  /** Where an organisation gets its letters; no personal data. */
  email: string | null;
  phone: string | null;
  /** ИНН of an organisation. */
  inn: string | null;
}

const selectInfo = (db: Db) =>
  db
    .selectFrom('identity.unit')
    .select([
      'id',
      'parent_id as parentId',
      'title',
      'short_title as shortTitle',
      'kind',
      'districts',
      'is_external as isExternal',
      'is_active as isActive',
      'email',
      'phone',
      'inn',
    ]);

/** Every unit, closed ones too, in the Russian order of titles. */
export async function listUnits(db: Db): Promise<UnitInfo[]> {
  return selectInfo(db).orderBy(sql`title COLLATE "ru-x-icu"`).orderBy('id').execute();
}

/** One unit, a closed one too. */
export async function findUnit(db: Db, id: string): Promise<UnitInfo | undefined> {
  return selectInfo(db).where('id', '=', id).executeTakeFirst();
}

/** Ids of a unit and of all below it; empty when there is no such unit. */
export async function unitWithDescendants(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE tree AS (
      SELECT id FROM identity.unit WHERE id = ${id}
      UNION SELECT unit.id FROM identity.unit JOIN tree ON unit.parent_id = tree.id
    ) SELECT id FROM tree`.execute(db);
  return rows.map((row) => row.id);
}

/**
 * The active unit that takes work of an executor kind: first one that serves the district (or the district above it),
 * then one of the whole city. Among equals the oldest. Undefined when nobody does.
 */
export async function findUnitForKind(
  db: Db,
  kind: string,
  districtId?: string | null,
): Promise<UnitInfo | undefined> {
  if (kind === '') return undefined;
  const units = await selectInfo(db)
    .where('kind', '=', kind)
    .where('is_active', '=', true)
    .orderBy('id')
    .execute();
  return pickUnitForKind(units, kind, districtId);
}

/** The same choice among units already read, in the order of their ids. */
export function pickUnitForKind(
  units: readonly UnitInfo[],
  kind: string,
  districtId?: string | null,
): UnitInfo | undefined {
  const able = units
    .filter((unit) => unit.isActive && unit.kind === kind && kind !== '')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const serves = (unit: UnitInfo) =>
    unit.districts.some((id) => districtId === id || districtId?.startsWith(`${id}.`));
  return able.find(serves) ?? able.find((unit) => unit.districts.length === 0);
}
