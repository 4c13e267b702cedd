import { afterAll, expect, test } from 'vitest';
import { createNetworkPage } from '../../../shared/contract/base/networks.ts';
import { startVkWorld } from '../../connectors/worlds/vk.ts';
import { openPublicationTown } from '../../support/pages/publication-town.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';

/**
 * The same journey over the stand-in of ВКонтакте, whose answers the official schema checks: a post the network refuses, mended and sent
 * again; a correction; a withdrawal; what stands there is what everybody reads here.
 */

const vk = await startVkWorld('callback');
afterAll(() => vk.server.close());

const stage = openPublicationTown((server, admin) =>
  server.call(
    createNetworkPage,
    {
      body: {
        network: 'vk',
        externalId: vk.access.pageId,
        title: 'Город',
        url: '',
        isOwn: true,
        unitId: null,
        baseUrl: vk.access.baseUrl,
        keys: { ...vk.access.keys },
      },
    },
    admin,
  ),
);
const { town, waitFor } = stage;
const standing = () => vk.posts().map(({ text }) => text);

test('a post the network refuses is mended and comes out once, is corrected and taken off there, and everybody reads why', async () => {
  const name = `Открыт каток ${Date.now() % 100_000}`;
  const at = await town.seat(stage.editor());
  await at.goto('/staff/publications');
  const grid = at.getByRole('grid', { name: /^Публикации страниц по дням/u });
  const row = grid.getByRole('row', { name: /Администрация ?ВКонтакте/u });
  await row
    .getByRole('button', { name: /^Написать, / })
    .first()
    .click({ timeout: patience });
  await at.keyboard.type(`${name}: лёд готов.`);
  const form = at.getByRole('form', { name: 'Новая публикация' });
  await form.getByLabel('Когда').selectOption('Другой день и час…');
  await form.getByLabel('День', { exact: true }).fill(typedDayIn(0));
  await form.getByLabel('Время').fill('00:01');
  await at.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'detached', timeout: patience });
  const cell = row.getByRole('button', { name: new RegExp(name, 'u') });
  await cell.waitFor({ timeout: patience });

  // Whoever the key is of may not publish there: the network says so, and the screen with it.
  vk.fake.state.adminLevel = 1;
  const other = await town.seat(stage.approver());
  await other.goto('/staff/publications?view=list&shelf=approval');
  await other.getByRole('button', { name: new RegExp(name, 'u') }).click({ timeout: patience });
  await other.getByRole('button', { name: 'Согласовать' }).waitFor({ timeout: patience });
  await other.keyboard.press('KeyA');
  await other.getByText('Согласовано', { exact: true }).waitFor({ timeout: patience });
  await cell.click();
  await waitFor(at, /ВКонтакте\s*сбой/u);
  const places = at.getByRole('region', { name: 'Страницы', exact: true });
  await places
    .getByText(/публиковать запрещено/u)
    .first()
    .waitFor({ timeout: patience });
  await checkAxe(at);
  expect(standing()).toEqual([]);

  vk.fake.state.adminLevel = 3;
  await places.getByRole('button', { name: /^Повторить/u }).click();
  await waitFor(at, /ВКонтакте\s*вышло/u);
  expect(standing()).toEqual([`${name}: лёд готов.`]);

  await places.getByRole('button', { name: /^Исправить.*ВКонтакте/u }).click();
  const mending = at.getByRole('dialog', { name: 'Исправить вышедшее' });
  await mending.getByLabel('Новый текст').fill(`${name}: лёд готов, прокат открыт.`);
  await mending.getByLabel('Что исправлено').fill('Забыли про прокат');
  await at.keyboard.press('Control+Enter');
  await places.getByText('ждёт согласования').waitFor({ timeout: patience });
  await other.goto(at.url());
  await other.getByRole('button', { name: 'Согласовать исправление' }).click({ timeout: patience });
  await waitFor(at, /Исправление\s*сделано/u);
  expect(standing()).toEqual([`${name}: лёд готов, прокат открыт.`]);

  await places.getByRole('button', { name: /^Снять.*ВКонтакте/u }).click();
  await at.getByRole('dialog', { name: 'Снять со страницы' }).getByLabel('Почему снято').fill('Оттепель');
  await at.keyboard.press('Control+Enter');
  await waitFor(at, /ВКонтакте\s*снято/u);
  expect(standing()).toEqual([]);
  expect(vk.server.schemaFaults).toEqual([]);

  const everyone = await town.seat(undefined, 390);
  await everyone.goto('/pages');
  const corrections = everyone.getByRole('region', { name: 'Исправлено и снято' });
  await corrections.getByText(/Город: запись снята\. Оттепель/u).waitFor({ timeout: patience });
  await corrections.getByText(/Город: запись исправлена\. Забыли про прокат/u).waitFor();
  // A page for a paper on a wall: its address in words and as a square.
  await everyone.getByText('QR-код: ВКонтакте, Город', { exact: true }).click();
  await everyone
    .getByRole('img', { name: /^QR-код страницы «Город», ВКонтакте$/u })
    .waitFor({ timeout: patience });
  await everyone.getByText('https://network.example/city', { exact: true }).waitFor();
  await checkAxe(everyone);
});
