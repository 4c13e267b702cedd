import { expect, test } from 'vitest';
import { signInKnown } from '../../support/participation/poll-desk.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** An initiative by roles: a resident proposes it, an editor lets it out, another supports it, the city answers and decides. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

const open = 'Посадить деревья вдоль улицы Алюминиевой';
const reached = 'Поставить велопарковки у больниц и школ';
async function codeOf(contact: string): Promise<string> {
  await town.server.drain();
  const { rows } = await town.server.app.pool.query<{ secret: string }>(
    'SELECT secret FROM outbox.letter WHERE recipient = $1 AND secret IS NOT NULL ORDER BY created_at DESC LIMIT 1',
    [contact],
  );
  return rows[0]!.secret;
}

test.each([390, 1440])(
  'the first voice takes a code, the next one press; it may be taken back, at %i',
  {
    retry: 1,
  },
  async (width) => {
    const { page, context, errors } = await openPage(town.browser, town.site, { width });
    const phone = `+7902${width === 390 ? '1112233' : '1112244'}`;
    await page.goto('/initiatives');
    await page.getByRole('heading', { name: 'Собирают поддержку' }).waitFor({ timeout: patience });
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await keepShot(page, `initiatives-${width}`);
    await page.getByRole('link', { name: open }).click();
    await page.getByRole('heading', { name: open, level: 1 }).waitFor({ timeout: patience });
    await page.getByRole('button', { name: 'Поддержать' }).click();
    await page.getByLabel('Телефон или e-mail').fill(phone);
    await page.getByRole('button', { name: 'Получить код' }).click();
    const code = page.getByLabel(/^Код, отправленный/u);
    await code.waitFor({ timeout: patience });
    await code.fill(await codeOf(phone));
    await page.getByRole('button', { name: 'Подтвердить' }).click();
    await page.getByText('Вы поддержали, спасибо').waitFor({ timeout: patience });
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await keepShot(page, `initiative-${width}`);
    await page.getByRole('button', { name: 'Забрать голос' }).click();
    // From the list: card, button.
    await page.getByRole('button', { name: 'Поддержать' }).click();
    await page.getByText('Вы поддержали, спасибо').waitFor({ timeout: patience });
    await page.reload();
    await page.getByText('Вы поддержали, спасибо').waitFor({ timeout: patience });
    expect(errors).toEqual([]);
    await context.close();
  },
);

test('what is proposed is seen by its author, let out by a person, and told to everybody without a phone in it', {
  retry: 1,
}, async () => {
  const author = await town.seat(await signInKnown(town.server, '+79021113355'), 390);
  await author.goto('/initiatives/new');
  await author.getByRole('heading', { name: 'Как это будет' }).waitFor({ timeout: patience });
  await author.getByRole('button', { name: 'Отправить на проверку' }).click();
  await author.getByText('Назовите инициативу: что сделать, одной строкой').first().waitFor();
  await checkAxe(author);
  await author.getByLabel('Что сделать, одной строкой').fill('Поставить качели в сквере у вокзала');
  await author.getByLabel('Подробнее: что именно').fill('Двое качелей, мягкое покрытие и скамья рядом.');
  await author.getByLabel('Где', { exact: true }).fill('Сквер у вокзала');
  await author
    .getByLabel('Почему это нужно')
    .fill('Детям негде ждать поезд. Звоните +7 912 345-67-89, расскажу подробнее.');
  await author.getByRole('checkbox', { name: 'Мне есть 16 лет' }).check();
  await checkAxe(author);
  expect(await scrollsSideways(author)).toBe(false);
  await keepShot(author, 'initiative-new-390');
  await author.getByRole('button', { name: 'Отправить на проверку' }).click();
  await author.getByText('Пока её видите только вы').waitFor({ timeout: patience });
  await checkAxe(author);

  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto('/staff/initiatives?shelf=waiting');
  await editor
    .getByRole('link', { name: 'Поставить качели в сквере у вокзала' })
    .waitFor({ timeout: patience });
  await checkAxe(editor);
  await keepShot(editor, 'staff-initiatives');
  await editor.getByRole('link', { name: 'Поставить качели в сквере у вокзала' }).click();
  await editor.getByText('Скрыто сведений о людях: 1').waitFor({ timeout: patience });
  await checkAxe(editor);
  await keepShot(editor, 'staff-initiative');
  await editor.route('**/api/initiatives/rules', (route) => route.abort());
  await editor.reload();
  await editor.getByText('Скрыто сведений о людях: 1').waitFor({ timeout: patience });
  await editor.keyboard.press('KeyP');
  const unread = editor.getByRole('dialog', { name: 'Показать всем' });
  await unread.getByText('Порядок инициатив не загрузился').waitFor({ timeout: patience });
  await editor.unroute('**/api/initiatives/rules');
  await unread.getByRole('button', { name: 'Повторить' }).click();
  await unread.getByText(/^Все увидят её такой/u).waitFor({ timeout: patience });
  await editor.keyboard.press('Escape');
  await editor.keyboard.press('KeyP');
  await editor
    .getByRole('dialog', { name: 'Показать всем' })
    .getByRole('button', { name: 'Показать всем' })
    .click();
  await editor.getByText('собирает поддержку', { exact: true }).waitFor({ timeout: patience });

  const anyone = await town.seat(undefined, 390);
  await anyone.goto(new URL(author.url()).pathname);
  await anyone.getByText('Детям негде ждать поезд').waitFor({ timeout: patience });
  expect(await anyone.getByText('345-67-89').count()).toBe(0);
});

test('the city answers with a reason that is one and writes down what it did; a refusal is by a rule', {
  retry: 1,
}, async () => {
  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto('/staff/initiatives');
  await editor.getByRole('link', { name: reached }).click();
  await editor.getByText('Голосов хватило').waitFor({ timeout: patience });
  await editor.keyboard.press('KeyA');
  const answer = editor.getByRole('dialog', { name: 'Ответ города' });
  await answer.getByRole('radio', { name: 'Принята', exact: true }).check();
  await answer
    .getByLabel('Почему: это прочтут все')
    .fill('Ваше предложение принято к сведению и будет рассмотрено.');
  await answer.getByRole('button', { name: 'Ответить' }).click();
  await answer.getByText(/общие слова|Обоснование короткое/u).waitFor();
  await checkAxe(editor);
  await answer
    .getByLabel('Почему: это прочтут все')
    .fill(
      'Стойки поставим у трёх поликлиник и шести школ: места замерены, деньги заложены на апрель 2027 года.',
    );
  await answer.getByRole('button', { name: 'Ответить' }).click();
  await editor.getByText('Принята. Запишите, что город с этим сделал').waitFor({ timeout: patience });
  await editor.keyboard.press('KeyR');
  const decide = editor.getByRole('dialog', { name: 'Что город с этим сделал' });
  await decide.getByLabel('Что решили').fill('Велопарковки поставят в апреле');
  await decide.getByLabel(/^Документ/u).fill('Распоряжение администрации');
  await decide.getByRole('button', { name: 'Записать' }).click();
  await editor.getByText('решение принято', { exact: true }).waitFor({ timeout: patience });
  await checkAxe(editor);
  await keepShot(editor, 'staff-initiative-decided');
  await editor.getByRole('link', { name: 'Как это видят жители' }).click();
  await editor.getByRole('heading', { name: 'Ответ города: принята' }).waitFor({ timeout: patience });
  await editor.getByText('Велопарковки поставят в апреле').waitFor();
  await checkAxe(editor);
  await keepShot(editor, 'initiative-decided-1440');

  await editor.goto('/staff/initiatives?shelf=waiting');
  await editor.getByRole('link', { name: 'Сделать площадку для дрессировки собак' }).click();
  await editor.getByRole('button', { name: 'Отказать' }).click({ timeout: patience });
  const refuse = editor.getByRole('dialog', { name: 'Отказать' });
  await refuse.getByRole('button', { name: 'Отказать' }).click();
  await refuse.getByText('Выберите правило, по которому отказываете').waitFor();
  await refuse.getByRole('radio', { name: /^Такая инициатива уже есть/u }).check();
  await refuse.getByLabel('Слова автору').fill('Площадку уже предложили в парке: поддержите её.');
  await checkAxe(editor);
  await keepShot(editor, 'staff-initiative-refuse');
  await refuse.getByRole('button', { name: 'Отказать' }).click();
  await editor.getByText('отказано', { exact: true }).first().waitFor({ timeout: patience });
});
