import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { issueSetupCode } from '../../../server/base/identity/index.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import type { TestSite } from '../../support/site/test-site.ts';

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

test('the link of the installer fills in the code, and leads the first administrator into the workplace', async () => {
  const caller = { actor: { kind: 'system', name: 'start' } as const, requestId: 'setup-link', ip: '' };
  const code = await runMutation(site.app.services, caller, issueSetupCode);
  const { page } = await openPage(browser, site);
  await page.goto(`${site.url}/staff/setup#${code}`);
  const given = page.getByLabel('Код с консоли');
  await given.waitFor();
  expect(await given.inputValue()).toBe(code);
  await page.getByLabel('Фамилия').fill('Первая');
  await page.getByLabel('Имя', { exact: true }).fill('Анна');
  await page.getByLabel('Рабочая почта').fill('first@example.org');
  await page.getByLabel('Пароль', { exact: true }).fill('Длинный пароль 2026');
  await page.getByLabel('Пароль ещё раз').fill('Длинный пароль 2026');
  await page.getByRole('button', { name: 'Завести администратора и войти' }).click();
  await page.waitForURL(`${site.url}/staff`);
});
