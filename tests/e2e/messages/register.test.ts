import { expect, test } from 'vitest';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** A reader narrows the register and the map by the same filter of the address, reads on page by page and takes it away as a feed. */

const PLANTED = 26;
const recent = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

const town = openTown(async ({ site }) => {
  await plantCases(
    site,
    Array.from({ length: PLANTED }, (_, at) => ({
      published_at: recent(at),
      registered_at: recent(at + 24),
      block: at < 22 ? 'roads' : 'waste',
      district_id: at % 2 ? 'sinarsky' : 'krasnogorsky',
      title: at < 22 ? `Яма на дороге № ${at}` : `Контейнер переполнен <${at}> & "мусор"`,
      address: at === 0 ? null : `ул. Титова, ${at}`,
      ...(at > 0 && { lat: 56.415 + at / 2000, lon: 61.92 }),
    })),
  );
});

for (const width of [390, 1440])
  test(`a register at ${width} is narrowed, read on and emptied`, { retry: 1 }, async () => {
    const at = await town.seat(undefined, width);
    await at.goto('/messages');
    await at
      .getByText(`${PLANTED} сообщений. Новые сверху.`.replace(' ', '\u00a0'))
      .waitFor({ timeout: patience });
    expect(await at.locator('.register__row').count()).toBe(20);
    await at.getByRole('button', { name: 'Показать ещё' }).click();
    await expect.poll(() => at.locator('.register__row').count(), { timeout: patience }).toBe(PLANTED);
    expect(await scrollsSideways(at)).toBe(false);
    await checkAxe(at);
    if (process.env.LOOK) await at.screenshot({ path: `${process.env.LOOK}/register-${width}.png` });
    await at.getByLabel('Тема').selectOption('roads');
    await at.getByLabel('Район').selectOption('sinarsky');
    await at.getByText('11\u00a0сообщений').waitFor({ timeout: patience });
    await at.getByLabel('Слова заголовка, адреса или темы').fill('титова 7');
    await at.getByRole('button', { name: 'Найти' }).click();
    await at.getByText('1\u00a0сообщение. Новые сверху.').waitFor({ timeout: patience });
    expect(at.url()).toContain('district=sinarsky');
    await at.getByRole('link', { name: 'Показать на карте' }).click();
    await at.getByRole('heading', { name: 'Карта проблем' }).waitFor({ timeout: patience });
    await at.locator('.map-row').first().waitFor({ timeout: patience });
    expect(await at.locator('.map-row').count()).toBe(1);
    await checkAxe(at);
    if (process.env.LOOK) await at.screenshot({ path: `${process.env.LOOK}/map-${width}.png` });
    await at.goto('/messages?q=такого+нет&block=roads');
    await at.getByRole('heading', { name: 'По этому отбору ничего нет' }).waitFor({ timeout: patience });
    await checkAxe(at);
    await at.getByRole('button', { name: 'Показать все' }).click();
    await at.getByText(`${PLANTED}\u00a0сообщений`).waitFor({ timeout: patience });
  });

test('a feed of any filter is XML a browser takes; one that fails says so', { retry: 1 }, async () => {
  const at = await town.seat(undefined, 390);
  await at.goto('/messages?block=waste');
  for (const name of ['RSS', 'Atom']) {
    const address = await at
      .getByRole('link', { name, exact: true })
      .getAttribute('href', { timeout: patience });
    expect(address).toContain('block=waste');
    const text = await (await fetch(town.site.url + address)).text();
    const found = await at.evaluate((xml) => {
      const read = new DOMParser().parseFromString(xml, 'application/xml');
      const titles = [...read.querySelectorAll('item > title, entry > title')].map(({ textContent: told }) =>
        told.trim(),
      );
      return { isBroken: read.querySelector('parsererror') !== null, titles };
    }, text);
    expect(found.isBroken).toBe(false);
    expect(found.titles).toHaveLength(4);
    expect(found.titles[0]).toBe('Контейнер переполнен <22> & "мусор"');
  }
  await at.route('**/api/open/messages?*', (route) => route.abort());
  await at.getByLabel('Район').selectOption('sinarsky');
  await at.getByRole('heading', { name: 'Сообщения не загрузились' }).waitFor({ timeout: patience });
  await checkAxe(at);
});
