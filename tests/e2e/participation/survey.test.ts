import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { listDistricts } from '../../../server/base/territory/index.ts';
import { itemAt } from '../../../shared/lists.ts';
import { signInKnown } from '../../support/participation/poll-desk.ts';
import { runPoll } from '../../support/participation/town-polls.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** A survey whose questions depend on what was answered, of which so many answers are enough; and how few presses one question takes. */

const town = openTown();
const branching = 'Как вы ездите по городу?';
const short = 'Где поставить ёлку?';

const option = (id: string, title: string) => ({ id, title });

beforeAll(async () => {
  await runPoll(town.server, {
    title: branching,
    asks: { district: true, age: false },
    audience: { minAge: null, districtIds: [], level: 'social' },
    quotas: [{ side: 'district', group: districtAt(0), most: 1 }],
    questions: [
      {
        id: 'bus',
        kind: 'single',
        title: 'Ездите на автобусе?',
        hasUnsure: true,
        options: [option('yes', 'Езжу'), option('no', 'Не езжу')],
      },
      {
        id: 'route',
        kind: 'multi',
        title: 'По каким маршрутам?',
        hasUnsure: true,
        options: [option('one', 'Первый'), option('two', 'Второй')],
        showIf: [{ questionId: 'bus', anyOf: ['yes'] }],
      },
      {
        id: 'why',
        kind: 'single',
        title: 'Почему не ездите?',
        hasUnsure: true,
        options: [option('car', 'Своя машина'), option('late', 'Опаздывает')],
        showIf: [{ questionId: 'bus', anyOf: ['no'] }],
      },
    ],
  });
  await runPoll(town.server, {
    title: short,
    audience: { minAge: null, districtIds: [], level: 'social' },
    questions: [
      {
        id: 'tree',
        kind: 'single',
        title: short,
        hasUnsure: true,
        options: [option('square', 'На площади'), option('park', 'В парке')],
      },
    ],
  });
});

const districtAt = (at: number): string =>
  itemAt(
    listDistricts().filter(({ id }) => !id.includes('.')),
    at,
  ).id;

const sit = async (width: 390 | 1440): Promise<Page> =>
  town.seat(await signInKnown(town.server, `+7902${String(Date.now()).slice(-7)}`), width);
const group = (page: Page, name: RegExp) => page.getByRole('group', { name });

test.each([390, 1440] as const)('what is asked depends on what was answered, at %i', async (width) => {
  const page = await sit(width);
  await page.goto('/polls');
  await page.getByRole('link', { name: branching }).click();
  await page.getByRole('radio', { name: 'Езжу', exact: true }).check({ timeout: patience });
  await group(page, /По каким маршрутам/u).waitFor();
  expect(await group(page, /Почему не ездите/u).count()).toBe(0);
  await page.getByRole('checkbox', { name: 'Первый' }).check();
  await page.getByRole('radio', { name: 'Не езжу' }).check();
  await group(page, /Почему не ездите/u).waitFor();
  expect(await group(page, /По каким маршрутам/u).count()).toBe(0);
  await page.getByRole('radio', { name: 'Опаздывает' }).check();
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('combobox', { name: 'Где вы живёте' }).selectOption(districtAt(width === 390 ? 0 : 1));
  await page.getByRole('button', { name: 'Отправить ответ' }).click();
  await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });
  // What was chosen for a question that is asked no more went nowhere.
  const { rows } = await town.server.app.pool.query(
    `SELECT answers FROM polls.sheet JOIN polls.poll ON poll.id = poll_id WHERE title = $1`,
    [branching],
  );
  for (const { answers } of rows) expect(answers).toEqual({ bus: ['no'], why: ['late'] });
});

test('of a district that has answered enough nobody else is counted, and is told so', async () => {
  const page = await sit(390);
  await page.goto('/polls');
  await page.getByRole('link', { name: branching }).click();
  await page.getByRole('radio', { name: 'Езжу', exact: true }).check({ timeout: patience });
  await page.getByRole('checkbox', { name: 'Второй' }).check();
  await page.getByRole('combobox', { name: 'Где вы живёте' }).selectOption(districtAt(0));
  await page.getByRole('button', { name: 'Отправить ответ' }).click();
  await page.getByText(/^Из вашей группы уже ответили столько/u).waitFor({ timeout: patience });
  await checkAxe(page);
});

test('whoever has signed in before answers one question in three presses from the list', async () => {
  const page = await sit(390);
  await page.goto('/polls');
  const presses = [
    page.getByRole('link', { name: short }),
    page.getByRole('radio', { name: 'В парке' }),
    page.getByRole('button', { name: /^Выбрать: В парке/u }),
  ];
  for (const press of presses) await press.click({ timeout: patience });
  await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });
});
