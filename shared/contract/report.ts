import { z } from 'zod';
import { defineRoute } from './route.ts';

/** Kinds of file every report goes out as; the first is given where none is asked for. */
export const reportFormats = ['xlsx', 'csv', 'docx', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The route of a report: `query` is what may be asked of it, the kind of file is added. */
export const defineReportRoute = <const Id extends string, const Asked extends z.ZodRawShape>(report: {
  id: Id;
  path: string;
  access: { permission: string };
  summary: string;
  query: Asked;
}) =>
  defineRoute({
    ...report,
    method: 'GET',
    query: z.object({ ...report.query, format: z.enum(reportFormats).default('xlsx') }),
    reply: z.unknown(),
    download: true,
  });
