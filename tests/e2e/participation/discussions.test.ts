import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lastOf } from '../../../shared/lists.ts';
import { openPage } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot, lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A resident with a phone proposes to a paragraph; nothing is finished until each remark has a reasoned answer; hearings take paper. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

const embankment = 'Как обустроить набережную Исети';
const quarter = 'Проект планировки квартала у городского парка';

async function codeOf(contact: string): Promise<string> {
  await town.server.drain();
  const { rows } = await town.server.app.pool.query<{ secret: string }>(
    'SELECT secret FROM outbox.letter WHERE recipient = $1 AND secret IS NOT NULL ORDER BY created_at DESC LIMIT 1',
    [contact],
  );
  return rows[0]!.secret;
}

test.each([390, 1440])(
  'at %s a resident reads a project, proposes to a paragraph, and sees it at once',
  async (width) => {
    const { page, context, errors } = await openPage(town.browser, town.site, { width });
    const phone = width === 390 ? '+79001112255' : '+79001112266';
    await page.goto('/consultations');
    await page.getByRole('heading', { name: 'Идут' }).waitFor({ timeout: patience });
    await lookOver(page, `list-${width}`);
    await page.getByRole('link', { name: embankment }).click();
    await page.getByRole('heading', { name: embankment, level: 1 }).waitFor({ timeout: patience });
    await page.getByText('2 предложения', { exact: true }).click();
    await page.getByText('Плитка зимой скользкая').waitFor();
    await lookOver(page, `project-${width}`);
    await page.getByRole('button', { name: 'Предложить к пункту 4' }).click();
    const form = page.getByRole('form', { name: 'Предложить: к пункту 4' });
    await form.getByRole('button', { name: 'Отправить предложение' }).click();
    await form.getByText('Напишите, что предлагаете изменить').waitFor();
    await form
      .getByLabel('Что предлагаете и почему')
      .fill('Поставьте датчики движения: зачем светить пустой набережной?');
    await form.getByRole('button', { name: 'Отправить предложение' }).click();
    await page.getByRole('heading', { name: 'Ещё шаг: подтвердите, что вы это вы' }).waitFor();
    await lookOver(page, `propose-${width}`);
    await page.getByLabel('Телефон или e-mail').fill(phone);
    await page.getByRole('button', { name: 'Получить код' }).click();
    const code = page.getByLabel(/^Код, отправленный/u);
    await code.waitFor({ timeout: patience });
    await code.fill(await codeOf(phone));
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    const own = page.getByRole('region', { name: 'Ваши предложения' });
    await own.getByText('Поставьте датчики движения').waitFor({ timeout: patience });
    await own.getByText('пока видите только вы').waitFor();
    const support = page.getByRole('button', { name: /^Поддержать.*предложение 2$/u });
    if (!(await support.isVisible())) await page.getByText('2 предложения', { exact: true }).click();
    await support.click();
    await page
      .getByRole('button', { name: /^Вы поддержали.*предложение 2$/u })
      .waitFor({ timeout: patience });
    await lookOver(page, `proposed-${width}`);

    await page.goto('/consultations');
    await page.getByRole('link', { name: quarter }).click();
    await page.getByText('Проект планировки утверждён с изменениями').waitFor({ timeout: patience });
    await page.getByText('Второй въезд прошёл бы через школьный двор').waitFor();
    await page.getByRole('heading', { name: 'Что изменилось в проекте' }).waitFor();
    await lookOver(page, `result-${width}`);
    const paper = await page.getByRole('link', { name: /^PDF.*Заключение/u }).getAttribute('href');
    const file = await page.request.get(paper!);
    expect(file.headers()['content-type']).toBe('application/pdf');
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');
    if (process.env.OTKLIK_SHOTS)
      writeFileSync(`${process.env.OTKLIK_SHOTS}/conclusion.pdf`, await file.body());
    await page.getByLabel('Показать').selectOption({ label: 'Не учтено' });
    await page.getByText('Когда починят лифт').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await context.close();
  },
);

test('a consultation refuses to be finished until each remark has a reasoned answer', async () => {
  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto('/staff/discussions');
  await editor.getByRole('link', { name: embankment }).click();
  await editor.getByRole('heading', { name: embankment, level: 1 }).waitFor({ timeout: patience });
  const list = editor.getByRole('list', { name: 'Замечания' });
  await list.getByText('Два метра мало').waitFor({ timeout: patience });
  await lookOver(editor, 'staff-open');
  await editor.getByRole('button', { name: 'Закрыть раньше' }).click();
  const closing = editor.getByRole('dialog', { name: 'Закрыть раньше' });
  await closing.getByLabel('Почему закрыто раньше').fill('Предложения собраны');
  await closing.getByRole('button', { name: 'Закрыть раньше' }).click();
  await editor
    .getByText(/Без обоснованного ответа \d+.замечани/u)
    .first()
    .waitFor({ timeout: patience });
  const finish = async (): Promise<void> => {
    await editor.getByRole('button', { name: 'Все ответы даны' }).click();
    const dialog = editor.getByRole('dialog', { name: 'Все ответы даны' });
    await dialog.getByRole('button', { name: 'Все ответы даны' }).click();
  };
  await finish();
  const refused = editor.getByRole('dialog', { name: 'Все ответы даны' });
  await refused.getByText(/Без обоснованного ответа/u).waitFor({ timeout: patience });
  await keepShot(editor, 'staff-refused');
  await refused.getByRole('button', { name: /Показать замечания без ответа/u }).click();
  await refused.waitFor({ state: 'detached' });

  // By the keys alone: the next remark, «не учтено», the reason, Ctrl+Enter.
  const total = await list.getByRole('listitem').count();
  expect(total).toBeGreaterThanOrEqual(6);
  await editor.keyboard.press('KeyJ');
  await editor.keyboard.press('Digit3');
  await editor.getByLabel('Почему не учтено').fill('Отклонено');
  await editor.keyboard.press('Control+Enter');
  await editor.getByText(/Обоснование короткое: 9 из 40/u).waitFor();
  await editor
    .getByLabel('Почему не учтено')
    .fill('Предложение отклонено в соответствии с законодательством.');
  await editor.getByText(/Это общие слова/u).waitFor();
  await lookOver(editor, 'staff-answer');
  for (let left = total; left > 0; left -= 1) {
    await editor
      .getByLabel('Почему не учтено')
      .fill(`Ширина берега здесь семь метров, больше не поместить: замер ${left} сделан в октябре.`);
    await editor.keyboard.press('Control+Enter');
    await expect.poll(() => list.getByRole('listitem').count(), { timeout: patience }).toBe(left - 1 || 0);
    if (left === 1) break;
    await editor.keyboard.press('KeyJ');
    await editor.keyboard.press('Digit3');
  }
  await finish();
  await refused.getByText(/Не просмотрено/u).waitFor({ timeout: patience });
  await editor.keyboard.press('Escape');
  await editor.getByRole('radio', { name: /^Не просмотрены/u }).check();
  const waiting = editor.getByRole('button', { name: /^Показать всем/u });
  await waiting.first().waitFor({ timeout: patience });
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await waiting.first().click();
    await expect.poll(() => waiting.count(), { timeout: patience }).toBe(left - 1);
  }
  await finish();
  await editor.getByText('ответы даны', { exact: true }).first().waitFor({ timeout: patience });

  const approver = await town.seat(await signInAs(town.server, 'approver'), 390);
  await approver.goto(new URL(editor.url()).pathname);
  await approver.getByRole('button', { name: 'Обнародовать итог' }).click();
  await approver
    .getByRole('dialog', { name: 'Обнародовать итог' })
    .getByRole('button', { name: 'Обнародовать итог' })
    .click();
  await approver.getByText('итог обнародован', { exact: true }).first().waitFor({ timeout: patience });
  await lookOver(approver, 'staff-published-390');
  const id = lastOf(new URL(editor.url()).pathname.split('/'));
  const paper = await approver.request.get(`/api/open/discussions/${id}/papers/summary?format=html`);
  expect(await paper.text()).toContain('СВОД ПРЕДЛОЖЕНИЙ');
});

test('hearings are written by the keyboard, and a remark on paper is entered', async () => {
  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto('/staff/discussions');
  await editor.getByRole('link', { name: quarter }).waitFor({ timeout: patience });
  await lookOver(editor, 'staff-list');
  await editor.keyboard.press('KeyN');
  const dialog = editor.getByRole('dialog', { name: 'Новое обсуждение' });
  await dialog.getByLabel('Что обсуждаем').fill('Изменения в правила застройки');
  await dialog.getByRole('radio', { name: /^Публичные слушания/u }).check();
  await editor.keyboard.press('Control+Enter');
  await editor
    .getByRole('heading', { name: 'Изменения в правила застройки', level: 1 })
    .waitFor({ timeout: patience });
  await editor.getByText('В проекте нет ни одного пункта').waitFor();
  const day = (ahead: number) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
  await editor.getByLabel('О чём это, простыми словами').fill('Что можно строить у парка');
  await editor.getByLabel('Предмет по закону').selectOption('land-use-rules');
  await editor.getByLabel('Начало', { exact: true }).fill(day(9));
  await editor.getByLabel('Конец', { exact: true }).fill(day(25));
  await editor.getByLabel('Итог к какому дню').fill(day(32));
  await editor.getByLabel('Кто отвечает за обсуждение').fill('Комиссия по застройке');
  await editor.getByLabel('День собрания').fill(day(20));
  await editor.getByLabel('Место', { exact: true }).fill('Дом культуры');
  await editor.getByLabel('Адрес', { exact: true }).fill('ул. Ленина, 36');
  await editor.getByLabel('Экспозиция проекта').fill('там же, по будням с 9 до 18');
  await editor.getByLabel('Добавить пункты').fill('Первый пункт.\n\nВторой пункт.\n\nТретий пункт.');
  await editor.getByRole('button', { name: 'Добавить 3 пункта' }).click();
  await editor.getByRole('button', { name: 'Пункт 3 выше' }).click();
  expect(await editor.getByLabel('Пункт 2', { exact: true }).inputValue()).toBe('Третий пункт.');
  await editor.getByText('можно отправлять на проверку').waitFor();
  await lookOver(editor, 'staff-writing');
  await editor.getByRole('button', { name: 'Записать' }).click();
  await editor.getByText('Записано').waitFor({ timeout: patience });

  await editor.getByRole('button', { name: 'На проверку' }).click();
  await editor
    .getByRole('dialog', { name: 'На проверку' })
    .getByRole('button', { name: 'На проверку' })
    .click();
  await editor.getByText('на проверке').first().waitFor({ timeout: patience });
  const approver = await town.seat(await signInAs(town.server, 'approver'), 390);
  await approver.goto(new URL(editor.url()).pathname);
  await approver.getByRole('button', { name: 'Утвердить' }).click();
  await approver
    .getByRole('dialog', { name: 'Утвердить' })
    .getByRole('button', { name: 'Утвердить' })
    .click();
  await approver.getByText('Утверждено. Объявите').waitFor({ timeout: patience });
  await lookOver(approver, 'staff-approved-390');
  await editor.reload();
  await editor.getByRole('button', { name: 'Объявить' }).click();
  await editor.getByRole('dialog', { name: 'Объявить' }).getByRole('button', { name: 'Объявить' }).click();
  await editor.getByText('объявлено', { exact: true }).first().waitFor({ timeout: patience });

  // It has begun: what the clock would do is done at once.
  await town.server.app.pool.query(
    `UPDATE discussions.discussion SET state = 'open', opened_at = now(), announced_at = now() - interval '9 days' WHERE title = $1`,
    ['Изменения в правила застройки'],
  );
  await editor.reload();
  await editor.getByRole('button', { name: 'Внести замечание' }).click();
  const enter = editor.getByRole('dialog', { name: 'Внести замечание' });
  await enter.getByRole('radio', { name: /^На бумаге/u }).check();
  await enter.getByLabel('Замечание словами автора').fill('Оставьте проход к реке');
  await enter.getByRole('checkbox', { name: /согласие автора/u }).check();
  await enter.getByLabel('Имя автора, как на бумаге').fill('Пробный Житель');
  await keepShot(editor, 'staff-enter');
  await editor.keyboard.press('Control+Enter');
  const list = editor.getByRole('list', { name: 'Замечания' });
  await list.getByText('Оставьте проход к реке').waitFor({ timeout: patience });
  expect(await editor.getByText('Пробный Житель').count()).toBe(0);
  await editor.getByRole('button', { name: /^Кто написал/u }).click();
  await editor.getByRole('dialog').getByLabel('Зачем').fill('Уточнить, о каком проходе речь');
  await editor.getByRole('dialog').getByRole('button', { name: 'Показать' }).click();
  await editor.getByRole('dialog').getByText('Пробный Житель').waitFor({ timeout: patience });
  await lookOver(editor, 'staff-revealed');
});
