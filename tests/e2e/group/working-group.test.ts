import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Group, makeGroup } from '../../support/group/group.ts';
import { decide, markHere, toast } from '../../support/group/group-steps.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInStaff } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The screens of a meeting: composition, agenda, invitation, the record by keys, the room. A meeting without its chair: month.test.ts. */

let group: Group;
let secretary: Page;

const town = openTown(async () => {
  group = await makeGroup(town.server);
  secretary = await town.seat(group.cookies.secretary);
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('the composition says which sectors nobody speaks for, and takes in a person by an act', async () => {
  const { personId } = await signInStaff(town.server, 'member', { slug: 'group-roads' });
  await town.site.app.pool.query(
    "UPDATE identity.person SET surname = 'Дорожный', given_name = 'Лев', short_name = 'Дорожный Л.' WHERE id = $1",
    [personId],
  );
  await secretary.goto('/staff/working-group?view=composition');
  await secretary.getByText('Без представителя 8 из 8 сфер').waitFor({ timeout: patience });
  await checkAxe(secretary);
  await secretary.keyboard.press('KeyA');
  const dialog = secretary.getByRole('dialog', { name: 'Ввести в состав' });
  await dialog.getByRole('combobox', { name: 'Сотрудник' }).fill('Дорожный');
  await dialog.getByRole('option', { name: /Дорожный/u }).click({ timeout: patience });
  await dialog.getByLabel('Должность, как в акте').fill('Начальник управления дорог');
  await dialog.getByRole('checkbox', { name: 'Дороги' }).check();
  await checkAxe(secretary);
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Введён в состав');
  await secretary.getByText('Без представителя 7 из 8 сфер').waitFor({ timeout: patience });
  await secretary.getByLabel('Состав на день').fill('20.05.2021');
  await secretary.getByRole('heading', { name: 'На 20.05.2021 состава нет' }).waitFor({ timeout: patience });
});

test('an agenda in order, invitations, and who may preside once the chair has come', async () => {
  await secretary.goto('/staff/working-group');
  await secretary
    .getByRole('heading', { name: 'Заседание не реже раза в месяц' })
    .waitFor({ timeout: patience });
  await checkAxe(secretary);
  await secretary.keyboard.press('KeyA');
  await secretary.getByRole('dialog', { name: 'Новое заседание' }).getByLabel('Место').fill('каб. 305');
  await secretary.keyboard.press('Control+Enter');
  await secretary.getByText('Вопросов ещё нет').waitFor({ timeout: patience });
  for (const title of ['О ремонте дорог', 'Об отоплении']) {
    await secretary.keyboard.press('KeyA');
    const dialog = secretary.getByRole('dialog', { name: 'Вопрос' });
    await dialog.getByRole('textbox', { name: 'Вопрос' }).fill(title);
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByRole('listitem').filter({ hasText: title }).waitFor({ timeout: patience });
    await dialog.waitFor({ state: 'detached' });
  }
  await press(secretary, /^Выше: вопрос 2/u);
  await secretary
    .locator('.group-agenda > li:first-child', { hasText: 'Об отоплении' })
    .waitFor({ timeout: patience });
  await press(secretary, 'Разослать приглашения');
  await toast(secretary, 'Приглашения отправлены');
  await checkAxe(secretary);
  await markHere(secretary, 'Руководитель рабочей группы');
  await secretary
    .getByRole('button', { name: /Открыть: председательствует/u })
    .first()
    .waitFor({ timeout: patience });
});

test('a member answers the invitation on a phone', async () => {
  const member = await town.seat(group.cookies.member, 390);
  await member.goto(secretary.url());
  await press(member, 'Приглашение получил(а)');
  await toast(member, 'Получение подтверждено');
  expect(await scrollsSideways(member)).toBe(false);
  await checkAxe(member);
});

test('D, S and the space bar run the meeting, the room watches', async () => {
  await press(secretary, /Открыть: председательствует/u);
  await secretary.getByRole('dialog', { name: 'Открыть заседание' }).waitFor({ timeout: patience });
  await checkAxe(secretary);
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Заседание открыто');
  await secretary.getByRole('article', { name: 'Вопрос 1' }).waitFor({ timeout: patience });

  await decide(secretary, 1, {
    text: 'Проверить готовность домов',
    who: 'Дорожный Л.',
    result: 'Акт по каждому дому',
  });
  await secretary.getByText('нет срока', { exact: true }).waitFor({ timeout: patience });
  await secretary.keyboard.press('KeyS');
  await secretary.getByRole('dialog', { name: 'Выступающий по вопросу 1' }).waitFor();
  await secretary.keyboard.press('Control+Enter');
  await press(secretary, /Дать слово/u);
  await checkAxe(secretary);

  const room = await town.seat(group.cookies.member);
  await room.goto(secretary.url().replace('/meetings/', '/room/'));
  await room.getByText('Проверить готовность домов').waitFor({ timeout: patience });
  await room.getByText('Говорит').waitFor();
  await checkAxe(room);

  await secretary.keyboard.press('KeyM');
  const raised = secretary.getByRole('dialog', { name: 'В «Разное»' });
  await raised.getByLabel('Вопрос').fill('О гололёде у школы');
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Внесено в «Разное»');
  await press(secretary, 'Перенести вопрос 3');
  const postponed = secretary.getByRole('dialog', { name: 'Перенести вопрос 3' });
  await postponed.getByLabel('Причина').fill('Нет сметы');
  await secretary.keyboard.press('Control+Enter');
  await secretary.getByText('Нет сметы').waitFor({ timeout: patience });
  await postponed.waitFor({ state: 'hidden' });
  await secretary.keyboard.press('KeyH');
  await secretary.getByRole('dialog', { name: 'Передать ведение' }).getByText('Передать некому').waitFor();
  await checkAxe(secretary);
  await secretary.keyboard.press('Escape');

  await secretary.locator('body').click({ position: { x: 5, y: 5 } });
  await secretary.keyboard.press('Space');
  await secretary.getByRole('article', { name: 'Вопрос 2' }).waitFor({ timeout: patience });
  await room.getByRole('heading', { name: /О ремонте дорог/u }).waitFor({ timeout: patience });
  await press(secretary, 'Закрыть заседание');
  await toast(secretary, 'Заседание закрыто');
  await secretary.getByText('По каждому вопросу есть решение').waitFor({ timeout: patience });
  await checkAxe(secretary);
  const { rows: kept } = await town.site.app.pool.query(
    `SELECT state, presiding_id FROM working_group.meeting WHERE number = 1`,
  );
  expect(kept).toEqual([{ state: 'held', presiding_id: group.ids.chair }]);
});

test('a reader without the right to keep sees the meeting and no button of the secretary', async () => {
  const { cookie } = await signInStaff(town.server, 'observer');
  const observer = await town.seat(cookie, 390);
  await observer.goto(secretary.url());

  await observer.getByRole('heading', { name: 'Повестка дня' }).waitFor({ timeout: patience });
  expect(await observer.getByRole('button', { name: /Изменить|Убрать|Решение|Здесь/u }).count()).toBe(0);
  expect(await scrollsSideways(observer)).toBe(false);
  await checkAxe(observer);
});

test.each([390, 1440])('invitations that have days left are no failure, at %i', async (width) => {
  const page = await town.seat(group.cookies.secretary, width);
  await page.goto('/staff/working-group');
  await press(page, /^Новое заседание/u);
  const dialog = page.getByRole('dialog', { name: 'Новое заседание' });
  const day = new Date(Date.now() + (40 + Math.round(width / 100)) * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('День').fill(day.split('-').toReversed().join('.'));
  await dialog.getByLabel('Место').fill('каб. 305');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Приглашения ещё не разосланы').waitFor({ timeout: patience });
  await keepShot(page, `meeting-not-invited-${width}`);
  expect(await scrollsSideways(page)).toBe(false);
  await page.context().close();
});
