import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A breach of personal data from the first minute to its end, by whoever answers for personal data; an administrator sees it late. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

const byName = (page: Page, name: string) => page.getByRole('dialog', { name });

async function openIt(page: Page, width: number): Promise<void> {
  await page.goto('/staff/breaches');
  if (width === 390) {
    await page.getByText('Инцидентов не записано').waitFor({ timeout: patience });
    await lookOver(page, `breaches-empty-${width}`);
  }
  await page.getByRole('button', { name: 'Записать инцидент' }).click();
  const dialog = byName(page, 'Записать инцидент');
  await dialog.getByRole('button', { name: 'Записать' }).click();
  await dialog.getByText('Напишите, что произошло').waitFor();
  await lookOver(page, `breach-new-${width}`);
  await dialog.getByLabel('Что произошло').fill('Выгрузка дел отправлена письмом не тому адресату');
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('heading', { name: /^Инцидент с данными №/u, level: 1 })
    .waitFor({ timeout: patience });
}

async function fillIt(page: Page, width: number): Promise<void> {
  await page.keyboard.press('KeyR');
  const dialog = byName(page, 'Дополнить сведения');
  await dialog.getByLabel('Какие персональные данные').fill('имена и телефоны');
  await dialog.getByLabel('Скольких людей касается').fill('40');
  await dialog.getByLabel('Причины, предполагаемые').fill('ошибка в адресе письма');
  await dialog.getByLabel('Вред людям').fill('нежелательные звонки');
  await dialog.getByLabel('Принятые меры').fill('получатель удалил письмо');
  await dialog.getByLabel('Кто говорит с Роскомнадзором').fill('ответственный за персональные данные');
  await dialog.getByLabel('Что установило расследование').fill('адрес выбран из подсказки почты');
  await lookOver(page, `breach-fields-${width}`);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Сведения записаны').first().waitFor({ timeout: patience });
}

async function tell(page: Page, title: string): Promise<void> {
  await page.keyboard.press('KeyA');
  const dialog = byName(page, title);
  await dialog.getByLabel('Номер уведомления').fill('12345-ИПД');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden', timeout: patience });
}

test.each([390, 1440])('from the discovery to the end, at %i', { retry: 1 }, async (width) => {
  const { page, context, errors } = await openPage(town.browser, town.site, {
    width,
    cookie: await signInAs(town.server, 'privacy-officer'),
  });
  await openIt(page, width);
  const first = page.getByRole('region', { name: 'Первичное уведомление' });
  await first.getByText(/^осталось\s23\s/u).waitFor({ timeout: patience });
  await first.getByText(/^Не заполнено: /u).waitFor();
  await lookOver(page, `breach-${width}`);

  // Before it is filled in, the notice is not written down: the dialog says what lacks.
  await page.keyboard.press('KeyA');
  const early = byName(page, 'Записать уведомление');
  await early.getByText(/Не заполнено: .*Предполагаемые причины/u).waitFor({ timeout: patience });
  await early.getByLabel('Номер уведомления').fill('1');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Сначала дополните сведения', { exact: true }).filter({ visible: true }).waitFor();
  await lookOver(page, `breach-refused-${width}`);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Не сохранять' }).click();
  await early.waitFor({ state: 'hidden' });

  const step = 'Закрыть вход, через который ушли данные';
  await page.getByRole('button', { name: `Сделано: ${step}` }).click();
  await byName(page, 'Шаг сделан').getByLabel('Что именно сделали').fill('сеансы завершены');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: `Снять отметку: ${step}` }).waitFor({ timeout: patience });

  await fillIt(page, width);
  await expect.poll(() => first.getByText(/^Не заполнено: /u).count(), { timeout: patience }).toBe(0);
  await tell(page, 'Записать уведомление');
  await first.getByText('отправлено в срок').waitFor({ timeout: patience });
  await tell(page, 'Записать уведомление об итогах');
  await page.getByText('итоги направлены').first().waitFor({ timeout: patience });
  const word = await page.request.get(
    `${town.site.url}${await first.getByRole('link', { name: /Word/u }).getAttribute('href')}`,
  );
  expect(word.status()).toBe(200);

  const seen = page.getByRole('region', { name: 'Кто что видел' });
  await seen.getByRole('button', { name: 'За дни инцидента' }).click();
  await page.waitForURL(/from=\d{4}-\d\d-\d\d/u);
  const saved = page.waitForEvent('download');
  await seen.getByRole('button', { name: 'Выгрузить' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^Кто что видел .+\.xlsx$/u);
  await page.keyboard.press('KeyA');
  await byName(page, 'Закрыть')
    .getByLabel('Чем кончилось')
    .fill('Подсказки почты выключены, адресат предупреждён.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('закрыт', { exact: true }).waitFor({ timeout: patience });
  await lookOver(page, `breach-over-${width}`);
  expect(errors).toEqual([]);
  await context.close();
});

test('an operator has no such screen; an administrator sees the list', { retry: 1 }, async () => {
  const operator = await town.seat(await signInAs(town.server, 'operator'));
  await operator.goto('/staff/breaches');
  await operator.getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
  expect(await operator.getByRole('button', { name: 'Записать инцидент' }).count()).toBe(0);
  const admin = await town.seat(await signInAs(town.server, 'admin'));
  await admin.goto('/staff/breaches?shelf=over');
  await admin.getByRole('link', { name: '№ 1' }).waitFor({ timeout: patience });
  await lookOver(admin, 'breaches-1440');
});
