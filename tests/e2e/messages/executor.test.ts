import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExecutorLink } from '../../../shared/contract/messages/cases-answers.ts';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { POTHOLE } from '../../support/loop.ts';
import { openBrowser, openPage, scrollsSideways, startSite } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { makeExecutors, speakToSite } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** The executor's page by a one-time link, on a phone. The answer itself goes in the resident's journey. */

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function makeLink(): Promise<string> {
  const server = speakToSite(site);
  await makeExecutors(server);
  const { number } = await submitCase(server);
  await server.drain();
  const operator = await signInAs(server, 'operator');
  const { id, version } = await server.call(getCase, { params: { number } }, operator);
  await server.call(triageCase, { params: { id }, body: { version, factId: POTHOLE } }, operator);
  const { url } = await server.call(createExecutorLink, { params: { id }, body: {} }, operator);
  return new URL(url, site.url).pathname;
}

it('a case that is not theirs goes back with a reason, and its page offers nothing more', async () => {
  const link = await makeLink();
  const { page, context, errors } = await openPage(browser, site, { width: 390 });
  await page.goto(link);
  await page.getByRole('button', { name: 'Не наше' }).click();
  await page.getByRole('button', { name: 'Вернуть координатору' }).click();
  await page.getByText('Назовите, чьё это дело').waitFor();
  await page.getByLabel('Основание').selectOption({ label: 'Объект на чужом балансе' });
  await page.getByLabel('Чьё это дело').fill('Областные дороги');
  await page.getByLabel('Почему это не ваше').fill('Дорога областная.');
  await page.getByRole('button', { name: 'Вернуть координатору' }).click();
  await page.getByText('Ссылка больше не действует, страницу можно закрыть.').waitFor();
  expect(await page.getByRole('button', { name: 'На согласование' }).count()).toBe(0);
  expect(await page.getByText(/^Ссылка действует до/u).count()).toBe(0);
  expect(await scrollsSideways(page)).toBe(false);
  await page.reload();
  await page.getByRole('heading', { name: 'Ссылка больше не действует' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
