import { expect, test } from 'vitest';
import { readPoll } from '../../../shared/contract/participation/polls.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import { announcePoll, approvePoll, comePoll } from '../../support/participation/town-polls.ts';
import { pdfDocument } from '../../support/pictures.ts';
import { openPage } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Paper ballots by roles: places, giving one on a tablet, a protocol that does not add up and one that does, the second person, one total. */

const town = openTown();

test('paper and phone make one total', { retry: 1 }, async () => {
  const { server } = town;
  const editorCookie = await signInAs(server, 'editor');
  const poll = await approvePoll(server, { audience: { minAge: null, districtIds: [], level: 'social' } });
  const { id } = poll;
  const editor = await town.seat(editorCookie);
  await editor.goto(`/staff/polls/${id}`);
  await editor.getByRole('button', { name: 'Назвать участки' }).click({ timeout: patience });
  await editor.getByLabel('Каждый участок с новой строки').fill('Школа № 5, ул. Ленина, 10');
  await lookOver(editor, 'paper-places');
  await editor.getByRole('dialog').getByRole('button', { name: 'Записать' }).click();
  await editor
    .getByRole('heading', { name: /^Бумажные бюллетени: 1.участок$/u })
    .waitFor({ timeout: patience });
  expect(await editor.getByRole('link', { name: /Бюллетень, PDF/u }).getAttribute('href')).toContain(
    '/papers/ballot',
  );
  await announcePoll(server, poll);
  await comePoll(server, id, 'opens_at');

  const tablet = await town.seat(editorCookie, 390);
  await tablet.goto(`/staff/polls/${id}`);
  const giveTo = async (basis: string): Promise<void> => {
    await tablet.getByRole('button', { name: 'Выдать бюллетень' }).click({ timeout: patience });
    await tablet.getByLabel(/^Или номер документа/u).fill(basis);
    await tablet.getByRole('button', { name: 'Отметить и выдать' }).click();
  };
  for (let at = 0; at < 7; at += 1) {
    await giveTo(`6514 00000${at}`);
    await tablet.getByRole('dialog').waitFor({ state: 'detached', timeout: patience });
  }
  await giveTo('65 14 000003');
  await tablet.getByText('Этот человек уже получил бумажный бюллетень').waitFor({ timeout: patience });
  await lookOver(tablet, 'paper-given-390');
  await tablet.reload();
  await giveTo('6514 000099');
  await tablet.getByRole('dialog').waitFor({ state: 'detached', timeout: patience });
  await tablet.getByRole('button', { name: 'Бюллетень вернули' }).click({ timeout: patience });
  await tablet.getByLabel(/^Или номер документа/u).fill('6514 000099');
  await tablet.getByLabel('Почему снимаете отметку').fill('Отметили по ошибке');
  await lookOver(tablet, 'paper-taken-back-390');
  await tablet.getByRole('button', { name: 'Снять отметку' }).click();
  await tablet.getByRole('dialog').waitFor({ state: 'detached', timeout: patience });
  await tablet.close();

  await comePoll(server, id, 'closes_at');
  await editor.reload();
  await editor
    .getByRole('heading', { name: 'Бумажные бюллетени. Нет подтверждённого протокола: 1 из 1' })
    .waitFor({ timeout: patience });
  await editor.getByRole('button', { name: /^Внести протокол/u }).click();
  const dialog = editor.getByRole('dialog');
  const fill = async (label: string, value: string) => dialog.getByLabel(label, { exact: true }).fill(value);
  for (const [label, value] of [
    ['Получено бюллетеней', '10'],
    ['Выдано', '7'],
    ['Испорчено', '1'],
    ['Осталось', '2'],
    ['В ящике', '7'],
    ['Из них недействительных', '0'],
    ['Двор на Титова', '4'],
    ['Двор на Суворова', '2'],
  ] as const)
    await fill(label, value);
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'protocol.pdf',
    mimeType: 'application/pdf',
    buffer: pdfDocument(),
  });
  await dialog.getByText('protocol', { exact: true }).waitFor({ timeout: patience });
  await dialog.getByRole('button', { name: 'Внести', exact: true }).click();
  await dialog
    .getByText(/Голосов и бюллетеней без отметки вместе 6, а действительных 7/u)
    .waitFor({ timeout: patience });
  await lookOver(editor, 'paper-protocol');
  await fill('Двор на Суворова', '3');
  await dialog.getByRole('button', { name: 'Внести', exact: true }).click();
  await editor.getByText('ждёт второго человека').waitFor({ timeout: patience });
  // Whoever entered it does not confirm it.
  expect(await editor.getByRole('button', { name: /^Подтвердить/u }).count()).toBe(0);
  await lookOver(editor, 'paper-waits');

  const deputy = await town.seat(await signInAs(server, 'deputy'), 390);
  await deputy.goto(`/staff/polls/${id}`);
  await deputy.getByRole('button', { name: /^Подтвердить/u }).click({ timeout: patience });
  await lookOver(deputy, 'paper-confirm-390');
  await deputy.getByRole('dialog').getByRole('button', { name: 'Подтвердить' }).click();
  await deputy.getByText('подтверждён').first().waitFor({ timeout: patience });
  await comePoll(server, id, 'closes_at');
  const { version } = await server.call(readPoll, { params: { id } }, editorCookie);
  await server.call(
    acts.judgePoll,
    { params: { id }, body: { version, act: 'publish', reason: '' } },
    await signInAs(server, 'approver'),
  );
  const open = await openPage(town.browser, town.site, { width: 390 });
  await open.page.goto(`/polls/${id}`);
  await open.page
    .getByText(/из них на бумаге 7|На бумаге/u)
    .first()
    .waitFor({ timeout: patience });
  await lookOver(open.page, 'paper-result-390');
  await open.context.close();
});
