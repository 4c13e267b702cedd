import { type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { listPeople, PersonCard, PersonRow } from '../../../../shared/contract/base/people.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatPhone, maskEmail, maskPhone } from '../../../../shared/text/contacts.ts';
import { cityDay } from '../../../lib/city.ts';
import { escapeLike } from '../../../lib/database/like.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { listAbsences } from './absence.ts';
import { listGrants, presentGrant } from './grant.ts';
import { joinFullName } from './names.ts';
import { roles, roleTitle } from './roles.ts';

type Query = z.output<(typeof listPeople)['query']>;

/** «Ё» and «Е» are one letter to who searches. */
const foldName = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');

const mayManage = (ctx: Ctx): boolean =>
  ctx.actor.kind === 'system' || (ctx.actor.kind === 'staff' && ctx.actor.permissions.has('identity.manage'));

/** Staff with what their row shows. A few hundred rows: a scan of the staff is cheaper than any index. */
function selectStaff(ctx: Ctx, today: string) {
  return ctx.db
    .selectFrom('identity.person as person')
    .leftJoin('identity.unit as unit', 'unit.id', 'person.unit_id')
    .select([
      'person.id',
      'person.surname',
      'person.given_name',
      'person.patronymic',
      'person.short_name',
      'person.position',
      'person.unit_id',
      'person.phone',
      'person.email',
      'person.is_active',
      'person.version',
      'unit.short_title as unit',
    ])
    .select(
      sql<
        string[]
      >`ARRAY(SELECT DISTINCT role FROM identity.role_grant AS held WHERE held.person_id = person.id
        AND held.revoked_at IS NULL AND held.valid_from <= ${today} AND (held.valid_to IS NULL OR held.valid_to >= ${today}))`.as(
        'roles',
      ),
    )
    .select(
      sql<{ toDay: string; substitute: string } | null>`(
        SELECT jsonb_build_object('toDay', absence.to_day, 'substitute', substitute.short_name)
        FROM identity.absence JOIN identity.person AS substitute ON substitute.id = absence.substitute_id
        WHERE absence.person_id = person.id AND absence.cancelled_at IS NULL
          AND ${today} BETWEEN absence.from_day AND absence.to_day LIMIT 1)`.as('away'),
    )
    .where('person.kind', '=', 'staff');
}

type StaffRow = Awaited<ReturnType<ReturnType<typeof selectStaff>['executeTakeFirstOrThrow']>>;

const order = new Map(roles.map((role, index) => [role.id, index]));

function presentRow(row: StaffRow, isOpen: boolean): PersonRow {
  const held = row.roles.toSorted((a, b) => (order.get(a) ?? 99) - (order.get(b) ?? 99));
  return {
    id: row.id,
    name: row.short_name,
    fullName: joinFullName(row),
    position: row.position,
    unitId: row.unit_id,
    unit: row.unit ?? '',
    phone: isOpen ? formatPhone(row.phone) : maskPhone(row.phone),
    email: isOpen ? (row.email ?? '') : maskEmail(row.email),
    isActive: row.is_active,
    roles: held.map((id) => ({ id, title: roleTitle(id) })),
    away: row.away,
  };
}

function filterStaff(ctx: Ctx, query: Query, today: string) {
  let select = selectStaff(ctx, today);
  if (query.isActive !== 'all') select = select.where('person.is_active', '=', query.isActive === 'yes');
  if (query.unit) select = select.where('person.unit_id', '=', query.unit);
  if (query.role)
    select = select.where(
      sql<SqlBool>`EXISTS (SELECT FROM identity.role_grant AS held WHERE held.person_id = person.id AND held.role = ${query.role}
        AND held.revoked_at IS NULL AND held.valid_from <= ${today} AND (held.valid_to IS NULL OR held.valid_to >= ${today}))`,
    );
  for (const word of foldName(query.search ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 5)) {
    select = select.where(
      sql<SqlBool>`translate(lower(concat_ws(' ', person.surname, person.given_name, person.patronymic, person.position, unit.title)), 'ё', 'е')
        LIKE ${`%${escapeLike(word)}%`}`,
    );
  }
  return select;
}

/** Cursor: how many rows were shown. The staff of a centre fit a few pages and change rarely. */
const readOffset = (cursor: string | undefined): number =>
  cursor && /^\d{1,6}$/.test(cursor) ? Number(cursor) : 0;

/** Route: staff in the Russian order of surnames; contacts are masked for who may not manage people. */
export async function searchPeople(
  ctx: Ctx,
  { query }: HandlerInput<typeof listPeople>,
): Promise<RouteReplyInput<typeof listPeople>> {
  const today = cityDay(ctx.config, ctx.now);
  const matching = filterStaff(ctx, query, today);
  const offset = readOffset(query.cursor);
  const rows = await matching
    .orderBy(sql`person.short_name COLLATE "ru-x-icu"`)
    .orderBy('person.id')
    .offset(offset)
    .limit(query.limit + 1)
    .execute();
  const { total } = await matching
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const isOpen = mayManage(ctx);
  return {
    people: rows.slice(0, query.limit).map((row) => presentRow(row, isOpen)),
    next: rows.length > query.limit ? String(offset + query.limit) : null,
    total,
    can: isOpen ? ['create'] : [],
  };
}

/** The card of one member of staff. Throws `lib.not-found` for a resident's id as for a made-up one. */
export async function readPersonCard(ctx: Ctx, id: string): Promise<PersonCard> {
  const today = cityDay(ctx.config, ctx.now);
  const row = await selectStaff(ctx, today).where('person.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такого сотрудника нет. Обновите список.');
  const isOpen = mayManage(ctx);
  const actions = ['edit', 'grant', 'absence', ...(row.is_active ? ['reset-password', 'close'] : ['open'])];
  return {
    ...presentRow(row, isOpen),
    surname: row.surname,
    givenName: row.given_name,
    patronymic: row.patronymic,
    version: row.version,
    grants: (await listGrants(ctx.db, id)).map((grant) => presentGrant(grant, today)),
    absences: await listAbsences(ctx.db, id, today),
    can: isOpen ? actions : [],
  };
}
