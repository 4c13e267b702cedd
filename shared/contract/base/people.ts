import { z } from 'zod';
import { isInn } from '../../text/requisites.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done, email, id, idParams, line, name, phone } from './person-fields.ts';

export const roleInfo = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  permissions: z.array(z.object({ id: z.string(), title: z.string() })),
});

export const listRoles = defineRoute({
  id: 'identity.list-roles',
  method: 'GET',
  path: '/api/roles',
  access: 'staff',
  summary: 'Роли и их права',
  reply: z.object({ roles: z.array(roleInfo) }),
});

export const grant = z.object({
  id: z.string(),
  role: z.string(),
  roleTitle: z.string(),
  blocks: z.array(z.string()),
  districts: z.array(z.string()),
  validFrom: isoDate,
  validTo: isoDate.nullable(),
  isActive: z.boolean(),
});
export type RoleGrant = z.infer<typeof grant>;

const ids = z.array(z.string().min(1).max(80)).max(200).default([]);

export const grantRole = defineRoute({
  id: 'identity.grant-role',
  method: 'POST',
  path: '/api/people/:id/roles',
  access: { permission: 'identity.manage' },
  summary: 'Дать роль с границами по блокам, районам и сроку',
  params: idParams,
  body: z.object({
    role: z.string().max(60),
    blocks: ids,
    districts: ids,
    validFrom: isoDate.optional(),
    validTo: isoDate.nullable().default(null),
  }),
  reply: z.object({ grant }),
});

export const revokeRole = defineRoute({
  id: 'identity.revoke-role',
  method: 'DELETE',
  path: '/api/people/:id/roles/:grantId',
  access: { permission: 'identity.manage' },
  summary: 'Снять роль',
  params: z.object({ id, grantId: id }),
  reply: done,
});

export const absence = z.object({
  id: z.string(),
  personId: z.string(),
  substituteId: z.string(),
  substitute: z.string(),
  fromDay: isoDate,
  toDay: isoDate,
  reason: z.string(),
});

export const personRow = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string(),
  position: z.string(),
  unitId: z.string().nullable(),
  unit: z.string(),
  /** Masked unless the reader may manage people. */
  phone: z.string(),
  email: z.string(),
  isActive: z.boolean(),
  roles: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Away today: until which day and who substitutes. */
  away: z.object({ toDay: isoDate, substitute: z.string() }).nullable(),
});
export type PersonRow = z.infer<typeof personRow>;

export const personCard = personRow.extend({
  surname: z.string(),
  givenName: z.string(),
  patronymic: z.string(),
  version: z.int(),
  grants: z.array(grant),
  absences: z.array(absence),
  can,
});
export type PersonCard = z.infer<typeof personCard>;

export const listPeople = defineRoute({
  id: 'identity.list-people',
  method: 'GET',
  path: '/api/people',
  access: { permission: 'identity.read' },
  summary: 'Сотрудники: список с отбором и поиском по имени',
  query: z.object({
    ...pageQuery,
    search: z.string().trim().max(200).optional(),
    unit: id.optional(),
    role: z.string().max(60).optional(),
    isActive: z.enum(['yes', 'no', 'all']).default('yes'),
  }),
  reply: z.object({ people: z.array(personRow), next: z.string().nullable(), total: z.number(), can }),
});

export const readPerson = defineRoute({
  id: 'identity.read-person',
  method: 'GET',
  path: '/api/people/:id',
  access: { permission: 'identity.read' },
  summary: 'Карточка сотрудника',
  params: idParams,
  reply: personCard,
});

export const personInput = z.object({
  surname: name,
  givenName: name,
  patronymic: line.default(''),
  position: line.default(''),
  unitId: id.nullable().default(null),
  email,
  phone: phone.default(''),
});
export type PersonInput = z.input<typeof personInput>;

export const createPerson = defineRoute({
  id: 'identity.create-person',
  method: 'POST',
  path: '/api/people',
  access: { permission: 'identity.manage' },
  summary: 'Завести сотрудника',
  body: personInput,
  reply: personCard,
});

export const editPerson = defineRoute({
  id: 'identity.edit-person',
  method: 'PATCH',
  path: '/api/people/:id',
  access: { permission: 'identity.manage' },
  summary: 'Изменить карточку сотрудника или закрыть ему вход',
  params: idParams,
  body: z.object({
    surname: name.optional(),
    givenName: name.optional(),
    patronymic: line.optional(),
    position: line.optional(),
    unitId: id.nullable().optional(),
    email: email.optional(),
    phone: phone.optional(),
    isActive: z.boolean().optional(),
    /** Which card a form changes; to close an access one need not have read the card. */
    version: z.int().positive().optional(),
  }),
  reply: personCard,
});

export const resetPassword = defineRoute({
  id: 'identity.reset-password',
  method: 'POST',
  path: '/api/people/:id/reset-password',
  access: { permission: 'identity.manage' },
  summary: 'Выслать сотруднику одноразовую ссылку для нового пароля',
  params: idParams,
  reply: z.object({
    sentTo: z.string(),
    /** Path with the one-time token, for handing over in person while no mail is connected. */
    link: z.string(),
    expiresAt: instant,
  }),
});

export const setAbsence = defineRoute({
  id: 'identity.set-absence',
  method: 'POST',
  path: '/api/people/:id/absences',
  access: { permission: 'identity.manage' },
  summary: 'Записать отсутствие и кто замещает',
  params: idParams,
  body: z.object({ substituteId: id, fromDay: isoDate, toDay: isoDate, reason: line.default('') }),
  reply: z.object({ absence }),
});

export const cancelAbsence = defineRoute({
  id: 'identity.cancel-absence',
  method: 'DELETE',
  path: '/api/people/:id/absences/:absenceId',
  access: { permission: 'identity.manage' },
  summary: 'Отменить отсутствие',
  params: z.object({ id, absenceId: id }),
  reply: done,
});

export const unit = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  title: z.string(),
  shortTitle: z.string(),
  kind: z.string(),
  districts: z.array(z.string()),
  isExternal: z.boolean(),
  isActive: z.boolean(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  /** Of an organisation, ten digits; empty where it is not told. */
  inn: z.string(),
  version: z.int(),
  /** Active staff in the unit itself. */
  people: z.number(),
});
export type Unit = z.infer<typeof unit>;

export const listUnits = defineRoute({
  id: 'identity.list-units',
  method: 'GET',
  path: '/api/units',
  access: 'staff',
  summary: 'Дерево организаций и подразделений',
  reply: z.object({ units: z.array(unit), can }),
});

export const unitInput = z.object({
  parentId: id.nullable().default(null),
  title: line.pipe(z.string().min(1, 'Заполните поле')),
  shortTitle: name,
  kind: z.string().trim().max(60).default(''),
  districts: ids,
  isExternal: z.boolean().default(false),
  phone: phone.default(''),
  email: z.union([z.literal(''), email]).default(''),
  address: line.default(''),
  inn: z
    .string()
    .trim()
    .refine((text) => text === '' || isInn(text), 'ИНН организации — 10 цифр; проверьте их')
    .default(''),
});
export type UnitInput = z.input<typeof unitInput>;

export const createUnit = defineRoute({
  id: 'identity.create-unit',
  method: 'POST',
  path: '/api/units',
  access: { permission: 'identity.manage' },
  summary: 'Завести организацию или подразделение',
  body: unitInput,
  reply: z.object({ unit }),
});

export const editUnit = defineRoute({
  id: 'identity.edit-unit',
  method: 'PUT',
  path: '/api/units/:id',
  access: { permission: 'identity.manage' },
  summary: 'Изменить организацию или подразделение',
  params: idParams,
  body: unitInput.extend({ isActive: z.boolean().default(true), version: z.int().positive() }),
  reply: z.object({ unit }),
});
