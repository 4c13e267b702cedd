import { z } from 'zod';
import { refusedRow } from '../base/list-rows.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/** Who answers for each topic, from a spreadsheet: looked at first, then written; units it names that are not there are made. */
export const importTopicExecutors = defineRoute({
  id: 'cases.import-topic-executors',
  method: 'POST',
  path: '/api/routing/import',
  access: { permission: 'taxonomy.manage' },
  summary: 'Исполнители тем списком: проверить таблицу, а с write=yes завести подразделения и маршруты',
  query: z.object({ write: z.enum(['yes']).optional() }),
  upload: true,
  reply: z.object({
    isWritten: z.boolean(),
    rows: z.number(),
    /** Topics that have an executor in the list. */
    topics: z.number(),
    /** Topics that went to the same unit before. */
    same: z.number(),
    /** Topics that get a route of their own; the rest go by the kind of work of their unit. */
    routes: z.number(),
    /** Units that are made, with the kind of work each takes. */
    units: z.array(z.object({ title: z.string(), kind: z.string() })),
    /** Topics of the rubricator nobody would take. */
    left: z.number(),
    refusedCount: z.number(),
    /** The first of them. */
    refused: z.array(refusedRow),
  }),
});

export const exportTopicExecutors = defineReportRoute({
  id: 'cases.export-topic-executors',
  path: '/api/routing/export',
  access: { permission: 'taxonomy.manage' },
  summary: 'Все темы с исполнителями таблицей: заполнить и вернуть',
  query: {},
});
