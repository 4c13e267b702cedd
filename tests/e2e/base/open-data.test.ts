import { expect, test } from 'vitest';
import { compareJob } from '../../../server/base/open-data/compare.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { listOpenSets } from '../../../shared/contract/base/open-data.ts';
import { readBySchemas } from '../../support/open-files.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** The catalogue of the demo city: each set has records, its files are as its schemas say, the page leads to all of it. */

const town = openTown(
  async ({ site, server }) => {
    const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
    await runMutation(site.app.services, caller, async (ctx) => ctx.enqueue(compareJob, {}));
    await server.drain();
  },
  { OTKLIK_DEMO: '1' },
);

test('every set of the demo city fits its published schemas and is not empty', async () => {
  const { sets } = await town.server.call(listOpenSets, {});
  const rows: Record<string, number> = {};
  for (const { id } of sets) {
    const read = async (file: string) =>
      (await fetch(`${town.site.url}/api/open-data/sets/${id}/${file}`)).text();
    rows[id] = (await readBySchemas(read)).length;
  }
  expect(Object.entries(rows).filter(([, count]) => count === 0)).toEqual([]);
  expect(Object.fromEntries(sets.map((set) => [set.id, set.rows]))).toEqual(rows);
});

test('a reader finds a set, its passport and its structure, on a phone too', { retry: 1 }, async () => {
  for (const width of [390, 1440]) {
    const at = await town.seat(undefined, width);
    await at.goto('/open-data');
    const part = at.getByRole('region', { name: 'Опубликованные сообщения жителей' });
    await part.getByText(/записей, изменён|записи, изменён|запись, изменён/u).waitFor({ timeout: patience });
    for (const name of ['Паспорт набора', 'Структура: '])
      await part.locator('summary', { hasText: name }).click();
    await part.getByText('Creative Commons «С указанием авторства» 4.0').waitFor({ timeout: patience });
    await part.getByText('district_id').waitFor({ timeout: patience });
    expect(await scrollsSideways(at)).toBe(false);
    await checkAxe(at);
    if (process.env.LOOK) await at.screenshot({ path: `${process.env.LOOK}/open-data-${width}.png` });
    const link = part.getByRole('link', { name: /Карта GeoJSON/u });
    const reply = await fetch(town.site.url + (await link.getAttribute('href')));
    expect(reply.headers.get('content-type')).toContain('application/geo+json');
  }
});
