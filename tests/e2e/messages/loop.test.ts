import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { getCity, locatePoint } from '../../../shared/contract/base/territory.ts';
import { getMatrix } from '../../../shared/contract/heatmap/heatmap.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { drawPicture, SAMPLE_POSITION } from '../../support/pictures.ts';
import { openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { readLinkToken } from '../../support/site/cases.ts';
import { makeExecutors, speakToSite } from '../../support/site/journey.ts';
import * as roles from '../../support/site/roles.ts';
import type { Speaker } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/**
 * The whole loop on its screens: a message, its executor, an answer returned and mended, «не решено», a second round,
 * «решено». At every stage the matrix, the list of places and the public map show where it stands.
 */

const text = 'Яма на проезжей части у остановки. Машины объезжают её по встречной, заделайте, пожалуйста.';
const title = 'Яма на проезжей части у остановки';

/** A period that has today in it: the usual one is of days that are over. */
const withToday = (): string => {
  const to = localDay(Date.now(), 'Asia/Yekaterinburg');
  return `from=${to}&to=${to}`;
};

let site: TestSite;
let server: Speaker;
let browser: Browser;
const errors: string[] = [];
/** Where the number of the message stands in the matrix. */
let cell: { district: string; block: string; digit: number };
let number = '';

beforeAll(async () => {
  site = await startSite();
  server = speakToSite(site);
  await makeExecutors(server);
  const { lat, lon } = SAMPLE_POSITION;
  const { districtId } = await server.call(locatePoint, { query: { lat, lon } });
  const { districts } = await server.call(getCity, {});
  const roads = (await server.call(getTaxonomy, {})).blocks.find(({ code }) => code === 'roads')!;
  const district = districts.find(({ id }) => id === districtId)!.title;
  cell = { district, block: roads.title, digit: roads.digit };
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Somebody at their own device; a role of staff is signed in. */
async function seat(width: number, role?: string): Promise<Page> {
  const cookie = role ? await signInAs(server, role) : undefined;
  const opened = await openPage(browser, site, { width, ...(cookie && { cookie }) });
  opened.page.on('pageerror', (error) => errors.push(`${role ?? width}: ${error.message}`));
  return opened.page;
}

interface Stage {
  open: number;
  /** Answers «решено» of the day: one that was returned is among them, and the next one beside it. */
  solved: number;
  /** Shape of the point, in words. */
  shape: string;
  /** What the public map says; null while the message is not published. */
  public: RegExp | null;
}

/** What a member of staff and a passer-by see of the message now. */
async function expectStage(watcher: Page, passerBy: Page, stage: Stage): Promise<void> {
  await server.drain();
  for (const measure of ['open', 'solved'] as const) {
    await watcher.goto(`/staff/heatmap?measure=${measure}&${withToday()}`);
    const place = `— ${cell.district}, ${cell.block}`;
    const shown =
      stage[measure] > 0
        ? watcher.getByRole('link', { name: new RegExp(`^${stage[measure]}\\s*${place}`, 'u') })
        : watcher.getByRole('img', { name: `Нет сообщений ${place}` });
    await shown.waitFor();
  }
  await watcher.goto(`/staff/heatmap?view=table&measure=received&${withToday()}`);
  await watcher.getByRole('tab', { name: 'Места на карте' }).click();
  const row = watcher.getByRole('row', { name: formatCaseNumber(number) });
  await row.getByRole('cell', { name: stage.shape, exact: true }).waitFor();
  await passerBy.goto('/map');
  if (stage.public === null) await passerBy.getByRole('heading', { name: 'На карте пока пусто' }).waitFor();
  else await passerBy.getByRole('listitem').filter({ hasText: title }).getByText(stage.public).waitFor();
}

/** Figures of the server, where no screen is to show another stage than before. */
async function expectFigures(stage: Pick<Stage, 'open' | 'solved'>): Promise<void> {
  await server.drain();
  const cookie = await signInAs(server, 'observer');
  const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10);
  for (const measure of ['open', 'solved'] as const) {
    const query = { from: day(-1), to: day(1), measure };
    const { total } = await server.call(getMatrix, { query }, cookie);
    expect(total.total.count, measure).toBe(stage[measure]);
  }
}

test('a message goes round twice until its author says that it is solved', async () => {
  const [resident, executor, passerBy] = [await seat(390), await seat(390), await seat(1440)];
  const [operator, approver, watcher] = [
    await seat(1440, 'operator'),
    await seat(1440, 'approver'),
    await seat(1440, 'observer'),
  ];
  const photo = await drawPicture('jpeg', { width: 640, height: 480, withExif: true });
  const expectNow = (stage: Stage) => expectStage(watcher, passerBy, stage);
  const readToken = async () => {
    await server.drain();
    const { rows } = await site.app.pool.query<{ id: string }>('SELECT id FROM cases.case_file');
    return readLinkToken(server, rows[0]!.id);
  };
  const sees = async (words: RegExp) => {
    await resident.reload();
    await resident.getByRole('region', { name: 'Как шло дело' }).getByText(words).first().waitFor();
  };

  number = await roles.submitMessage(resident, { text, phone: '+7 912 000-00-17', photo });
  await expectNow({ open: 1, solved: 0, shape: 'новое', public: null });

  await roles.sortByKeys(operator, title, cell.digit);
  await roles.publishCase(operator, number);
  await expectNow({ open: 1, solved: 0, shape: 'в работе', public: /^В работе, ответ до\s/u });
  await sees(/^Назначен исполнитель$/u);

  await roles.answerByLink(executor, await readToken(), { text: 'Яму засыпали щебнем 2 ноября.', photo });
  await expectFigures({ open: 1, solved: 0 });

  await roles.returnAnswer(approver, number, 'Щебень вымоет. Напишите, когда будет асфальт.');
  await expectFigures({ open: 1, solved: 0 });
  await sees(/^Ответ дорабатывают$/u);

  await executor.reload();
  await executor.getByText('Щебень вымоет. Напишите, когда будет асфальт.').waitFor();
  await roles.answerByLink(executor, await readToken(), {
    text: 'Яму засыпали и заасфальтировали 3 ноября.',
  });
  await roles.approveAnswer(approver, number);
  await expectNow({ open: 0, solved: 1, shape: 'решено', public: /^Решено\s/u });
  await sees(/^Ответ дан$/u);
  await resident.getByText('Яму засыпали и заасфальтировали 3 ноября.').waitFor();

  const refusal = 'Асфальт провалился в первый же день.';
  await roles.rateAnswer(resident, { resolved: 'Нет', comment: refusal, send: 'Вернуть в работу' });
  await resident.getByText('Сообщение вернулось в работу с новым сроком.').waitFor();
  await expectNow({ open: 1, solved: 1, shape: 'в работе', public: /^В работе, ответ до\s/u });
  await sees(/^Возвращено в работу$/u);

  await roles.sortByKeys(operator, title, cell.digit);
  await roles.answerByLink(executor, await readToken(), { text: 'Переложили асфальт с основанием.', photo });
  await roles.approveAnswer(approver, number);
  await expectFigures({ open: 0, solved: 2 });

  await roles.rateAnswer(resident, { resolved: 'Да', score: 5, send: 'Отправить оценку' });
  await resident.getByText('и это подтвердил житель.').waitFor();
  await expectNow({ open: 0, solved: 2, shape: 'решено', public: /^Решено\s.*подтвердил житель$/u });
  expect(errors).toEqual([]);
}, 600_000);
