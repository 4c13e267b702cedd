import { expect, test } from 'vitest';
import { openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** Lists longer than a page: the town of the tests has few things that are over, so that the answers are made longer on their way. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

const following: Readonly<Record<string, string | null>> = { first: 'second', second: 'third', third: null };

test.each([
  { link: 'Опросы', list: 'polls' },
  { link: 'Обсуждения', list: 'discussions' },
  { link: 'Инициативы жителей', list: 'initiatives' },
])('those before come page by page, in $link', { retry: 1 }, async ({ link, list }) => {
  const { page, context, errors } = await openPage(town.browser, town.site, { width: 1440 });
  await page.route(`**/api/open/${list}*`, async (route) => {
    const url = new URL(route.request().url());
    const at = url.searchParams.get('cursor') ?? 'first';
    url.searchParams.delete('cursor');
    const response = await route.fetch({ url: url.href });
    const { over, ...rest } = await response.json();
    const named = over.map((one: { title: string }) => ({ ...one, title: `${at}: ${one.title}` }));
    await route.fulfill({ response, json: { ...rest, over: named, next: following[at] } });
  });
  // From another page: the server draws the one that is opened by its address.
  await page.goto('/about');
  await page.getByRole('link', { name: link }).first().click();
  const over = page.getByRole('region', { name: 'Завершены' });
  const former = over.getByRole('button', { name: 'Показать прежние' });
  await over
    .getByRole('link', { name: /^first: / })
    .first()
    .waitFor({ timeout: patience });
  expect(await over.getByRole('link', { name: /^second: / }).count()).toBe(0);
  await former.click();
  const second = over.getByRole('link', { name: /^second: / });
  await second.first().waitFor({ timeout: patience });
  expect(await over.getByRole('link', { name: /^third: / }).count()).toBe(0);
  await former.click();
  await over
    .getByRole('link', { name: /^third: / })
    .first()
    .waitFor({ timeout: patience });
  expect(await former.count()).toBe(0);
  expect(await over.getByRole('link', { name: /^first: / }).count()).toBe(await second.count());
  expect(await scrollsSideways(page)).toBe(false);
  expect(errors).toEqual([]);
  await context.close();
});
