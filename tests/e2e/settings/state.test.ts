import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** «Состояние»: what is wrong with its cure, what is well, looking again by a button and by R. */

const town = openTown();

test('an administrator sees what is wrong and what to do, mends it and looks again', async () => {
  const { config } = town.server.app.services;
  const page = await town.seat(await signInAs(town.server, 'admin'));
  await page.goto('/staff/state');
  await page.getByRole('heading', { level: 1, name: 'Состояние' }).waitFor({ timeout: patience });
  await page.getByRole('heading', { level: 2, name: 'Что неладно и чем лечить' }).waitFor();
  const troubles = page.getByRole('listitem').filter({ hasText: 'Что делать' });
  const first = troubles.filter({ hasText: 'Резервных копий нет' });
  await first.getByText(/Что делать: Назовите папку на другом диске/u).waitFor();
  await page.getByText('Место на диске').waitFor();
  const unjudged = page.getByRole('region', { name: 'Не проверяли' });
  await unjudged.getByText('Почтовый сервер — почта не настроена').waitFor();
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });

  config.backups = 'own';
  chmodSync(join(config.dataDir, 'secret'), 0o644);
  await page.getByRole('button', { name: /Проверить сейчас/u }).click();
  await page.getByText('Ключи в папке данных могут прочесть чужие').waitFor({ timeout: patience });
  expect(await page.getByText('Резервных копий нет').count()).toBe(0);
  chmodSync(join(config.dataDir, 'secret'), 0o600);
  await page.keyboard.press('r');
  await page
    .getByText('Ключи в папке данных могут прочесть чужие')
    .waitFor({ state: 'detached', timeout: patience });
  await page.getByRole('link', { name: /Открыть.*Почта не настроена/u }).click();
  await page.getByRole('heading', { level: 1, name: 'Каналы отправки' }).waitFor({ timeout: patience });
});

test('a demonstration where nothing is wrong says so', async () => {
  const { config } = town.server.app.services;
  config.isDemo = true;
  const page = await town.seat(await signInAs(town.server, 'admin'));
  await page.route('**/api/health', async (route) => {
    const reply = await route.fetch();
    // The calendar of the next year is a draft for a season of its own.
    const state = { ...(await reply.json()), troubles: [] };
    await route.fulfill({ response: reply, json: state });
  });
  await page.goto('/staff/state');
  await page.getByRole('button', { name: /Проверить сейчас/u }).click();
  await page.getByText(/Всё в порядке, проверено \d+/u).waitFor({ timeout: patience });
  await checkAxe(page);
  config.isDemo = false;
});
