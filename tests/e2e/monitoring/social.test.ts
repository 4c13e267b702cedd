import { expect, test } from 'vitest';
import { pasteIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { readIncident } from '../../../shared/contract/monitoring/incidents.ts';
import {
  currentInFeed,
  feedOf,
  isSaid,
  openIncident,
  openSocialTown,
  rowOfFeed,
  titleOfTalk,
} from '../../support/networks/social-feed.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Whoever keeps the feed works through it by keys; nothing is reloaded, nothing moves under the hand. */

const { town, operator, write, openFeed } = openSocialTown();

const heating = 'На Победы, 9 второй день чуть тёплые батареи, в детской +14';
const bus = 'Автобус 16 не приходит по расписанию, ждём 50 минут на остановке';
const lamps = 'На Титова, 14 не горят фонари во дворе, темно';

test('the queue is worked through by keys, and what was done is taken back', { retry: 1 }, async () => {
  for (const words of [heating, bus, lamps]) await write(words);
  const at = await openFeed(operator());
  await rowOfFeed(at, /Победы, 9/u).waitFor({ timeout: patience });
  expect(await feedOf(at).getByRole('option').count()).toBe(3);
  await titleOfTalk(at, /./u).waitFor({ timeout: patience });
  await checkAxe(at);
  expect(await scrollsSideways(at)).toBe(false);

  // J and K walk; the address follows.
  const first = await currentInFeed(at).getAttribute('id');
  await at.keyboard.press('KeyJ');
  await expect.poll(() => currentInFeed(at).getAttribute('id')).not.toBe(first);
  const second = (await currentInFeed(at).getAttribute('id'))!.replace('incident-', '');
  await expect.poll(() => new URL(at.url()).searchParams.get('id')).toBe(second);
  await at.keyboard.press('KeyK');
  await expect.poll(() => currentInFeed(at).getAttribute('id')).toBe(first);

  // A reason by its digit; the next one opens by itself, and Z brings it back.
  await rowOfFeed(at, /Автобус 16/u).click();
  await titleOfTalk(at, /Автобус 16/u).waitFor({ timeout: patience });
  await at.keyboard.press('KeyB');
  await at.getByRole('dialog', { name: 'Почему отклонить?' }).waitFor();
  await checkAxe(at);
  await at.keyboard.press('Digit4');
  await isSaid(at, 'Отклонено: вопроса нет');
  await expect.poll(() => rowOfFeed(at, /Автобус 16/u).count(), { timeout: patience }).toBe(0);
  await at.keyboard.press('KeyZ');
  await rowOfFeed(at, /Автобус 16/u).waitFor({ timeout: patience });
  await titleOfTalk(at, /Автобус 16/u).waitFor({ timeout: patience });

  // A digit names the block, the second one the topic; nothing is sent before Enter.
  await at.keyboard.press('Digit3');
  await at.getByRole('dialog', { name: /^Тема:/u }).waitFor();
  await at.keyboard.press('Digit1');
  await isSaid(at, 'изменено вами');
  await at.keyboard.press('=!'.slice(1));
  await at.getByRole('region', { name: 'Предложено' }).getByText('высокая').waitFor();
  await feedOf(at).focus();
  await at.keyboard.press('Enter');
  await isSaid(at, /^Принято: Транспорт/u);
  await rowOfFeed(at, /Автобус 16/u).click();
  await at.getByRole('region', { name: 'Разобрано' }).waitFor({ timeout: patience });
  await at.getByText('важность высокая').first().waitFor();
});

test('what comes meanwhile waits, and the line under the cursor stays', { retry: 1 }, async () => {
  const at = await openFeed(operator());
  await titleOfTalk(at, /./u).waitFor({ timeout: patience });
  const before = await currentInFeed(at).getAttribute('id');
  const count = await feedOf(at).getByRole('option').count();
  await write('Во дворе Кунавина, 3 третий день не вывозят мусор, баки полны');
  await at.getByRole('button', { name: 'Показать 1 новый' }).waitFor({ timeout: patience });
  expect(await feedOf(at).getByRole('option').count()).toBe(count);
  expect(await currentInFeed(at).getAttribute('id')).toBe(before);
  await at.getByRole('button', { name: 'Показать 1 новый' }).click();
  await rowOfFeed(at, /Кунавина, 3/u).waitFor();
  expect(await currentInFeed(at).getAttribute('id')).toBe(before);
});

test('two of one matter become one by U, and two again by Z', { retry: 1 }, async () => {
  const nonce = Date.now() % 1000;
  await write(`На Суворова, 21 нет горячей воды второй день ${nonce}`);
  await write(`Суворова, 21, горячей воды нет уже второй день, когда дадут ${nonce}`);
  const at = await openFeed(operator());
  await rowOfFeed(at, /уже второй день.*|Суворова, 21, горячей/u)
    .first()
    .click();
  await at.getByRole('region', { name: 'Похожие' }).waitFor({ timeout: patience });
  const before = await rowOfFeed(at, /Суворова, 21/u).count();
  await feedOf(at).focus();
  await at.keyboard.press('KeyU');
  await isSaid(at, /^Слито с И-/u);
  await at.getByRole('heading', { name: /^Слиты: 2/u }).waitFor({ timeout: patience });
  await expect.poll(() => rowOfFeed(at, /Суворова, 21/u).count()).toBe(before - 1);
  await at.keyboard.press('KeyZ');
  await expect.poll(() => rowOfFeed(at, /Суворова, 21/u).count(), { timeout: patience }).toBe(before);
});

test('a link that was seen elsewhere is carried over once', { retry: 1 }, async () => {
  const at = await openFeed(operator());
  const url = `https://elsewhere.example/post/${Date.now()}`;
  const fill = async () => {
    await feedOf(at).focus();
    await at.keyboard.press('KeyN');
    const dialog = at.getByRole('dialog', { name: 'Вставить ссылку' });
    await dialog.getByLabel('Ссылка на запись').fill(url);
    await dialog.getByLabel('Слова записи').fill('У школы № 5 открытый люк, дети ходят рядом');
    await dialog.getByLabel('Кто написал').fill('Сосед');
    return dialog;
  };
  const dialog = await fill();
  await checkAxe(at);
  await dialog.getByRole('button', { name: 'Завести инцидент' }).click();
  await isSaid(at, /^Заведён И-/u);
  await titleOfTalk(at, /открытый люк/u).waitFor({ timeout: patience });
  await (await fill()).getByRole('button', { name: 'Завести инцидент' }).click();
  await isSaid(at, /^Эта ссылка уже в ленте/u);
});

test('on a phone one pane follows another, and «назад» leads to the feed', { retry: 1 }, async () => {
  const { incident } = await town.server.call(
    pasteIncident,
    {
      body: {
        url: `https://elsewhere.example/phone/${Date.now()}`,
        text: 'На Уральской, 43 упало дерево на детскую площадку',
        authorName: 'Соседка',
        postedAt: new Date(Date.now() - 60_000).toISOString(),
      },
    },
    operator(),
  );
  const at = await openFeed(operator(), { width: 390 });
  await rowOfFeed(at, /Уральской, 43/u)
    .first()
    .waitFor({ timeout: patience });
  await checkAxe(at);
  expect(await scrollsSideways(at)).toBe(false);
  await rowOfFeed(at, /Уральской, 43/u)
    .first()
    .click();
  await titleOfTalk(at, /Уральской, 43/u).waitFor({ timeout: patience });
  expect(await feedOf(at).isVisible()).toBe(false);
  await at.getByRole('region', { name: 'Предложено' }).waitFor();
  await checkAxe(at);
  expect(await scrollsSideways(at)).toBe(false);
  await at.goBack();
  await feedOf(at).waitFor({ timeout: patience });
  const card = await town.server.call(readIncident, { params: { id: incident.id } }, operator());
  expect(card.talk[0]?.network).toBe('manual');
});

test('an executor sees what was sent to them, and is told what is empty', async () => {
  const at = await town.seat(await signInAs(town.server, 'executor'));
  await at.goto('/staff/social');
  await at.getByRole('heading', { name: 'В ленте ничего не ждёт' }).waitFor({ timeout: patience });
  await checkAxe(at);
  await at.goto('/staff/social?q=%D0%BD%D0%B5%D1%82');
  await at.getByRole('heading', { name: 'По этому отбору ничего нет' }).waitFor({ timeout: patience });
  const other = await town.seat(await signInAs(town.server, 'secretary'));
  await other.goto('/staff/social');
  await other.getByRole('heading', { name: 'Этот раздел вам не открыт' }).waitFor({ timeout: patience });
});

test('one that asks for work is made a case, and says where it went', { retry: 1 }, async () => {
  const words = `На Кирова, 20 упал столб, провода на тротуаре ${Date.now() % 1000}`;
  await write(words);
  const at = await openFeed(operator());
  await openIncident(at, /Кирова, 20/u);
  const id = currentInFeed(at).getAttribute('id');
  await at.keyboard.press('KeyD');
  await at.getByRole('dialog', { name: 'Сделать дело?' }).getByText('срок 59-ФЗ не начинается').waitFor();
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await expect.poll(() => new URL(at.url()).pathname, { timeout: patience }).toMatch(/^\/staff\/cases\/\d/u);
  const number = new URL(at.url()).pathname.split('/').at(-1)!;
  await at.goto(`/staff/social?tab=over&id=${(await id)!.replace('incident-', '')}`);
  await at.getByRole('region', { name: 'Разговор' }).getByRole('link', { name: number }).waitFor({
    timeout: patience,
  });
});

test('evidence is taken as a file', { retry: 1 }, async () => {
  await write(`На Строителей, 3 затопило подвал ${Date.now() % 1000}`);
  const at = await openFeed(operator());
  await openIncident(at, /Строителей, 3/u);
  const file = at.waitForEvent('download');
  await at.getByRole('button', { name: 'Доказательства файлом' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.warc/u);
});

test('when nothing newer comes, what is there stays and says of which minute it is', {
  retry: 1,
}, async () => {
  const at = await openFeed(operator());
  const count = await feedOf(at).getByRole('option').count();
  await at.route('**/api/incidents/counts', (route) =>
    route.fulfill({ status: 403, json: { code: 'lib.forbidden', detail: 'Доступ закрыт.' } }),
  );
  await isSaid(at, /Лента не обновляется: .*Данные на \d\d:\d\d/u);
  expect(await feedOf(at).getByRole('option').count()).toBe(count);
  await checkAxe(at);
  await at.unroute('**/api/incidents/counts');
  await at.getByRole('button', { name: 'Повторить' }).click();
  await at.getByText('Лента не обновляется').waitFor({ state: 'detached', timeout: patience });
});
