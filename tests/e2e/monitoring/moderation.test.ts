import { expect, test } from 'vitest';
import { isSaid, openIncident, openSocialTown } from '../../support/networks/social-feed.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** A comment is taken off by a rule, its author objects, another person puts it back: each on a screen of their own. */

const { town, network, operator, write, openFeed } = openSocialTown();

test('a comment is taken off by a published rule, and comes back by an objection', { retry: 1 }, async () => {
  const words = `Окна дёшево, звоните прямо сейчас ${Date.now() % 10_000}`;
  await write(words);
  const at = await openFeed(operator());
  await openIncident(at, new RegExp(words, 'u'));
  await at.getByRole('button', { name: /^Скрыть по правилу… ?: /u }).waitFor({ timeout: patience });
  await at.keyboard.press('KeyH');
  const dialog = at.getByRole('dialog', { name: 'Скрыть по правилу' });
  await dialog.getByText('Критику, жалобы и несогласие не убираем').waitFor({ timeout: patience });
  await dialog.getByText(/отпечаток/u).waitFor();
  // Without a rule and its ground nothing is sent.
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Назовите правило');
  await dialog.getByRole('radio', { name: /^5\. Реклама и спам/u }).check();
  await dialog.getByLabel('Что именно нарушает правило').fill('Продают окна');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await isSaid(at, /^М-\d{4}-\d{2}-\d{4}: убирается/u);
  await expect.poll(() => network.deeds.at(-1), { timeout: patience }).toMatch(/^hide/u);
  await at
    .getByRole('link', { name: /^М-.*правило 5/u })
    .first()
    .click();

  await at.getByRole('heading', { name: /^М-.*Правило 5 «Реклама и спам»/u }).waitFor({ timeout: patience });
  await at.getByText('убран', { exact: true }).waitFor({ timeout: patience });
  await at
    .getByRole('region', { name: 'Что сказано автору' })
    .getByText(/^Здравствуйте! Комментарий/u)
    .waitFor();
  await checkAxe(at);
  const notice = network.said.at(-1)!.text;
  const [, number, code] = /(М-[\d-]+), код (\S{6})/iu.exec(notice) ?? [];

  const author = await town.seat('', 390);
  await author.goto(`/comment-rules?act=${encodeURIComponent(number!.toUpperCase())}`);
  await author.getByRole('heading', { name: 'Правила комментариев' }).waitFor({ timeout: patience });
  await author.getByRole('button', { name: 'Возразить' }).waitFor({ timeout: patience });
  await checkAxe(author);
  await author.getByLabel('Код').fill('XXXXXX');
  await author.getByLabel('С чем вы не согласны').fill('Это не реклама, я делюсь опытом');
  await author.getByRole('button', { name: 'Возразить' }).click();
  await isSaid(author, /не подходят друг к другу/u);
  await author.getByLabel('Код').fill(code!.toLowerCase());
  await author.getByRole('button', { name: 'Возразить' }).click();
  await isSaid(author, /^Возражение (?:принято|получено)/u);

  const judge = await town.seat(await signInAs(town.server, 'approver'), 1440);
  await judge.goto('/staff/moderation?view=appeals');
  await judge.getByRole('link', { name: new RegExp(`^${number}`, 'iu') }).click({ timeout: patience });
  await judge.getByRole('button', { name: 'Решить о возражении' }).waitFor({ timeout: patience });
  await judge.keyboard.press('KeyP');
  const decision = judge.getByRole('dialog', { name: 'Решить о возражении' });
  await decision.getByRole('radio', { name: 'Вернуть комментарий' }).check();
  await decision.getByText('Сеть вернёт комментарий').waitFor();
  await decision.getByLabel('Что сказать автору').fill('Вы правы: это не реклама.');
  await judge.keyboard.press('Control+Enter');
  await isSaid(judge, 'О возражении решено');
  await expect.poll(() => network.deeds.at(-1), { timeout: patience }).toMatch(/^restore/u);
  await judge.goto('/staff/moderation?view=register');
  await judge
    .getByRole('table')
    .getByText('возвращён', { exact: true })
    .first()
    .waitFor({ timeout: patience });
  await judge.goto('/staff/moderation?view=figures');
  await judge
    .getByRole('table', { name: 'Сколько убрано по каждому правилу' })
    .waitFor({ timeout: patience });
});
