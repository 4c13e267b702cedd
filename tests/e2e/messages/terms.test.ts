import { expect, test } from 'vitest';
import { type Crew, makeCrew, sortMessage } from '../../support/loop.ts';
import { checkAxe, openPage } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { dayIn, patience, typedDayIn } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Terms: why a date, an extension with its reason, a new version of a rule seen before it takes effect. */

let crew: Crew;
let number: string;

const town = openTown(async () => {
  crew = await makeCrew(town.server as never);
  ({ number } = await submitCase(town.server));
  await sortMessage(town.server as never, crew, number);
});

const again = { retry: 1 };

test(
  'a date opens into its rule, version, ground and days; the approver prolongs the term',
  again,
  async () => {
    const { page } = await openPage(town.browser, town.site, { cookie: crew.approver });
    const before = (await readCard(town.server, number, crew.approver)).deadline!.dueAt;
    await page.goto(`/staff/cases/${number}`);
    const terms = page.getByRole('region', { name: 'Сроки' });
    const answer = terms.locator('.clock').filter({ hasText: 'Ответ жителю' }).first();
    await answer.getByRole('button', { name: 'Почему эта дата' }).click();
    const why = page.getByRole('region', { name: 'Почему эта дата' });
    await why
      .getByText(/10\sрабочих\sдней/)
      .first()
      .waitFor();
    await why.getByText('редакция 2026.1').waitFor();
    expect(await why.getByRole('list', { name: 'Дни срока' }).getByRole('listitem').count()).toBeGreaterThan(
      9,
    );
    await checkAxe(page);
    await keepShot(page, 'why-date-1440');

    await page.getByRole('button', { name: 'Действия с делом' }).click();
    await page.getByRole('button', { name: 'Продлить срок ответа' }).click();
    const dialog = page.getByRole('dialog', { name: 'Продлить срок ответа' });
    await dialog.getByText('регламент центра, п. 4.6').waitFor();
    await dialog.getByText('не подтверждено').waitFor();
    await dialog.getByRole('button', { name: 'Продлить' }).click();
    await dialog.getByText('Напишите причину словами').waitFor();
    await dialog.getByRole('textbox', { name: 'Новый срок' }).fill(typedDayIn(25));
    await dialog
      .getByRole('textbox', { name: 'Почему нужно больше времени' })
      .fill('Нужна экспертиза подрядчика');
    await keepShot(page, 'extend-1440');
    await checkAxe(page);
    await dialog.getByRole('button', { name: 'Продлить' }).click();
    await dialog.waitFor({ state: 'detached', timeout: patience });
    await answer.getByText('срок продлён').waitFor();
    const card = await readCard(town.server, number, crew.approver);
    expect(card.deadline!.dueAt > before).toBe(true);
    expect(card.deadline!.dueAt.slice(0, 10)).toBe(dayIn(25));
    await page.getByText('Нужна экспертиза подрядчика').first().waitFor();
    await page.close();
  },
);

test(
  'an administrator sees what a new version would move, tries it on past cases and puts it in force',
  again,
  async () => {
    const { page } = await openPage(town.browser, town.site, {
      cookie: await signInAs(town.server, 'admin'),
    });
    const other = (await submitCase(town.server)).number;
    await sortMessage(town.server as never, crew, other);
    await page.goto('/staff/directories?tab=rules&set=centre');
    await page.getByRole('button', { name: 'Изменить: Ответ по факту: десять рабочих дней' }).click();
    const dialog = page.getByRole('dialog');
    const enter = dialog.getByRole('button', { name: 'Ввести' });
    await dialog.getByRole('textbox', { name: 'Срок' }).fill('5');
    await dialog.getByRole('textbox', { name: 'Действует с' }).fill(typedDayIn(10));
    await dialog.getByRole('button', { name: 'Что изменится' }).click();
    await keepShot(page, 'rule-look');
    await dialog.getByText(/Изменил бы срок у\s\d+\sоткрыт/).waitFor();
    await dialog.getByRole('button', { name: 'Проверить на делах за три месяца' }).click();
    await dialog.getByText(/За три месяца по этому правилу/).waitFor();
    await checkAxe(page);
    await keepShot(page, 'rule-preview-1440');
    await page.setViewportSize({ width: 390, height: 844 });
    await keepShot(page, 'rule-preview-390');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('textbox', { name: 'Почему меняется правило' }).fill('Новый регламент центра');
    await enter.click();
    await dialog.waitFor({ state: 'detached', timeout: patience });
    await page.getByText('своя редакция').first().waitFor();
    const due = (await readCard(town.server, other, crew.approver)).deadline!.dueAt;
    // Ten working days as they were: the clock keeps the version it began with.
    expect(new Date(due).getTime() - Date.now()).toBeGreaterThan(9 * 86_400_000);
    await keepShot(page, 'rules-1440');
    await page.goto('/staff/directories?tab=calendar&year=2026');
    await page.getByText(/247\sрабочих\sдней/).waitFor();
    await checkAxe(page);
    await keepShot(page, 'calendar-1440');
    await page.setViewportSize({ width: 390, height: 844 });
    await keepShot(page, 'calendar-390');
    await page.close();
  },
);
