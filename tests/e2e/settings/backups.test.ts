import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { BackupState } from '../../../shared/contract/base/backups.ts';
import { DAY } from '../../../shared/time.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** «Резервные копии»: how they are switched on, then what the keeper has told, what is wrong with its cure, and asking for a copy. */

const town = openTown();
const heading = (page: Page, level: number, name: string | RegExp) =>
  page.getByRole('heading', { level, name }).waitFor({ timeout: patience });

test('an administrator sees how copies are switched on, then back to where they lead and what is wrong', async () => {
  const page = await town.seat(await signInAs(town.server, 'admin'));
  await page.goto('/staff/backups');
  await heading(page, 1, 'Резервные копии');
  await heading(page, 2, 'Копии не снимаются');
  await page.getByText('OTKLIK_BACKUP_TO').first().waitFor();
  await page.getByText(/npm start -- --data \S+/u).waitFor();
  expect(await page.getByRole('button', { name: 'Снять копию' }).count()).toBe(0);
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });

  town.server.app.services.config.backups = 'kept';
  const now = Date.now();
  const facts = {
    place: '/mnt/копии',
    isOpen: true,
    keepDays: 31,
    spans: [{ from: now - 40 * DAY, to: now - 60_000 }],
    bases: 3,
    bytes: 40_802_189_312,
    free: 227_633_266_688,
    waiting: 0,
    waitingSince: null,
    failure: { words: '/mnt/копии: на диске кончилось место.', since: now - 600_000 },
    mirror: { doneAt: now - 180_000, failure: null },
    faults: [],
  };
  await town.server.app.pool.query('INSERT INTO backups.state (told_at, facts) VALUES (now(), $1)', [
    JSON.stringify(facts),
  ]);
  await page.reload();
  await heading(page, 2, /^Вернуться можно в любой миг с .+ по /);
  await heading(page, 2, 'Что неладно и чем лечить');
  await page.getByText('Копии не пишутся').waitFor();
  await page.getByText('/mnt/копии: на диске кончилось место.').waitFor();
  await page.getByRole('term').filter({ hasText: 'Вторая площадка' }).waitFor();
  await page.getByText(/^унесены \d/u).waitFor();
  await lookOver(page, 'backups-1440');
  await page.getByRole('button', { name: 'Снять копию' }).press('Enter');
  await page.getByText('Передано хранителю копий').waitFor({ timeout: patience });
  const { rows } = await town.server.app.pool.query('SELECT kind FROM backups.request');
  expect(rows).toEqual([{ kind: 'take' }]);
  await page.setViewportSize({ width: 390, height: 844 });
  await lookOver(page, 'backups-390');
});

test('who installed a release or runs a container is told what switches copies on there', async () => {
  const page = await town.seat(await signInAs(town.server, 'admin', { slug: 'other-ways' }));
  town.server.app.services.config.backups = 'off';
  const start: { now: BackupState['start'] } = { now: { way: 'container' } };
  await page.route('**/api/backups', async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, json: { ...(await reply.json()), start: start.now } });
  });
  const open = async (words: RegExp, name: string) => {
    await page.goto('/staff/backups');
    await page.getByText(words).waitFor({ timeout: patience });
    await lookOver(page, name);
    await page.setViewportSize({ width: 390, height: 844 });
    await lookOver(page, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  };
  await open(/-e OTKLIK_BACKUP_TO=\/kopii/u, 'backups-container');
  start.now = { way: 'file', file: '/etc/otklik/otklik.env', restart: 'sudo otklik restart' };
  await open(/sudo otklik restart/u, 'backups-file');
});
