import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, scrollsSideways } from '../support/browser.ts';
import { type Group, makeGroup } from '../support/group.ts';
import { patience } from '../support/journey.ts';
import { signInStaff } from '../support/sign-in.ts';
import { openTown } from '../support/town.ts';

/** A month of the working group by roles: composition, agenda, invitation, a meeting with the chair absent, its record. */

let group: Group;
let secretary: Page;

const town = openTown(async () => {
  group = await makeGroup(town.server);
  secretary = await town.seat(group.cookies.secretary);
});

const toast = (page: Page, words: string) =>
  page.locator('.toast', { hasText: words }).waitFor({ timeout: patience });
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

test('an agenda, invitations, the chair away, the deputy presides, decisions by keys, the room watches', async () => {
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

  // The deputy may not preside yet: nobody has recorded that the chair is away.
  await secretary
    .getByRole('button', { name: /^Здесь/u })
    .first()
    .click();
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

test('with the chair’s absence recorded the deputy opens; D, S and the space bar run the meeting', async () => {
  const rows = (name: string | RegExp) => secretary.locator('.group-people > li').filter({ hasText: name });
  // The chair is away: a reason is asked for.
  await rows('Руководитель рабочей группы').first().getByRole('button', { name: /Иначе/u }).click();
  const away = secretary.getByRole('dialog');
  await away.getByLabel('Отметка').selectOption('absent');
  await away.getByLabel('Причина отсутствия').fill('командировка');
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Отмечено');
  await rows('Заместитель руководителя').getByRole('button', { name: /Здесь/u }).click();
  await press(secretary, /Открыть: председательствует/u);
  await toast(secretary, 'Заседание открыто');
  await secretary.getByRole('article', { name: 'Вопрос 1' }).waitFor({ timeout: patience });

  await secretary.keyboard.press('KeyD');
  const decision = secretary.getByRole('dialog', { name: 'Решение по вопросу 1' });
  await decision.getByLabel('Решили').fill('Проверить готовность домов');
  await decision.getByLabel('Ответственный').selectOption({ label: 'Дорожный Л.' });
  await decision.getByLabel('Измеримый результат').fill('Акт по каждому дому');
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Решение записано');
  await secretary.getByText('нет срока').waitFor({ timeout: patience });
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
  expect(kept).toEqual([{ state: 'held', presiding_id: group.ids.deputy }]);
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
