import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPicture } from '../../support/pictures.ts';
import { launchBrowser, startSite } from '../../support/site/browser.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** A message sent by a browser that runs no scripts: nothing typed is lost, nothing is sent twice or from elsewhere. */

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const text = 'На остановке разбит фонарь, вечером ничего не видно.';

async function onPlainPhone(work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: site.url,
    viewport: { width: 390, height: 844 },
  });
  try {
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const count = async (table: 'cases.case_file' | 'cases.attachment') => {
  const { rows } = await site.app.pool.query<{ count: number }>(`SELECT count(*)::int FROM ${table}`);
  return rows[0]!.count;
};

const fill = (key: string): FormData => {
  const form = new FormData();
  const values = { key, text, placeless: 'on', email: 'zhitel@example.ru', consent: 'on' };
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
};
const post = (form: FormData, headers: Record<string, string> = {}) =>
  fetch(`${site.url}/new/simple`, { method: 'POST', body: form, headers, redirect: 'manual' });

describe('a browser without scripts', () => {
  it('sends a message with a photo from the first page to its number, keeping what was typed', () =>
    onPlainPhone(async (page) => {
      const photo = { name: 'фонарь.jpg', mimeType: 'image/jpeg', buffer: await drawPicture('jpeg') };
      await page.goto('/');
      await page.getByRole('link', { name: 'Сообщить о проблеме' }).click();
      await heading(page, 'Что случилось?').waitFor();
      await page.getByLabel('Опишите коротко').fill(text);
      await page.getByLabel('Фото', { exact: true }).setInputFiles(photo);
      await page.getByRole('button', { name: 'Продолжить' }).click();

      await heading(page, 'Сообщить о проблеме').waitFor();
      expect(await page.getByRole('alert').count()).toBe(0);
      expect(await page.getByLabel('Опишите коротко').inputValue()).toBe(text);
      await page.getByRole('img', { name: 'Ваше фото фонарь.jpg' }).waitFor();
      await page.getByLabel('Телефон').fill('12');
      await page.getByRole('button', { name: 'Отправить' }).click();

      await page.getByRole('heading', { name: 'Проверьте 3 места' }).waitFor();
      expect(await page.title()).toMatch(/^Ошибка: /u);
      expect(await page.getByLabel('Телефон').inputValue()).toBe('12');
      await page.getByRole('img', { name: 'Ваше фото фонарь.jpg' }).waitFor();
      await page.getByLabel('Телефон').fill('+7 912 345-67-89');
      await page.getByLabel('Адрес или ориентир').fill('Остановка «Площадь»');
      await page.getByRole('checkbox', { name: /согласие на обработку/u }).check();
      await page.getByRole('button', { name: 'Отправить' }).click();

      await page.getByText('Сообщение принято').waitFor();
      await page.getByRole('link', { name: 'Следить за сообщением' }).click();
      await heading(page, /^№/u).waitFor();
      expect(await page.locator('main').textContent()).toContain('На остановке разбит фонарь');
      expect(await count('cases.attachment')).toBe(1);
    }));

  it('learns how a message goes by its number and contact, and asks for its link', () =>
    onPlainPhone(async (page) => {
      const form = fill(randomUUID());
      const sent = await post(form);
      const number = /done\/([\d-]+)/u.exec(sent.headers.get('location') ?? '')![1]!;
      await page.goto('/');
      await page.getByLabel('Уже сообщали?').fill(number);
      await page.getByRole('button', { name: 'Проверить' }).click();
      await heading(page, 'Проверить сообщение').waitFor();
      expect(await page.getByLabel('Номер сообщения').inputValue()).toBe(number);
      await page.getByRole('button', { name: 'Проверить' }).click();
      await page.getByText('Впишите телефон или e-mail').waitFor();
      await page.getByLabel('Телефон или e-mail').fill('drugoj@example.ru');
      await page.getByRole('button', { name: 'Проверить' }).click();
      await page.getByText('Сообщения с таким номером и контактом нет').waitFor();
      expect(await page.getByLabel('Телефон или e-mail').inputValue()).toBe('drugoj@example.ru');
      await page.getByLabel('Телефон или e-mail').fill('zhitel@example.ru');
      await page.getByRole('button', { name: 'Проверить' }).click();
      await page.getByRole('heading', { name: /^Сообщение №/u }).waitFor();
      expect(page.url()).toBe(`${site.url}/track`);
      expect(await page.locator('main').textContent()).not.toContain('разбит фонарь');
      await page.getByRole('button', { name: /^Прислать ссылку/u }).click();
      await page.getByText('Письмо со ссылкой отправлено').waitFor();
    }));

  it('is told what a photo lacks and keeps the rest', () =>
    onPlainPhone(async (page) => {
      await page.goto('/new/simple');
      await page.getByLabel('Опишите коротко').fill(text);
      const file = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('words') };
      await page.getByLabel('Фото', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: 'Отправить' }).click();
      await page.getByRole('link', { name: /«notes\.txt»/u }).waitFor();
      expect(await page.getByLabel('Опишите коротко').inputValue()).toBe(text);
    }));
});

describe('a form that is checked', () => {
  const check = (
    contact: string,
    more: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ number: '2001-01-0001', contact, ...more }))
      form.append(name, value);
    return fetch(`${site.url}/track`, { method: 'POST', body: form, headers });
  };
  it('is nobody else’s page, honest when it found nothing', async () => {
    const reply = await check('zhitel@example.ru');
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([404, 'private, no-store']);
  });
  it('sends no link at the wish of another site', async () => {
    const html = await (
      await check('zhitel@example.ru', { link: 'send' }, { 'sec-fetch-site': 'cross-site' })
    ).text();
    expect(html).toContain('"link":null');
  });
  it('says what is wrong with a contact at its field', async () => {
    expect(await (await check('17')).text()).toContain('Телефон из 10 цифр после +7');
  });
});

describe('a form of one page', () => {
  it('pressed twice is one message', async () => {
    const before = await count('cases.case_file');
    const key = randomUUID();
    const photo = new Blob([new Uint8Array(await drawPicture('jpeg'))], { type: 'image/jpeg' });
    const twice = [fill(key), fill(key)].map((form) => {
      form.append('photos', photo, 'photo.jpg');
      return post(form);
    });
    const replies = await Promise.all(twice);
    const places = replies.map((reply) => [reply.status, reply.headers.get('location')]);
    expect(places[0]).toEqual([303, expect.stringMatching(/^\/done\/[\d-]+\?k=/u)]);
    expect(places[1]).toEqual(places[0]);
    expect(await count('cases.case_file')).toBe(before + 1);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ referer: 'https://evil.example/new/simple' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'https://proxied.example' }, 303],
    [{}, 303],
  ])('from %j answers %i, and nothing typed is lost', async (headers, status) => {
    const before = await count('cases.case_file');
    const reply = await post(fill(randomUUID()), headers);
    expect(reply.status).toBe(status);
    expect(await count('cases.case_file')).toBe(status === 303 ? before + 1 : before);
    if (status === 403) expect((await reply.text()).includes(text)).toBe(true);
  });

  it('is nobody else’s page', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => fetch(`${site.url}/new/simple`)));
    expect(one!.headers.get('cache-control')).toBe('private, no-store');
    const keyOf = async (reply: Response) => /name="key" value="([^"]+)"/u.exec(await reply.text())?.[1];
    expect(await keyOf(one!)).not.toBe(await keyOf(other!));
  });
});
