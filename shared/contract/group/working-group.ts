import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { can, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The working group (decree 398 of 2021, chapter 3): who is in it, by which act, what the composition lacks. */

export const groupRoles = ['chair', 'deputy', 'secretary', 'member'] as const;
export const groupRole = z.enum(groupRoles, 'Выберите роль в группе');
export type GroupRole = z.infer<typeof groupRole>;

export const groupAct = z.object({
  id: z.string(),
  number: z.string(),
  signedOn: isoDate,
  title: z.string(),
  /** Memberships it began or ended. */
  uses: z.number(),
});
export type GroupAct = z.infer<typeof groupAct>;

const actRef = z.object({ id: z.string(), number: z.string(), signedOn: isoDate });

export const membership = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  /** As the act names it. */
  position: z.string(),
  organisation: z.string(),
  role: groupRole,
  /** Codes of the sector blocks the person speaks for. */
  blocks: z.array(z.string()),
  fromDay: isoDate,
  toDay: isoDate.nullable(),
  act: actRef,
  endAct: actRef.nullable(),
  /** Why it ended on a day that had gone by; empty where it did not. */
  endGround: z.string(),
  substituteId: z.string().nullable(),
  substitute: z.string().nullable(),
  /** They hold a role by which the group's part of the workplace opens; else they can neither acknowledge nor vote. */
  mayTakePart: z.boolean(),
  version: z.number(),
});
export type Membership = z.infer<typeof membership>;

export const blockCoverage = z.object({
  code: z.string(),
  title: z.string(),
  /** Names of those who speak for the block. */
  members: z.array(z.string()),
});

export const composition = z.object({
  on: isoDate,
  members: z.array(membership),
  /** Those whose membership was over before the day, the latest first. */
  former: z.array(membership),
  acts: z.array(groupAct),
  coverage: z.array(blockCoverage),
  /** What the decree asks for and the composition lacks, each with its clause. */
  gaps: z.array(z.object({ text: z.string(), clause: z.string() })),
  legal: z.string(),
  can,
});
export type Composition = z.infer<typeof composition>;

export const getComposition = defineRoute({
  id: 'working-group.get-composition',
  method: 'GET',
  path: '/api/working-group/composition',
  access: { permission: 'working-group.read' },
  summary: 'Состав рабочей группы на день, акты, полнота по отраслевым блокам',
  query: z.object({ on: isoDate.optional() }),
  reply: composition,
});

export const addAct = defineRoute({
  id: 'working-group.add-act',
  method: 'POST',
  path: '/api/working-group/acts',
  access: { permission: 'working-group.keep' },
  summary: 'Записать акт о составе рабочей группы',
  body: z.object({
    number: z.string().trim().min(1, 'Укажите номер').max(40, 'Не длиннее 40 знаков'),
    signedOn: isoDate,
    title: z.string().trim().min(3, 'Напишите, о чём акт').max(300, 'Не длиннее 300 знаков'),
  }),
  reply: composition,
});

const blocks = z.array(z.string().max(40)).max(20);
const line = z.string().trim().max(300, 'Не длиннее 300 знаков');

export const addMember = defineRoute({
  id: 'working-group.add-member',
  method: 'POST',
  path: '/api/working-group/members',
  access: { permission: 'working-group.keep' },
  summary: 'Ввести в состав рабочей группы',
  body: z.object({
    personId: id,
    role: groupRole,
    position: line.min(2, 'Укажите должность, как в акте'),
    organisation: line.default(''),
    blocks: blocks.default([]),
    fromDay: isoDate,
    actId: id,
    substituteId: id.nullable().default(null),
  }),
  reply: composition,
});

export const changeMember = defineRoute({
  id: 'working-group.change-member',
  method: 'PATCH',
  path: '/api/working-group/members/:id',
  access: { permission: 'working-group.keep' },
  summary: 'Поправить должность, сферы, замещающего члена рабочей группы',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    position: line.min(2, 'Укажите должность, как в акте'),
    organisation: line,
    blocks,
    substituteId: id.nullable(),
  }),
  reply: composition,
});

export const endMember = defineRoute({
  id: 'working-group.end-member',
  method: 'POST',
  path: '/api/working-group/members/:id/end',
  access: { permission: 'working-group.keep' },
  summary: 'Вывести из состава рабочей группы с последнего дня по акту',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    toDay: isoDate,
    actId: id,
    /** Why the composition of days gone by is put right; asked for where the last day is before today. */
    ground: z.string().trim().max(300, 'Не длиннее 300 знаков').default(''),
  }),
  reply: composition,
});

export const removeMember = defineRoute({
  id: 'working-group.remove-member',
  method: 'DELETE',
  path: '/api/working-group/members/:id',
  access: { permission: 'working-group.keep' },
  summary: 'Убрать строку состава, внесённую по ошибке',
  params: idParams,
  query: z.object({ version: z.coerce.number().int() }),
  reply: composition,
});

export const downloadDraftAct = defineRoute({
  id: 'working-group.download-draft-act',
  method: 'GET',
  path: '/api/working-group/composition/draft-act',
  access: { permission: 'working-group.keep' },
  summary: 'Проект постановления о составе рабочей группы в Word, PDF или для печати',
  query: z.object({ on: isoDate.optional(), format: z.enum(['docx', 'pdf', 'html']).default('docx') }),
  reply: z.unknown(),
  download: true,
});
