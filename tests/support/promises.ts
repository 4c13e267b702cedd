import { randomUUID } from 'node:crypto';
import { plantCases } from './plant.ts';
import type { TestServer } from './site/server.ts';

export interface PromiseLine {
  until: string;
  unitId?: string;
  madeAt?: string;
  state?: 'open' | 'kept' | 'broken' | 'moved';
  kind?: 'answer' | 'interim';
  text?: string;
}

/** What became of a case that was solved on 18 November. */
export const solvedCase = {
  status: 'answered',
  outcome: 'solved',
  answered_at: '2026-11-18T06:00:00Z',
} as const;

/** A case with its lines of the ledger; the id of the first. */
export async function plantPromise(
  server: Pick<TestServer, 'app'>,
  file: object,
  lines: readonly PromiseLine[],
): Promise<string> {
  const base = { published_at: '2026-11-02T06:00:00Z', block: 'roads', address: 'ул. Титова, 14' };
  const [planted] = await plantCases(server, [{ ...base, ...file }]);
  const rows = lines.map(
    ({ until, unitId, madeAt = '2026-11-02T06:00:00Z', state = 'open', kind = 'answer', text }) => ({
      id: randomUUID(),
      case_id: planted!.id,
      kind,
      text:
        text ??
        'Иван Петрович, здравствуйте! Ваше сообщение рассмотрели. Яму на Титова закроем до 20 ноября.',
      until,
      unit_id: unitId ?? null,
      promised_by: 'Петрова Анна Сергеевна',
      made_at: madeAt,
      state,
      settled_at: state === 'open' ? null : '2026-11-18T06:00:00Z',
      moved_to: null,
    }),
  );
  await server.app.services.database.insertInto('cases.promise').values(rows).execute();
  return rows[0]!.id;
}
