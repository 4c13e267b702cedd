import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { drawPicture } from '../pictures.ts';
import { plantCases } from '../plant.ts';
import type { Speaker } from '../site/server.ts';
import { sendFile } from '../uploads.ts';

export interface PlantedCase {
  id: string;
  number: string;
}

/** When it was answered. */
export const SOLVED_AT = '2026-11-20T09:00:00Z';
const solved = {
  status: 'answered',
  answered_at: SOLVED_AT,
  outcome: 'solved',
  registered_at: '2026-11-16T05:00:00Z',
  published_at: '2026-11-20T10:00:00Z',
  address: 'ул. Титова, 5, кв. 17',
  title: 'Яма, звоните 8 912 345-67-89',
  joined_count: 2,
} as const;

const usualAnswer = 'Иван Петрович, здравствуйте! Яму заделали литым асфальтом. Вопросы: 8 912 345-67-89.';

/** A solved case with its answer, or none; photos of both states, shown to everybody or not. */
export async function plantSolved(
  server: Speaker,
  given: object = {},
  released: boolean | null = true,
  answer: string | null = usualAnswer,
): Promise<PlantedCase> {
  const [planted] = await plantCases(server, [{ ...solved, ...given }]);
  const { id } = planted!;
  if (answer !== null)
    await sql`INSERT INTO cases.answer (id, case_id, version, state, outcome, body, author, author_name, created_at)
      VALUES (${randomUUID()}::uuid, ${id}::uuid, 1, 'released', 'solved', ${answer}, 'staff:x', 'Другой', ${SOLVED_AT})`.execute(
      server.app.services.database,
    );
  if (released !== null)
    for (const role of ['before', 'after'] as const) await attachPhoto(server, id, role, released);
  return planted!;
}

/** A photo of a case; its file. */
export async function attachPhoto(
  server: Speaker,
  caseId: string,
  role: 'document' | 'before' | 'after',
  released: boolean,
  picture?: Buffer,
): Promise<string> {
  const { fileId } = (await sendFile(server, picture ?? (await drawPicture('png')))).body;
  await server.app.services.database
    .updateTable('files.file')
    .set({ released, claimed: true })
    .where('id', '=', fileId)
    .execute();
  await server.app.services.database
    .insertInto('cases.attachment')
    .values({ case_id: caseId, file_id: fileId, role, added_by: 'staff', added_at: SOLVED_AT })
    .execute();
  return fileId;
}
