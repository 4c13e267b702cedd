import type { Updateable } from 'kysely';
import type { z } from 'zod';
import type { createPerson, editPerson, PersonInput } from '../../../../shared/contract/base/people.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { normalisePhone } from '../../../../shared/text/contacts.ts';
import type { Db } from '../../../lib/database/db.ts';
import type { IdentityPerson } from '../../../lib/database/schema.gen.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../../lib/module/stale.ts';
import { guardLastAdministrator } from '../people/administrators.ts';
import { shortenName } from '../people/names.ts';
import { readPersonCard } from '../people/people.ts';
import { requireStaff } from '../people/staff.ts';
import { endSessions } from './session.ts';

function readPhone(text: string): string | null {
  if (text === '') return null;
  const phone = normalisePhone(text);
  if (phone) return phone;
  const message = 'Телефон записан неверно, пример: +7 999 123-45-67';
  throw new AppError('lib.bad-input', message, { fields: { phone: message } });
}

async function requireFreeEmail(db: Db, email: string, ownId: string | null): Promise<void> {
  const other = await db
    .selectFrom('identity.person')
    .select('id')
    .where('staff_email', '=', email)
    .executeTakeFirst();
  if (!other || other.id === ownId) return;
  const message = 'Такой адрес почты уже есть у другого сотрудника';
  throw new AppError('lib.conflict', message, { fields: { email: message } });
}

async function requireOpenUnit(db: Db, unitId: string): Promise<void> {
  const unit = await db
    .selectFrom('identity.unit')
    .select('is_active')
    .where('id', '=', unitId)
    .executeTakeFirst();
  if (unit?.is_active) return;
  const message = unit ? 'Подразделение закрыто, выберите другое' : 'Такого подразделения нет';
  throw new AppError('lib.bad-input', message, { fields: { unitId: message } });
}

/** Writes a member of staff without a password and without roles. Returns the id. Throws when the e-mail is taken. */
export async function insertPerson(ctx: Ctx, input: PersonInput): Promise<string> {
  const email = input.email.trim().toLowerCase();
  await requireFreeEmail(ctx.db, email, null);
  if (input.unitId) await requireOpenUnit(ctx.db, input.unitId);
  const name = {
    surname: input.surname.trim(),
    given_name: input.givenName.trim(),
    patronymic: (input.patronymic ?? '').trim(),
  };
  const id = newId();
  await ctx.db
    .insertInto('identity.person')
    .values({
      id,
      kind: 'staff',
      ...name,
      short_name: shortenName(name),
      position: (input.position ?? '').trim(),
      unit_id: input.unitId ?? null,
      email,
      phone: readPhone((input.phone ?? '').trim()),
      created_at: ctx.now,
      changed_at: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'identity.person-made', object: 'person', objectId: id });
  return id;
}

/** Route: makes a member of staff; the way in is a one-time link (`reset-password`). */
export async function addPerson(ctx: Ctx, { body }: HandlerInput<typeof createPerson>) {
  return readPersonCard(ctx, await insertPerson(ctx, body));
}

type Edit = z.output<(typeof editPerson)['body']>;

async function readChanges(ctx: Ctx, id: string, body: Edit): Promise<Updateable<IdentityPerson>> {
  if (body.email !== undefined) await requireFreeEmail(ctx.db, body.email, id);
  if (body.unitId) await requireOpenUnit(ctx.db, body.unitId);
  return {
    ...(body.surname !== undefined && { surname: body.surname }),
    ...(body.givenName !== undefined && { given_name: body.givenName }),
    ...(body.patronymic !== undefined && { patronymic: body.patronymic }),
    ...(body.position !== undefined && { position: body.position }),
    ...(body.unitId !== undefined && { unit_id: body.unitId }),
    ...(body.email !== undefined && { email: body.email }),
    ...(body.phone !== undefined && { phone: readPhone(body.phone) }),
    ...(body.isActive !== undefined && { is_active: body.isActive }),
  };
}

const personRecord: RecordKind = { words: 'Карточку сотрудника', object: 'person', module: 'identity' };

/** Route: changes a card. Closing a person's access ends their sessions and kills their password link. */
export async function changePerson(ctx: Ctx, { params, body }: HandlerInput<typeof editPerson>) {
  const person = await requireStaff(ctx.db, params.id, { isLocked: true });
  refuseStale(personRecord, person, body.version);
  const changes = await readChanges(ctx, person.id, body);
  await ctx.db
    .updateTable('identity.person')
    .set({
      ...changes,
      short_name: shortenName({ ...person, ...changes } as typeof person),
      version: person.version + 1,
      changed_at: ctx.now,
    })
    .where('id', '=', person.id)
    .execute();
  if (body.isActive === false && person.is_active) {
    await guardLastAdministrator(ctx);
    await endSessions(ctx.db, person.id);
    await ctx.db.deleteFrom('identity.ticket').where('person_id', '=', person.id).execute();
  }
  ctx.audit({
    action: body.isActive === false ? 'identity.person-closed' : 'identity.person-changed',
    object: 'person',
    objectId: person.id,
    // Names of fields only: what was typed is personal data.
    data: { fields: Object.keys(changes).sort() },
  });
  return readPersonCard(ctx, person.id);
}
