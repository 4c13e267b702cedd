import { expect } from 'vitest';
import type { FederalTable } from '../../../shared/contract/monitoring/federal.ts';
import type { TestServer } from '../site/server.ts';

const header = ['Номер инцидента', 'Ссылка', 'Текст', 'Соцсеть', 'Дата', 'Статус', 'Срок', 'Ответ'];

/** Cells of a row of the federal system, by its columns. */
export type FederalCells = Readonly<Record<string, string>>;

/** A row as that system writes it, under a number of its own. */
export const fileRow = (number: string, given: FederalCells = {}): FederalCells => ({
  'Номер инцидента': number,
  Ссылка: `https://vk.com/wall-9_${number}`,
  Текст: `На Титова, 14 яма, № ${number}`,
  Соцсеть: 'ВКонтакте',
  Дата: '23.11.2026 10:00',
  Статус: 'Новый',
  ...given,
});

/** Sends a table of such rows, as a browser does. */
export async function bringFile(
  server: TestServer,
  cookie: string,
  rows: readonly FederalCells[],
): Promise<FederalTable> {
  const lines = [header, ...rows.map((cells) => header.map((name) => cells[name] ?? ''))];
  const content = lines.map((cells) => cells.map((cell) => `"${cell}"`).join(';')).join('\r\n');
  const boundary = 'X-TABLE';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="federal.csv"\r\n\r\n`;
  const reply = await server.inject({
    method: 'POST',
    url: '/api/federal/tables',
    headers: { 'x-otklik': '1', cookie, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.from(`${head}${content}\r\n--${boundary}--\r\n`),
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.json();
}
