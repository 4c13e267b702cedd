import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { can, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { personText } from './cases.ts';
import { openOutage, outageStates } from './outages-open.ts';

/** Outages as those who keep them see them: everything is public, only who may change what differs. */

const resource = z.object({ id: z.string(), title: z.string() });

export const staffOutage = openOutage.extend({
  block: z.string(),
  unitId: z.string().nullable(),
  cancelReason: z.string().nullable(),
  /** Streets as they are written in the form, a line each. */
  addresses: z.string(),
  /** Whole districts among its places. */
  wholeDistricts: z.array(z.string()),
  problemId: z.string().nullable(),
  /** It came as a row of a supplier's table. */
  isImported: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  version: z.number(),
  can,
});
export type StaffOutage = z.infer<typeof staffOutage>;

const read = { permission: 'cases.read' } as const;
const keep = { permission: 'cases.triage' } as const;

export const listOutages = defineRoute({
  id: 'outages.list-outages',
  method: 'GET',
  path: '/api/outages/desk',
  access: read,
  summary: 'Отключения: идут, впереди, прошедшие',
  query: z.object({
    ...pageQuery,
    state: z.enum(['open', ...outageStates]).default('open'),
    resource: z.string().max(60).optional(),
    q: z.string().trim().max(200).optional(),
  }),
  reply: z.object({
    outages: z.array(staffOutage),
    next: z.string().nullable(),
    resources: z.array(resource),
    can,
  }),
});

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Время в виде 18:00');
const reason = personText(300).min(3, 'Напишите причину: её увидят жители');

/** What a person writes of an outage; days and times are the city's. */
const outageInput = {
  isPlanned: z.boolean(),
  reason,
  unitId: z.uuid().nullable(),
  /** Who mends, as residents read it; of a unit its own name when empty. */
  repairer: personText(150),
  beginsOn: isoDate,
  beginsAt: time,
  /** «Титова, 10–28 (чётные)», a street a line. */
  addresses: personText(20_000),
  wholeDistricts: z.array(z.string().max(60)).max(30),
};
const term = { untilOn: isoDate.nullable(), untilAt: time.nullable() };

export const createOutage = defineRoute({
  id: 'outages.create-outage',
  method: 'POST',
  path: '/api/outages/desk',
  access: keep,
  summary: 'Записать отключение',
  body: z.object({
    ...outageInput,
    ...term,
    resource: z.string().max(60),
    problemId: z.uuid().nullable().default(null),
  }),
  reply: staffOutage,
});

const seen = { version: z.number().int() };

export const changeOutage = defineRoute({
  id: 'outages.change-outage',
  method: 'PATCH',
  path: '/api/outages/desk/:id',
  access: keep,
  summary: 'Исправить отключение: место, причину, кто чинит, начало',
  params: idParams,
  body: z.object({ ...seen, ...outageInput }),
  reply: staffOutage,
});

export const moveOutageTerm = defineRoute({
  id: 'outages.move-term',
  method: 'POST',
  path: '/api/outages/desk/:id/term',
  access: keep,
  summary: 'Перенести срок отключения: прежний остаётся виден с причиной',
  params: idParams,
  body: z.object({ ...seen, ...term, reason }),
  reply: staffOutage,
});

export const markOnSite = defineRoute({
  id: 'outages.mark-on-site',
  method: 'POST',
  path: '/api/outages/desk/:id/on-site',
  access: keep,
  summary: 'Бригада на месте',
  params: idParams,
  body: z.object(seen),
  reply: staffOutage,
});

export const endOutage = defineRoute({
  id: 'outages.end-outage',
  method: 'POST',
  path: '/api/outages/desk/:id/end',
  access: keep,
  summary: 'Отключение закончилось: дали',
  params: idParams,
  body: z.object(seen),
  reply: staffOutage,
});

export const cancelOutage = defineRoute({
  id: 'outages.cancel-outage',
  method: 'POST',
  path: '/api/outages/desk/:id/cancel',
  access: keep,
  summary: 'Отменить отключение: не состоится или записано по ошибке',
  params: idParams,
  body: z.object({ ...seen, reason }),
  reply: staffOutage,
});

export const draftOfProblem = defineRoute({
  id: 'outages.draft-of-problem',
  method: 'GET',
  path: '/api/outages/desk/of-problem/:id',
  access: read,
  summary: 'Отключение из массовой проблемы: заготовка, или то, что уже записано',
  params: idParams,
  reply: z.object({
    /** Null where its topic is of no resource. */
    draft: z
      .object({
        resource: z.string(),
        reason: z.string(),
        addresses: z.string(),
        wholeDistricts: z.array(z.string()),
        unitId: z.string().nullable(),
        beginsAt: z.string(),
        people: z.number(),
      })
      .nullable(),
    outageId: z.string().nullable(),
    can,
  }),
});

export const importOutages = defineRoute({
  id: 'outages.import-outages',
  method: 'POST',
  path: '/api/outages/desk/import',
  access: keep,
  scope: 'outages.send',
  summary:
    'Таблица отключений от поставщика (XLSX, CSV): строка — отключение; та же таблица ничего не меняет',
  upload: true,
  reply: z.object({
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.array(z.object({ row: z.number(), reason: z.string() })),
    refusedCount: z.number(),
  }),
});

/** Running outages a case may be about. */
export const outagesOfCase = defineRoute({
  id: 'outages.of-case',
  method: 'GET',
  path: '/api/outages/desk/of-case/:id',
  access: read,
  summary: 'Отключения, о которых может быть дело',
  params: idParams,
  reply: z.object({ outages: z.array(openOutage) }),
});
