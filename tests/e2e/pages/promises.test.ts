import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/time.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { makeUnit } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A resident reads what the city promised and narrows it; the editor hides the page with a reason and shows it again. */

const day = (ago: number): string => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10);

let editor: string;
const town = openTown(async ({ server, site }) => {
  const unitId = await makeUnit(server, 'Управление дорог', 'journey-roads');
  editor = await signInAs(server, 'editor');
  const at = new Date(Date.now() - 20 * DAY).toISOString();
  const open = { published_at: at, registered_at: at, block: 'roads', address: 'ул. Титова, 14' };
  const [broken, kept] = await plantCases(site, [
    open,
    {
      ...open,
      status: 'answered',
      outcome: 'solved',
      resolved: 'yes',
      answered_at: new Date(Date.now() - 5 * DAY),
    },
  ]);
  const line = { kind: 'answer' as const, unit_id: unitId, promised_by: 'Другой', made_at: at };
  await site.app.services.database
    .insertInto('cases.promise')
    .values([
      {
        ...line,
        id: randomUUID(),
        case_id: broken!.id,
        until: day(4),
        text: `Проезд заасфальтируем до ${day(4)}.`,
      },
      {
        ...line,
        id: randomUUID(),
        case_id: kept!.id,
        until: day(3),
        text: 'Свет во двор вернём в срок.',
        state: 'kept',
      },
    ])
    .execute();
});

test('a resident sees what was kept and what was not, on a phone too', { retry: 1 }, async () => {
  const at = await town.seat(undefined, 390);
  await at.goto('/promises');
  await at
    .getByRole('heading', { name: 'Из 2 обещаний за 12 недель город сдержал 1 и нарушил 1' })
    .waitFor({ timeout: patience });
  const first = at.getByRole('article').first();
  expect(await first.textContent()).toContain('Нарушено');
  expect(await at.getByRole('row', { name: /Управление дорог/u }).textContent()).toContain('1 из 2');
  expect(await scrollsSideways(at)).toBe(false);
  await checkAxe(at);
  await at.getByLabel('Итог').selectOption('kept');
  await expect.poll(() => at.getByRole('article').count(), { timeout: patience }).toBe(1);
  await at.getByRole('heading', { name: '«Свет во двор вернём в срок»' }).waitFor({ timeout: patience });
  await at.getByLabel('Итог').selectOption('ahead');
  await at.getByText('Таких обещаний нет').waitFor({ timeout: patience });
  await at.goto('/');
  await at.getByRole('link', { name: 'Обещания города: что сдержано, а что нет' }).click();
  await at.getByRole('heading', { name: 'Обещания города', level: 1 }).waitFor({ timeout: patience });
});

test('the page is hidden with a reason everybody reads, and shown again', { retry: 1 }, async () => {
  const desk = await town.seat(editor, 1440);
  await desk.goto('/staff/city-promises');
  await desk.getByText('видна всем').waitFor({ timeout: patience });
  await desk.getByRole('cell', { name: 'нарушено' }).waitFor({ timeout: patience });
  await checkAxe(desk);
  await desk.getByRole('button', { name: 'Скрыть от всех…' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Скрыть обещания города' });
  await dialog.getByLabel('Почему').fill('Сверяем сроки с управлениями');
  await checkAxe(desk);
  await desk.keyboard.press('Control+Enter');
  await desk.getByText('Вместо обещаний жители читают причину: Сверяем сроки').waitFor({ timeout: patience });
  const at = await town.seat();
  await at.goto('/promises');
  await at.getByText('Причина: Сверяем сроки с управлениями').waitFor({ timeout: patience });
  await desk.getByRole('button', { name: 'Показать всем' }).click();
  await desk
    .getByRole('dialog', { name: 'Показать обещания всем' })
    .getByRole('button', { name: 'Показать' })
    .click();
  await desk.getByText('видна всем').waitFor({ timeout: patience });
});
