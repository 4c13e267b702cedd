import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderScene } from '../../../server/demo/scenes/pictures.ts';
import { createExecutorLink, decideAnswer } from '../../../shared/contract/messages/cases-answers.ts';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { drawPicture } from '../../support/pictures.ts';
import {
  launchBrowser,
  openBrowser,
  openPage,
  scrollsSideways,
  startSite,
} from '../../support/site/browser.ts';
import { exposeCase } from '../../support/site/cases.ts';
import { expectFocus, expectValue, makeOneLate, patience, speakToSite } from '../../support/site/journey.ts';
import type { Speaker } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** What residents and executors do, by role and name only, on the demo city. */

let site: TestSite;
let server: Speaker;
let browser: Browser;

beforeAll(async () => {
  site = await startSite({ OTKLIK_DEMO: '1' });
  server = speakToSite(site);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const phone = 390;
const text = 'Большая яма на проезжей части у остановки, машины объезжают по встречной.';

async function onPhone(
  work: (page: Page, context: BrowserContext) => Promise<void>,
  from = browser,
): Promise<void> {
  const { page, context, errors } = await openPage(from, site, { width: phone });
  try {
    await work(page, context);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const heading2 = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** Step 1 with words, and a photo when one is given. */
async function tell(page: Page, photo?: Buffer): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Сообщить о проблеме' }).click();
  await heading(page, 'Что случилось?').waitFor();
  if (photo) {
    const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo };
    await page.getByLabel('Выбрать фото').setInputFiles(file);
    await page.getByText('Фото добавлено').waitFor();
  }
  await page.getByLabel('Опишите коротко').fill(text);
  await page.getByText('Дороги: яма на дороге').waitFor();
  await press(page, 'Продолжить');
  await heading(page, 'Где это?').waitFor();
}

async function chooseAddress(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Адрес или ориентир' }).fill(words);
  await page.getByRole('option').first().click();
  await press(page, 'Продолжить');
}

async function passSimilar(page: Page): Promise<void> {
  await heading(page, /Это то же самое|Куда вам ответить/u).waitFor();
  if (await heading(page, 'Это то же самое?').isVisible()) await press(page, 'Нет, это другая проблема');
  await heading(page, 'Куда вам ответить?').waitFor();
}

async function leaveContact(page: Page): Promise<void> {
  await page.getByLabel('Телефон').fill('+7 912 000-00-77');
  await page.getByRole('checkbox', { name: /согласие на обработку/u }).check();
}

/** Number of the message on the page «Готово». */
async function readNumber(page: Page): Promise<string> {
  await page.getByText(/^(?:Сообщение принято|Вы присоединились к сообщению)$/u).waitFor();
  const words = await heading(page, /№/u).textContent();
  return (words ?? '').replace(/^№\s*/u, '');
}

/** What staff do has journeys of its own; here it is asked of the server. */
async function assignAndLink(number: string): Promise<string> {
  const operator = await signInAs(server, 'operator');
  const card = await server.call(getCase, { params: { number } }, operator);
  const params = { id: card.id };
  await server.call(triageCase, { params, body: { version: card.version } }, operator);
  const { url } = await server.call(createExecutorLink, { params, body: {} }, operator);
  return new URL(url, site.url).pathname;
}

async function approve(number: string): Promise<void> {
  const approver = await signInAs(server, 'approver');
  const { id, version, answers } = await server.call(getCase, { params: { number } }, approver);
  const params = { id, answerId: answers.at(-1)?.id ?? '' };
  await server.call(decideAnswer, { params, body: { version, decision: 'approve' } }, approver);
}

// Each of these begins anew, so one that a busy machine spoilt is walked once more.
describe('a resident with a phone', { retry: 1 }, () => {
  it('reports with a photo that knows its place, follows, gets an answer by link and returns it', async () => {
    let number = '';
    let own = '';
    await onPhone(async (page) => {
      await tell(page, await drawPicture('jpeg', { width: 640, height: 480, withExif: true }));
      await page.getByText('Место взято из фото.').waitFor();
      await press(page, 'Да, здесь');
      await passSimilar(page);
      await leaveContact(page);
      await press(page, 'Отправить');
      number = await readNumber(page);
      await page
        .getByText(/^Ответим до/u)
        .first()
        .waitFor();
      await page.getByRole('link', { name: 'Следить за сообщением' }).click();
      await page.getByRole('heading', { name: 'Как шло дело' }).waitFor();
      await page.getByText('Зарегистрировано').waitFor();
      expect(await scrollsSideways(page)).toBe(false);
      own = new URL(page.url()).pathname + new URL(page.url()).search;
    });
    const link = await assignAndLink(number);
    await answerByLink(link, 'Яма заделана: вырезали повреждённый слой и уложили горячий асфальт.');
    await approve(number);
    await onPhone(async (page) => {
      await page.goto(own);
      await page.getByText('по словам исполнителя').waitFor();
      await page.getByText('Яма заделана: вырезали').waitFor();
      // An error goes as soon as its cause does.
      await press(page, 'Отправить оценку');
      await page.getByText('Выберите, решена ли проблема').waitFor();
      await page.getByRole('radio', { name: 'Нет' }).check({ force: true });
      await page.getByText('Выберите, решена ли проблема').waitFor({ state: 'hidden' });
      await page.getByRole('radio', { name: '2' }).check({ force: true });
      await page.getByLabel(/Что не сделано/u).fill('Асфальт уже крошится.');
      await press(page, 'Вернуть в работу');
      await page.getByText('Возвращено в работу').first().waitFor();
      await page.getByText('Асфальт уже крошится.').waitFor();
      await page.getByText('Пока нет').waitFor();
      // The letter that came back no longer poses as the answer, nor its photo as what has become of the place.
      await page.getByText('Этот ответ вернули в работу.').waitFor();
      expect(await page.getByText('Стало', { exact: true }).count()).toBe(0);
    });
  });

  async function answerByLink(link: string, words: string): Promise<void> {
    await onPhone(async (page) => {
      await page.goto(link);
      await page.getByRole('heading', { name: 'Ваш ответ' }).waitFor();
      const photo = {
        name: 'after.jpg',
        mimeType: 'image/jpeg',
        buffer: await renderScene('pothole', 3, 'after'),
      };
      await page.getByLabel('Выбрать фото').setInputFiles(photo);
      await page.getByText('Фото добавлено').waitFor();
      await page.getByLabel(/Заготовка/u).selectOption('Сделано');
      await page.getByRole('combobox', { name: 'Результат' }).selectOption('Решено');
      await press(page, 'На согласование');
      // A template with its blanks does not go.
      await page.getByRole('alert').getByText('Впишите своё вместо «…»').waitFor();
      await page.getByLabel('Ответ жителю').fill(words);
      await press(page, 'На согласование');
      await page.getByText('Ответ на согласовании.').waitFor();
      expect(await scrollsSideways(page)).toBe(false);
    });
  }

  it('finds the message by its number: a stranger sees how it goes, not what it says', async () => {
    let number = '';
    await onPhone(async (page) => {
      await tell(page);
      await chooseAddress(page, 'Титова 14');
      await passSimilar(page);
      await leaveContact(page);
      await press(page, 'Отправить');
      number = await readNumber(page);
    });
    await onPhone(async (page) => {
      await page.goto('/');
      await page.getByLabel('Уже сообщали?').fill(`№ ${number}`);
      await press(page, 'Проверить');
      await heading(page, 'Проверить сообщение').waitFor();
      await page.goto('/m/2026-01-9999');
      await heading(page, 'Среди открытых сообщений такого нет').waitFor();
    });
  });

  it('joins a message near by', async () => {
    const { rows } = await site.app.pool.query<{ number: string }>(
      "SELECT number FROM cases.case_file WHERE body = $1 AND lat IS NOT NULL AND status = 'moderation'",
      [text],
    );
    for (const { number } of rows) await exposeCase(server, number);
    await onPhone(async (page) => {
      await tell(page);
      await chooseAddress(page, 'Титова 14');
      await heading(page, 'Это то же самое?').waitFor();
      await page
        .getByRole('button', { name: /^Присоединиться/u })
        .first()
        .click();
      await heading(page, 'Куда вам ответить?').waitFor();
      await page.getByText('Вы присоединяетесь к сообщению').waitFor();
      await leaveContact(page);
      await press(page, 'Присоединиться');
      await readNumber(page);
      await page.getByRole('link', { name: 'Следить за сообщением' }).click();
      await page.getByText('Вы присоединились к этому сообщению.').waitFor();
    });
  });

  it('is offered similar messages near an address typed in full and not picked', async () => {
    await onPhone(async (page) => {
      await tell(page);
      const address = page.getByRole('combobox', { name: 'Адрес или ориентир' });
      await address.fill('улица Титова, 14');
      await address.press('Escape');
      await press(page, 'Продолжить');
      await heading(page, 'Это то же самое?').waitFor();
    });
  });

  it('begins anew without the topic of the former words', async () => {
    await onPhone(async (page) => {
      await page.goto('/new');
      await page.getByLabel('Опишите коротко').fill('Сильно пахнет газом в подъезде');
      await heading2(page, 'Это может быть опасно для жизни').waitFor();
      await page.getByText('Черновик на этом устройстве').waitFor();
      await press(page, 'Начать заново');
      await heading2(page, 'Это может быть опасно для жизни').waitFor({ state: 'detached' });
      // Longer than a pause of the writer, after which a topic is looked for again.
      await page.waitForTimeout(1500);
      expect(await page.getByText('Похоже на тему').count()).toBe(0);
      expect(await page.getByText('Черновик на этом устройстве').count()).toBe(0);
    });
  });

  it('loses nothing by Back, by a reload and by mistakes', async () => {
    await onPhone(async (page) => {
      await tell(page, await renderScene('pothole', 3, 'before'));
      await page.goBack();
      await heading(page, 'Что случилось?').waitFor();
      await expectValue(page.getByLabel('Опишите коротко'), text);
      await page.getByText('Черновик на этом устройстве').waitFor();
      await page.reload();
      await page.getByText('Фото добавлено').waitFor();
      await expectValue(page.getByLabel('Опишите коротко'), text);
      await press(page, 'Продолжить');
      await chooseAddress(page, 'Титова 14');
      await passSimilar(page);
      await press(page, 'Отправить');
      await page.getByRole('heading', { name: 'Проверьте 2 места' }).waitFor();
      await expect
        .poll(() => page.title(), { timeout: patience })
        .toMatch(/^Ошибка: Куда вам ответить\? Шаг 4 из 4/u);
      await page.getByRole('link', { name: 'Укажите телефон или e-mail' }).click();
      await expectFocus(page.getByLabel('Телефон'));
      await page.getByLabel('Телефон').fill('12');
      await press(page, 'Отправить');
      await page.getByRole('alert').getByText('Телефон из 10 цифр после +7').waitFor();
      await page.goto('/');
      await page.getByText('Есть неотправленное сообщение.').waitFor();
    });
  });

  it('keeps the message without a network and sends it once when it is back', async () => {
    await onPhone(async (page, context) => {
      await tell(page);
      await chooseAddress(page, 'Титова 14');
      await passSimilar(page);
      await leaveContact(page);
      await page.getByLabel('Как к вам обращаться').fill(`Проба ${randomUUID().slice(0, 8)}`);
      await context.setOffline(true);
      await press(page, 'Отправить');
      await page.getByRole('heading', { name: 'Сообщение сохранено на этом устройстве' }).waitFor();
      await context.setOffline(false);
      // The server takes it, the answer is lost on the way; the second try must not make a second message.
      let isLost = false;
      await page.route('**/api/messages', async (route) => {
        if (isLost) return route.continue();
        isLost = true;
        await route.fetch();
        await route.abort();
      });
      const failed = page.waitForEvent('requestfailed');
      await press(page, 'Отправить ещё раз');
      await failed;
      // On a machine without any network the browser never says that it is back.
      const isOnline = await page.evaluate(() => navigator.onLine);
      await page
        .getByText(isOnline ? 'дважды сообщение не придёт' : 'Сейчас нет связи')
        .first()
        .waitFor();
      const name = await page.getByLabel('Как к вам обращаться').inputValue();
      await press(page, 'Отправить ещё раз');
      await readNumber(page);
      const sent = await site.app.services.database
        .selectFrom('cases.contact')
        .select('id')
        .where('person_name', '=', name)
        .execute();
      expect(sent).toHaveLength(1);
    });
  });

  it('signs in by a code and withdraws a consent', async () => {
    await onPhone(async (page) => {
      await page.goto('/me');
      await page.getByLabel('Телефон или e-mail').fill('8 (912) 000-00-77');
      await press(page, 'Получить код');
      const letter = await page.getByText(/код для входа \d{6}/u).textContent();
      await page.getByLabel(/^Код, отправленный на/u).fill(/\d{6}/u.exec(letter ?? '')?.[0] ?? '');
      await press(page, 'Подтвердить');
      await page.getByRole('heading', { name: 'Мои сообщения' }).waitFor();
      await page
        .getByRole('link', { name: /яма на проезжей части/u })
        .first()
        .waitFor();
      await page
        .getByRole('button', { name: /^Отозвать согласие/u })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Отозвать согласие' }).click();
      await page.getByText(/^Отозвано/u).waitFor();
      const download = page.waitForEvent('download');
      await press(page, 'Скачать мои данные');
      expect((await download).suggestedFilename()).toMatch(/^otklik-\d{4}-\d{2}-\d{2}\.json$/u);
    });
  });
});

describe('the map of problems', { retry: 1 }, () => {
  it('shows the same messages in the list and keeps its filters in the address', async () => {
    await makeOneLate(site);
    await onPhone(async (page) => {
      await page.goto('/map?status=overdue');
      const list = page.getByRole('region', { name: 'Список сообщений' });
      await list
        .getByText(/^Просрочено/u)
        .first()
        .waitFor();
      await page.getByLabel('Тема').selectOption('Дороги');
      await page.waitForURL(/block=roads/u);
      expect(await scrollsSideways(page)).toBe(false);
    });
  });

  it('gives its point to a message once: Back puts it over no address named since', async () => {
    await onPhone(async (page) => {
      await page.goto('/new?at=56.41500,61.91900');
      await page.waitForURL((url) => !url.searchParams.has('at'));
      await page.getByLabel('Опишите коротко').fill(text);
      await press(page, 'Продолжить');
      const address = page.getByRole('combobox', { name: 'Адрес или ориентир' });
      await expect.poll(() => address.inputValue(), { timeout: patience }).not.toBe('');
      await address.fill('Титова 14');
      await page.getByRole('option').first().click();
      await page.goBack();
      await heading(page, 'Что случилось?').waitFor();
      await press(page, 'Продолжить');
      await heading(page, 'Где это?').waitFor();
      await expectValue(address, 'ул. Титова, 14');
    });
  });

  it('is a list where maps cannot be drawn', async () => {
    const plain = await launchBrowser(['--disable-3d-apis']);
    try {
      await onPhone(async (page) => {
        await page.goto('/map');
        await page.getByText('Карта на этом устройстве не работает.').waitFor();
        await page.getByText(/^Всего \d+\s+сообщени/u).waitFor();
        await tell(page);
        await page.getByText('Хватит адреса').waitFor();
        await chooseAddress(page, 'Титова 14');
        await passSimilar(page);
      }, plain);
    } finally {
      await plain.close();
    }
  });
});
