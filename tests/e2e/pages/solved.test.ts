import { expect, test } from 'vitest';
import { openPublicationTown } from '../../support/pages/publication-town.ts';
import { plantSolved } from '../../support/pages/solved-case.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';

/** «Вы сообщили — мы сделали»: from a solved message to a post with one picture, and back to whoever wrote. */

const stage = openPublicationTown();
const { town, waitFor } = stage;

test('what was solved is told of by one picture, and whoever wrote sees on their message where', async () => {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
  const moments = { answered_at: ago(2), published_at: ago(2), registered_at: ago(5) };
  const { number } = await plantSolved(town.server, moments);
  const at = await town.seat(stage.editor());
  await at.goto('/staff/publications');
  await at.getByRole('button', { name: 'Идеи' }).click({ timeout: patience });
  const ideas = at.getByRole('dialog', { name: 'О чём написать' });
  await ideas.getByRole('radio', { name: 'Одной карточкой' }).waitFor({ timeout: patience });
  await checkAxe(at);
  await ideas.getByRole('button', { name: `Написать: № ${number}` }).click();
  const picture = at.getByLabel('Что на картинке 1');
  await picture.waitFor({ timeout: patience });
  expect(await picture.inputValue()).toMatch(/^Слева фото до работ, справа после: ул\. Титова, 5/u);
  const choose = at.getByText(/^Где: /u);
  if (
    !(await at
      .getByRole('checkbox', { name: /^ВКонтакте/u })
      .first()
      .isVisible())
  )
    await choose.click();
  await at
    .getByRole('checkbox', { name: /^ВКонтакте/u })
    .first()
    .check();
  await at.getByLabel('Когда').selectOption('Другой день и час…');
  await at.getByLabel('День', { exact: true }).fill(typedDayIn(0));
  await at.getByLabel('Время').fill('00:01');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByRole('form', { name: 'Публикация' }).waitFor({ state: 'detached', timeout: patience });

  const other = await town.seat(stage.approver());
  await other.goto('/staff/publications?view=list&shelf=approval');
  await other
    .getByRole('button', { name: /Вы сообщили/u })
    .first()
    .click({ timeout: patience });
  await other.getByRole('button', { name: 'Согласовать' }).click({ timeout: patience });
  await waitFor(other, /ВКонтакте\s*вышло/u);
  expect(stage.told().log.at(-1)).toMatchObject({ pictures: [expect.any(String)] });

  const everyone = await town.seat(undefined, 390);
  await everyone.goto(`/m/${number}`);
  await everyone.getByText(/О результате написали на странице «Город»/u).waitFor({ timeout: patience });
  await checkAxe(everyone);
});
