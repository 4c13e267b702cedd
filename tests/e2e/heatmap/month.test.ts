import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEMO_PASSWORD } from '../../../server/base/identity/people/demo-people.ts';
import { currentTaxonomy } from '../../../server/base/taxonomy/index.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { DAY } from '../../../shared/time.ts';
import {
  decide,
  markAway,
  markHere,
  reportDone,
  returnReport,
  signAgain,
  toast,
} from '../../support/group/group-steps.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';
import { watchHands } from '../../support/site/keys.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/**
 * The whole month of the working group by roles, in the demo city: a red zone, its item on the agenda, the meeting the deputy
 * presides over, the protocol, the assignment, residents told, the report to the head and the resolution that comes back.
 * Presses are counted as people make them.
 */

const executor = 'Шубин П.А.';
const text = 'Закрыть ямы по перечню';
let [secretary, deputy, member, chair, head] = [] as unknown as Page[] as [Page, Page, Page, Page, Page];
let hands: Record<'secretary' | 'chair' | 'head', () => Promise<number>>;
/** Two residents who told of the matter. */
const residents: { number: string; trackToken: string }[] = [];
/** «Заседание № 12». */
let meeting = '';
/** «Синарский район, ЖКХ»: the cell that is about to turn red. */
let zone = '';

const town = openTown(
  async () => {
    const { server } = town;
    await makeRed();
    for (const text of ['Яма на дороге у остановки', 'Яма у школы, машины объезжают по тротуару'])
      residents.push(await submitCase(server, { text, phone: `+7912000${4000 + residents.length}` }));
    await town.site.app.pool.query(
      `UPDATE cases.case_file SET status = 'in_work', executor_unit_id = (SELECT id FROM identity.unit WHERE is_active LIMIT 1)
       WHERE number = ANY($1)`,
      [residents.map(({ number }) => number)],
    );
    const seats = ['secretary', 'deputy', 'member', 'chair', 'head'] as const;
    const cookies = await Promise.all(
      seats.map((role) => signInAs(server, role, role === 'member' ? { slug: 'member-roads' } : {})),
    );
    const width = (role: (typeof seats)[number]) => (role === 'member' || role === 'head' ? 390 : 1440);
    [secretary, deputy, member, chair, head] = (await Promise.all(
      seats.map((role, at) => town.seat(cookies[at], width(role))),
    )) as [Page, Page, Page, Page, Page];
    hands = {
      secretary: await watchHands(secretary),
      chair: await watchHands(chair),
      head: await watchHands(head),
    };
  },
  { OTKLIK_DEMO: '1' },
  { seed: '2', count: 400, days: 60 },
);

/** Two messages beyond twice their term in a cell where nothing is red yet: by the rule it is red from the next count. */
async function makeRed(): Promise<void> {
  const { rows: red } = await town.site.app.pool.query<{ key: string }>(
    "SELECT place_key || ' ' || block AS key FROM zones.card WHERE state <> 'closed'",
  );
  const running = new Set(red.map(({ key }) => key));
  const blocks = currentTaxonomy().blocks.filter(({ decree }) => decree);
  const calm = blocks.find(({ code }) => !running.has(`sinarsky ${code}`))!;
  const fact = currentTaxonomy().facts.find(({ id }) => id.startsWith(`${calm.code}.`))!;
  zone = `Синарский район, ${calm.shortTitle}`;
  const cell = { district_id: 'sinarsky.trubny', block: calm.code, fact_id: fact.id, status: 'in_work' };
  const times = [6, 5].map((days) => ({
    registered_at: new Date(Date.now() - days * DAY).toISOString(),
    due_at: new Date(Date.now() - (days - 1) * DAY).toISOString(),
  }));
  await plantCases(
    town.server,
    times.map((time) => ({ ...cell, ...time })),
  );
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click({ timeout: patience });
const open = (page: Page, name: string | RegExp) =>
  page.getByRole('link', { name }).first().click({ timeout: patience });

test('a cell turns red by the rule, and stands in the agenda the data propose', async () => {
  await chair.goto('/staff/zones');
  // The young city may have a red zone already, or none.
  const listed = chair.getByRole('table', { name: 'Открытые красные зоны' });
  await listed.or(chair.getByText('Красных зон нет')).waitFor({ timeout: patience });
  expect(await chair.getByRole('link', { name: zone }).count()).toBe(0);
  await press(chair, 'Пересчитать');
  await toast(chair, 'Посчитано: открыто 1');
  await chair.getByRole('link', { name: zone }).waitFor({ timeout: patience });

  await secretary.goto('/staff/working-group');
  await press(secretary, 'Новое заседание');
  const made = secretary.getByRole('dialog', { name: 'Новое заседание' });
  await made.getByLabel('День').fill(typedDayIn(0));
  await made.getByLabel('Место').fill('каб. 305');
  await secretary.keyboard.press('Control+Enter');
  await secretary.getByText('Вопросов ещё нет').waitFor({ timeout: patience });
  await press(secretary, 'Вопросы из данных');
  const offered = secretary.getByRole('dialog', { name: 'Вопросы из данных' });
  await offered.getByRole('checkbox', { name: new RegExp(`^О красной зоне: ${zone}`, 'u') }).check();
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Взято в повестку');
  await press(secretary, 'Разослать приглашения');
  await toast(secretary, 'Приглашения отправлены');
});

test('the chair’s absence is recorded, the deputy presides, a decision has who and what proves it', async () => {
  await markHere(secretary, 'Лугова');
  await secretary.getByText('приглашение не подтверждено').first().waitFor({ timeout: patience });
  expect(await secretary.getByRole('button', { name: /председательствует Лугова/u }).count()).toBe(0);
  await markAway(secretary, 'Берестов', 'командировка');
  await markHere(secretary, 'Шубин');
  await press(secretary, /Открыть: председательствует Лугова/u);
  await secretary.getByRole('dialog', { name: 'Открыть заседание' }).waitFor({ timeout: patience });
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Заседание открыто');
  await decide(secretary, 1, { text, who: executor, result: 'Фото каждого места' });
  await press(secretary, 'Закрыть заседание');
  await toast(secretary, 'Заседание закрыто');
  meeting = (await secretary.getByRole('heading', { level: 1 }).textContent())!;
});

test('the protocol: at most twelve presses to its review, returned once, signed by who presided', async () => {
  await secretary.goto('/staff/working-group');
  await secretary.getByRole('table', { name: /^Заседания/u }).waitFor({ timeout: patience });
  await hands.secretary();
  await open(secretary, meeting);
  // What the room left open: by when.
  await press(secretary, /^Изменить решение/u);
  await secretary
    .getByRole('form', { name: /^Решение \d/u })
    .getByLabel('Срок')
    .fill(typedDayIn(14));
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Решение записано');
  await open(secretary, 'Протокол');
  await press(secretary, 'Составить протокол');
  const [file] = await Promise.all([
    secretary.waitForEvent('download'),
    secretary.getByRole('link', { name: 'Word', exact: true }).click({ timeout: patience }),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.docx$/u);
  await press(secretary, 'Направить на рассмотрение');
  await secretary.getByText('рассмотрени').first().waitFor({ timeout: patience });
  expect(await hands.secretary()).toBeLessThanOrEqual(12);

  await deputy.goto(secretary.url());
  await press(deputy, 'Вернуть секретарю');
  const returned = deputy.getByRole('dialog', { name: 'Почему протокол возвращается?' });
  await returned.getByLabel('Причина').fill('Назовите срок осмотра');
  await deputy.keyboard.press('Control+Enter');
  await toast(deputy, 'Протокол возвращён секретарю');

  await secretary.reload();
  await secretary.getByText('Назовите срок осмотра').waitFor({ timeout: patience });
  await open(secretary, 'К заседанию');
  await press(secretary, /^Изменить решение/u);
  await secretary
    .getByRole('form', { name: /^Решение \d/u })
    .getByLabel('Решили')
    .fill(`${text}, осмотр через неделю`);
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'Решение записано');
  await open(secretary, 'Протокол');
  await press(secretary, 'Направить на рассмотрение');
  await toast(secretary, 'Протокол направлен');

  await deputy.reload();
  await deputy.getByText('осмотр через неделю').first().waitFor({ timeout: patience });
  await signAgain(deputy, 'Подписать протокол', ['мимо', DEMO_PASSWORD]);
  await deputy.getByRole('heading', { level: 1, name: /^Протокол № /u }).waitFor({ timeout: patience });
  await checkAxe(deputy);
});

test('the decision binds at once: its executor reports with evidence from a phone, is returned once, then accepted', async () => {
  await member.goto('/staff');
  await member
    .getByRole('region', { name: 'Мои поручения' })
    .getByRole('link', { name: `${text}, осмотр через неделю` })
    .click({ timeout: patience });
  await press(member, 'Ознакомлен(а)');
  await toast(member, 'Ознакомление отмечено');
  // It answers for the red zone its item was proposed from.
  await member.getByRole('link', { name: zone }).waitFor({ timeout: patience });
  await reportDone(member, 'Закрыли две ямы', ['Закрыто ям', '2']);
  await secretary.goto(member.url());
  await secretary.getByText('Закрыли две ямы').first().waitFor({ timeout: patience });
  await returnReport(secretary, 'Ям пять, а не две');
  await member.reload();
  await member.getByText('Ям пять, а не две').first().waitFor({ timeout: patience });
  await reportDone(member, 'Закрыли все пять ям', ['Закрыто ям', '5']);
  expect(await scrollsSideways(member)).toBe(false);
  await checkAxe(member);
  await secretary.reload();
  await secretary.getByText('Закрыли все пять ям').first().waitFor({ timeout: patience });
  for (const { number } of residents) {
    await press(secretary, 'Связать');
    await secretary.getByRole('dialog', { name: 'Связать поручение' }).getByLabel('Номер дела').fill(number);
    await secretary.keyboard.press('Control+Enter');
    await secretary.getByRole('link', { name: new RegExp(number, 'u') }).waitFor({ timeout: patience });
  }
  await secretary.keyboard.press('KeyA');
  await toast(secretary, 'Исполнение принято');
});

test('everybody behind it is answered after approval, a post is drafted, residents read that they counted', async () => {
  await press(secretary, 'Предложить ответы: 2');
  const answers = secretary.getByRole('dialog', { name: /Ответы жителям/u });
  expect(await answers.getByLabel('Ответ', { exact: true }).inputValue()).toContain('Закрыли все пять ям');
  await secretary.keyboard.press('Control+Enter');
  await toast(secretary, 'На согласование: 2');
  const post = await secretary.getByLabel('Черновик публикации').inputValue();
  expect(post).toMatch(/^Вы сообщили — мы сделали[\s\S]*Закрыто ям: 5/u);
  await checkAxe(secretary);
  const { rows } = await town.site.app.pool.query(
    'SELECT state FROM cases.answer JOIN cases.case_file AS file ON file.id = case_id WHERE number = ANY($1)',
    [residents.map(({ number }) => number)],
  );
  expect(rows).toEqual([{ state: 'review' }, { state: 'review' }]);
  const approver = await town.seat(await signInAs(town.server, 'approver'), 1440);
  for (const { number } of residents) {
    await approver.goto(`/staff/approval?case=${number}`);
    await approver.getByRole('region', { name: formatCaseNumber(number) }).waitFor({ timeout: patience });
    await approver.keyboard.press('KeyA');
    await toast(approver, 'Утверждено, ответ уходит жителю');
  }
  await secretary.goto(`/staff/assignments?part=use&number=${residents[0]!.number}`);
  await secretary.getByText('Закрыли все пять ям').waitFor({ timeout: patience });

  const resident = await town.seat(undefined, 390);
  const { number, trackToken } = residents[1]!;
  await resident.goto(`/m/${number}?k=${trackToken}`);
  await resident.getByRole('group', { name: 'Проблема решена?' }).waitFor({ timeout: patience });
  await resident.getByText('Закрыли все пять ям').first().waitFor();
  const counted = resident.getByRole('region', { name: 'Ваше сообщение учтено' });
  await counted.getByText(/ешение рабочей группы: протокол № .*: исполнено/u).waitFor({ timeout: patience });
  await checkAxe(resident);
  await resident.goto(`/m/${number}`);
  await resident.getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
  expect(await resident.getByText('Ваше сообщение учтено').count()).toBe(0);
});

test('the report to the head: five presses from the rail to the signature', async () => {
  await chair.getByRole('heading', { level: 1, name: 'Красные зоны' }).waitFor();
  await hands.chair();
  await open(chair, 'Отчёты');
  await press(chair, /^За .*по сегодня/u);
  await chair.getByText('черновик', { exact: true }).waitFor({ timeout: patience });
  await signAgain(chair, 'Подписать отчёт', [DEMO_PASSWORD]);
  expect(await hands.chair()).toBeLessThanOrEqual(5);
  // What this month was about is in it: the red zone, the decision and how it was carried out.
  await chair
    .getByRole('table', { name: 'Зоны, которые ещё красные' })
    .getByRole('rowheader', { name: zone })
    .waitFor({ timeout: patience });
  const given = chair
    .getByRole('table', { name: 'Выдано за период' })
    .getByRole('row', { name: new RegExp(text, 'u') });
  await given.getByText('исполнено').waitFor();
  const check = chair.getByRole('link', { name: 'Страница проверки' });
  await check.waitFor({ timeout: patience });
  await checkAxe(chair);
  await press(chair, 'Отправить главе');
  await chair.getByText('у главы', { exact: true }).waitFor({ timeout: patience });
  const stranger = await town.seat();
  await stranger.goto((await check.getAttribute('href'))!);
  await stranger
    .getByText(/ОГ-\d+\//u)
    .first()
    .waitFor({ timeout: patience });
});

/** Sheets of A4 that a screen takes in print. */
async function countSheets(page: Page): Promise<number> {
  const margin = { top: '15mm', bottom: '15mm', left: '20mm', right: '10mm' };
  const file = await page.pdf({ format: 'A4', margin });
  return file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/gu)?.length ?? 0;
}

test('the head opens one link on a phone; the resolution comes back as an assignment', async () => {
  await head.goto('/head');
  await head.getByRole('heading', { name: /^Решить сегодня/u }).waitFor({ timeout: patience });
  await head.getByRole('heading', { name: /^Где болит/u }).waitFor();
  expect(await countSheets(head)).toBe(1);
  // Nothing was pressed to read it.
  expect(await hands.head()).toBe(0);
  await press(head, 'Резолюция на отчёт');
  const resolution = head.getByRole('dialog', { name: 'Резолюция' });
  await resolution.getByLabel('Текст резолюции').fill('Навести порядок на дорогах');
  await press(head, 'Поручение');
  await resolution.getByLabel('Что сделать').fill('Закрыть ямы на улице Титова');
  await resolution.getByRole('combobox', { name: 'Исполнитель' }).fill('Шубин');
  await head.getByRole('option').first().click({ timeout: patience });
  await resolution.getByLabel('По чему видно, что сделано').fill('Фото каждой ямы');
  await head.keyboard.press('Control+Enter');
  await resolution.waitFor({ state: 'hidden', timeout: patience });
  await head
    .getByRole('button', { name: 'Резолюция на отчёт' })
    .waitFor({ state: 'hidden', timeout: patience });
  await checkAxe(head);
  expect(await scrollsSideways(head)).toBe(false);
  expect(await countSheets(head)).toBe(1);
  await member.goto('/staff/assignments');
  await open(member, 'Закрыть ямы на улице Титова');
  await member
    .getByText(/^Резолюция главы/u)
    .first()
    .waitFor({ timeout: patience });
});
