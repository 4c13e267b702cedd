import { z } from 'zod';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { recipients } from './register.ts';

/** The table of the region: the register in its columns, out and in. */

export const exportRegion = defineReportRoute({
  id: 'register.export-region',
  path: '/api/official-pages/region/export',
  access: { permission: 'register.read' },
  summary: 'Свод региона: реестр официальных страниц в его столбцах',
  query: {},
});

export const importRegion = defineRoute({
  id: 'register.import-region',
  method: 'POST',
  path: '/api/official-pages/region/import',
  access: { permission: 'register.keep' },
  summary: 'Таблица региона: проверить, а с write=yes и записать; что доказывают снимком, из неё не берётся',
  query: z.object({
    write: z.enum(['yes']).optional(),
    /** Who the bodies are of which nobody has said it yet. */
    recipient: z.enum(recipients).optional(),
  }),
  upload: true,
  reply: z.object({
    isWritten: z.boolean(),
    rows: z.number(),
    /** What is new: written, or would be. */
    entered: z.array(z.object({ row: z.number(), body: z.string(), what: z.string() })),
    /** Rows that say what is here already. */
    same: z.number(),
    refused: z.array(z.object({ row: z.number(), body: z.string(), why: z.string() })),
    /** Bodies the table tells of and of which nobody has said who they are by clause 1. */
    undescribed: z.number(),
  }),
});
