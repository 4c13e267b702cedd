import type { ImportProgress, ImportSettings, ImportTable } from '../../shared/contract/messages/imports.ts';
import {
  getImport,
  listImportLines,
  startImport,
  uploadImport,
} from '../../shared/contract/messages/imports.ts';
import { toMultipart } from './pictures.ts';
import type { Speaker } from './site/server.ts';

/** Sends a table as the screen does; the reply as it is, refusals too. */
export async function sendTable(
  server: Speaker,
  cookie: string,
  content: string | Buffer,
  filename = 'table.csv',
) {
  const { payload, headers } = toMultipart(Buffer.from(content), { filename, type: 'text/csv' });
  const reply = await server.inject({
    method: uploadImport.method,
    url: uploadImport.path,
    headers: { ...headers, cookie },
    payload,
  });
  return { status: reply.statusCode, body: reply.json() };
}

/** A table that is taken: what is in it. */
export async function uploadTable(
  server: Speaker,
  cookie: string,
  content: string | Buffer,
  filename?: string,
): Promise<ImportTable> {
  const { status, body } = await sendTable(server, cookie, content, filename);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as ImportTable;
}

/** Starts an uploaded table as proposed, or with changes. */
export const startTable = (
  server: Speaker,
  cookie: string,
  table: ImportTable,
  changes: Partial<ImportSettings> = {},
): Promise<ImportProgress> => {
  const { mapping, source, channel, isOwnCity } = table;
  const body = { mapping, source, channel, isOwnCity, ...changes };
  return server.call(startImport, { params: { id: table.id }, body }, cookie);
};

/** Uploads, starts and runs a table to its end. */
export async function importTable(
  server: Speaker,
  cookie: string,
  content: string | Buffer,
  options: { filename?: string } & Partial<ImportSettings> = {},
): Promise<ImportProgress> {
  const { filename, ...changes } = options;
  const table = await uploadTable(server, cookie, content, filename);
  await startTable(server, cookie, table, changes);
  await server.drain();
  return server.call(getImport, { params: { id: table.id } }, cookie);
}

/** Cases made of a source, in the order of their numbers in it. */
export const readImported = (server: Speaker, source: string) =>
  server.app.services.database
    .selectFrom('cases.contact as contact')
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select(['contact.external_id as id', 'contact.person_name as name', 'contact.phone', 'contact.email'])
    .select(['file.number', 'file.title', 'file.body', 'file.block', 'file.fact_id', 'file.topic_source'])
    .select(['file.registered_at', 'file.due_at', 'file.address', 'file.place_precision', 'file.lat'])
    .select(['file.district_id', 'file.channel', 'file.status', 'contact.registered_by'])
    .where('contact.external_source', '=', source)
    .orderBy('contact.external_id')
    .execute();

/** Lines of an import that were not simply taken. */
export const readLines = async (
  server: Speaker,
  cookie: string,
  id: string,
  kind: 'refused' | 'repeated' | 'warned',
) => (await server.call(listImportLines, { params: { id }, query: { kind } }, cookie)).lines;
