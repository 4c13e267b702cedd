import ExcelJS from 'exceljs';
import { expect } from 'vitest';
import type { TestServer } from './site/server.ts';

/** A report as a workbook: the rows of all its sheets, one under another. */
export async function takeBookRows(
  server: TestServer,
  { path }: { path: string },
  { query, cookie }: { query: Readonly<Record<string, string>>; cookie: string },
): Promise<unknown[][]> {
  const url = `${path}?${new URLSearchParams({ ...query, format: 'xlsx' })}`;
  const reply = await server.inject({ method: 'GET', url, headers: { cookie } });
  expect(reply.statusCode).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(reply.rawPayload as never);
  const rows: unknown[][] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => rows.push((row.values as unknown[]).slice(1))));
  return rows;
}
