import type { TestServer } from './site/server.ts';

/** All that an act changed of a record, in lines one can read. */
export interface RecordChange {
  /** Columns of the record that are otherwise now; its version aside. */
  row: Record<string, unknown>;
  /** Lines that were not there before; those that are no more, with a minus. */
  lines: string[];
}

/** How a record is told: its row as JSON, and each of its tables as lines of text. `$1` is its id, in quotes. */
export interface Telling {
  row: string;
  tables: readonly string[];
}

/** Moments of the day of a test as `09:00`, of other days as `25 08:00`. */
const shortMoments = (text: string): string =>
  text
    .replaceAll(/2026-11-24T(\d\d:\d\d)[:.\d]*(?:Z|\+00:00)/gu, '$1')
    .replaceAll(/2026-11-(\d\d)T(\d\d:\d\d)[:.\d]*(?:Z|\+00:00)/gu, '$1 $2');

const shortLine = (line: string): string => shortMoments(line).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gu, '#');

async function tell(server: TestServer, { row, tables }: Telling, id: string): Promise<RecordChange> {
  const about = (sql: string): string => sql.replaceAll('$1', `'${id}'`);
  const { rows } = await server.asOwner(`SELECT to_jsonb(told) AS row FROM (${about(row)}) AS told`);
  const lines: string[] = [];
  for (const table of tables) {
    const told = await server.asOwner(
      `SELECT line FROM (${about(table)}) AS told(line) ORDER BY line COLLATE "C"`,
    );
    lines.push(...told.rows.map(({ line }) => shortLine(line)));
  }
  return { row: rows[0]?.row ?? {}, lines };
}

const left = (all: readonly string[], taken: readonly string[]): string[] => {
  const rest = [...taken];
  return all.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
};

/** Does something, and tells what it changed of a record. */
export async function changesOf(
  server: TestServer,
  telling: Telling,
  id: string,
  act: () => Promise<unknown>,
): Promise<RecordChange> {
  const before = await tell(server, telling, id);
  await act();
  const after = await tell(server, telling, id);
  const changed = Object.entries(after.row).filter(
    ([name, value]) => name !== 'version' && JSON.stringify(value) !== JSON.stringify(before.row[name]),
  );
  return {
    row: JSON.parse(shortMoments(JSON.stringify(Object.fromEntries(changed)))),
    lines: [
      ...left(before.lines, after.lines).map((line) => `- ${line}`),
      ...left(after.lines, before.lines),
    ],
  };
}
