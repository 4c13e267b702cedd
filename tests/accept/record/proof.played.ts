import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countRecord } from '../../../scripts/support/count-record.ts';
import { eraseByLaw, readSheets, sealDays, sheetsFolder } from '../../../server/base/audit/index.ts';
import { publishDays } from '../../../server/base/audit/publish.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { openRandom } from '../../../server/demo/world/random.ts';
import { type Database, openDatabase, openPool } from '../../../server/lib/database/db.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { anonymise } from '../../../server/messages/cases/sweeps/retention.ts';
import { startTestServer, type TestServer } from '../../support/site/server.ts';

import { addDay } from './proof/fill.ts';
import { type City, openCity, playBatch } from './proof/play.ts';

/** Whoever owns the database against the days that are signed outside it. */

const settings = {
  seed: Number(process.env.PROOF_SEED ?? 1),
  mutations: Number(process.env.PROOF_MUTATIONS ?? 10_000),
  singles: Number(process.env.PROOF_SINGLES ?? 200),
};
const BATCH = 100;
const caller = { actor: { kind: 'system', name: 'accept' } as const, requestId: 'accept', ip: '' };

let server: TestServer;
let owner: Database;
const figures = {
  city: '',
  clean: [] as string[],
  erased: { lines: 0, faults: [] as string[] },
  runs: 0,
  mutations: 0,
  singles: 0,
  kinds: {} as Record<string, number>,
  missed: [] as string[],
};
const keep = () => {
  if (process.env.PROOF_FIGURES) writeFileSync(process.env.PROOF_FIGURES, JSON.stringify(figures));
};

const at = new Date();
const later = (days: number) => new Date(at.getTime() + days * 86_400_000).toISOString();
const act = (work: Parameters<typeof runMutation>[2]) => runMutation(server.app.services, caller, work);
const data = () => server.app.services.config.dataDir;
const count = () => countRecord(server.app.services.database, { data: data() });

async function closeDays(days: number): Promise<void> {
  server.setNow(later(days));
  await act(sealDays);
  await act(publishDays);
}

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' }, at.toISOString());
  await seedDemo(server.app.services, { seed: `${settings.seed}`, count: 600, days: 60 });
  await server.drain();
  // Days of ordinary work, one after another.
  for (let day = 1; day <= 6; day += 1) {
    server.setNow(later(day));
    await server.drain();
    await act((ctx) => addDay(ctx, day));
  }
  await closeDays(8);
  owner = openDatabase(openPool(server.ownerUrl, 1));
});
afterAll(async () => {
  await owner?.destroy();
  await server?.close();
});

test('a clean city has no faults, nor has one whose lines were erased by law', async () => {
  const { record, files, documents, faults } = await count();
  figures.city = `демонстрационный город: записей журнала ${record.records}, дней ${record.days}, строк содержания ${record.lines}, файлов ${files}, документов ${documents}; открытых строк ${record.open.lines}`;
  figures.clean = faults;
  keep();
  expect(faults).toEqual([]);
  // Whatever a storage term takes years later, and lines of other kinds by an order.
  server.setNow(later(9));
  await act(async (ctx) => {
    await eraseByLaw(ctx, 'accept', async () => {
      await sql`UPDATE cases.answer SET body = '' WHERE id IN (SELECT id FROM cases.answer WHERE state = 'released' ORDER BY id LIMIT 20)`.execute(
        ctx.db,
      );
      await sql`UPDATE office.document SET content = '{}' WHERE id IN (SELECT id FROM office.document WHERE signed_at IS NOT NULL ORDER BY id LIMIT 5)`.execute(
        ctx.db,
      );
      await sql`UPDATE assignments.assignment SET report_text = '' WHERE report_text <> ''`.execute(ctx.db);
    });
  });
  server.setNow(later(365 * 9));
  await act(anonymise);
  const open = await count();
  await closeDays(365 * 9 + 2);
  const closed = await count();
  figures.erased = { lines: closed.record.erased, faults: [...open.faults, ...closed.faults] };
  keep();
  expect(figures.erased.faults).toEqual([]);
  expect(closed.record.erased).toBeGreaterThan(20);
});

test('every mutation is named, in batches and one by one', async () => {
  const sheets = readSheets(sheetsFolder({ dataDir: data() }), []).days;
  const city: City = await openCity(owner, server, sheets);
  figures.city += `; строк по видам: ${[...city.lines].map(([kind, { length }]) => `${kind} ${length}`).join(', ')}`;
  const dice = openRandom(`proof:${settings.seed}`);
  const batches = [
    ...Array.from({ length: settings.singles }, () => 1),
    ...Array.from({ length: Math.ceil((settings.mutations - settings.singles) / BATCH) }, (_, n) =>
      Math.min(BATCH, settings.mutations - settings.singles - n * BATCH),
    ),
  ];
  for (const size of batches) {
    const { forged, missed } = await playBatch(city, size, dice);
    figures.runs += 1;
    figures.mutations += forged.length;
    if (size === 1) figures.singles += 1;
    for (const { what } of forged) {
      const kind = what.split(/[.:]/u)[0]!;
      figures.kinds[kind] = (figures.kinds[kind] ?? 0) + 1;
    }
    figures.missed.push(...missed);
    keep();
  }
  expect(figures.missed).toEqual([]);
});
