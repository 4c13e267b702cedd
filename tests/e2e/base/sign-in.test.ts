import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stepOf, totpAt } from '../../../server/base/identity/sign-in/totp-code.ts';
import { resetPassword } from '../../../shared/contract/base/people.ts';
import { setSecurityRules } from '../../../shared/contract/base/security.ts';
import { startOidcServer } from '../../support/oidc-server.ts';
import { checkAxe, openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { patience, speakToSite } from '../../support/site/journey.ts';
import type { Speaker } from '../../support/site/server.ts';
import { signInAs, signInStaff } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** Staff signing in, in full: a new password, codes of an application, passkeys of a virtual authenticator, devices. */

let site: TestSite;
let server: Speaker;
let browser: Browser;
let admin: string;

beforeAll(async () => {
  site = await startSite();
  // Keys belong to a site by name: 127.0.0.1 has none.
  site.url = site.url.replace('127.0.0.1', 'localhost');
  server = speakToSite(site);
  browser = await openBrowser();
  admin = await signInAs(server, 'admin');
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const password = 'верный-пароль-1';

/** A person with a password, signed in on a fresh device by the link for it. */
async function enrol(slug: string, role: string): Promise<{ page: Page; email: string; personId: string }> {
  const { personId } = await signInStaff(server, role, { slug });
  const { link } = await server.call(resetPassword, { params: { id: personId } }, admin);
  const { page } = await openPage(browser, site);
  await page.goto(link);
  await page.getByLabel('Новый пароль').fill(password);
  await page.getByLabel('Ещё раз').fill(password);
  await page.getByRole('button', { name: 'Задать пароль и войти' }).click();
  return { page, email: `${slug}@demo.invalid`, personId };
}

async function typePassword(page: Page, email: string): Promise<void> {
  await page.getByLabel('Рабочая почта').fill(email);
  await page.getByLabel('Пароль', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

async function leave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Выйти', exact: true }).first().click();
  await page.getByRole('heading', { name: 'Вход для сотрудников' }).waitFor();
}

test(
  'a role that asks for a second factor leads to it; codes of an application are the second step',
  async () => {
    await server.call(setSecurityRules, { body: { factorRoles: ['reviewer'] } }, admin);
    const { page, email } = await enrol('reviewer-of-journey', 'reviewer');
    await page.getByText('Подключите второй фактор.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/staff/security');
    await page.getByRole('button', { name: 'Подключить приложение' }).click();
    const dialog = page.getByRole('dialog', { name: 'Подключить приложение' });
    await dialog.getByRole('img', { name: /Код для приложения/ }).waitFor();
    await checkAxe(page);
    const secret = (await dialog.locator('code').textContent())!.replaceAll(/\s/g, '');
    await dialog.getByLabel(/Впишите код/).fill('000000');
    await dialog.getByRole('button', { name: 'Подтвердить' }).click();
    await dialog.getByText(/Код не подходит\. Проверьте, что время на телефоне точное/).waitFor();
    // The present step and then the next: each fits still when a step ends before the code arrives.
    await dialog.getByLabel(/Впишите код/).fill(totpAt(secret, stepOf(new Date())));
    await dialog.getByRole('button', { name: 'Подтвердить' }).click();
    const codes = page.getByRole('dialog', { name: 'Сохраните резервные коды' });
    await codes.waitFor();
    const [recovery] = await codes.getByRole('listitem').allInnerTexts();
    await codes.getByRole('button', { name: 'Коды сохранены' }).click();
    await page.getByText('подключено').waitFor();
    await page.getByRole('link', { name: 'Согласование' }).waitFor();

    await leave(page);
    await typePassword(page, email);
    await page.getByRole('heading', { name: 'Второй шаг входа' }).waitFor();
    await checkAxe(page);
    await page.getByLabel('Код', { exact: true }).fill('111111');
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/Код не подходит/)
      .first()
      .waitFor();
    await page.getByLabel('Код', { exact: true }).fill(totpAt(secret, stepOf(new Date()) + 1));
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page.getByRole('heading', { name: 'Моё сегодня' }).waitFor();

    await leave(page);
    await typePassword(page, email);
    await page.getByLabel('Код', { exact: true }).fill(recovery!);
    await page.getByRole('button', { name: 'Войти', exact: true }).click();
    await page.getByRole('heading', { name: 'Моё сегодня' }).waitFor();
  },
  4 * patience,
);

test(
  'a passkey is added, named, signs in without a password, and is removed',
  async () => {
    const { page } = await enrol('keyholder', 'operator');
    await page.getByRole('heading', { name: 'Моё сегодня' }).waitFor();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByRole('link', { name: 'Мой вход' }).click();
    await page.getByRole('button', { name: 'Добавить ключ' }).click();
    await page.getByLabel('Как его назвать').fill('Рабочий компьютер');
    await page.getByRole('button', { name: 'Приложить ключ' }).click();
    await page.getByText('ещё не использован').waitFor();
    await checkAxe(page);
    await page.getByRole('button', { name: 'Переименовать: Рабочий компьютер' }).click();
    await page.getByLabel('Название').fill('Ключ в столе');
    await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
    await page.getByText('Ключ в столе', { exact: true }).waitFor();

    await leave(page);
    await page.getByRole('button', { name: 'Войти ключом доступа' }).click();
    await page.getByRole('link', { name: 'Мой вход' }).click();
    await page.getByRole('button', { name: 'Удалить: Ключ в столе' }).click();
    await page.getByText('Ключ удалён').waitFor();
    await leave(page);
    await page.getByRole('button', { name: 'Войти ключом доступа' }).click();
    await page
      .getByRole('alert')
      .getByText(/Этот ключ здесь не известен/)
      .first()
      .waitFor();
  },
  4 * patience,
);

test(
  'a lost phone is signed out from another device, and everywhere by an administrator',
  async () => {
    const { page, personId } = await enrol('two-devices', 'operator');
    await page.getByRole('heading', { name: 'Моё сегодня' }).waitFor();
    await signInStaff(server, 'operator', { slug: 'two-devices' });
    await page.getByRole('link', { name: 'Мой вход' }).click();
    const others = page.getByRole('button', { name: /^Выйти: / });
    await others.first().click();
    await page.getByText('Вход на том устройстве закрыт').waitFor();
    await expect.poll(() => others.count(), { timeout: patience }).toBe(0);

    const office = (await openPage(browser, site, { cookie: admin })).page;
    await office.goto('/staff/people');
    const { rows } = await site.app.pool.query('SELECT short_name FROM identity.person WHERE id = $1', [
      personId,
    ]);
    expect(rows).toHaveLength(1);
    await office
      .getByRole('row', { name: /two-devices/ })
      .getByRole('button')
      .first()
      .click();
    await office.getByRole('button', { name: 'Закрыть все входы' }).click();
    await office.getByText('Сейчас нигде не вошёл').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Вход для сотрудников' }).waitFor();
  },
  4 * patience,
);

test(
  'an administrator connects a server of accounts, and staff come in by it and back to where they were going',
  async () => {
    const oidc = await startOidcServer([`${site.url}/staff/sign-in/return`]);
    const { personId } = await signInStaff(server, 'operator', { slug: 'from-keycloak' });
    await site.app.pool.query('DELETE FROM identity.session WHERE user_id = $1', [personId]);
    oidc.signInAs('kc', { email: 'from-keycloak@demo.invalid', email_verified: true });
    const office = (await openPage(browser, site, { cookie: await signInAs(server, 'admin') })).page;
    await office.goto('/staff/security');
    await office.getByRole('button', { name: 'Подключить систему' }).click();
    const form = office.getByRole('dialog', { name: 'Подключить систему входа' });
    await form.getByLabel('Название на кнопке').fill('Учётная запись администрации');
    await form.getByLabel('Адрес системы (issuer)').fill(oidc.issuer);
    await form.getByLabel('Имя клиента').fill(oidc.clientId);
    await form.getByLabel('Секрет клиента').fill(oidc.clientSecret);
    await form.getByRole('button', { name: 'Сохранить систему' }).click();
    await form
      .getByText(/Без шифрования/)
      .first()
      .waitFor();
    await checkAxe(office);
    await form.getByLabel('Адрес может вести во внутреннюю сеть').check();
    await form.getByLabel('Показывать на странице входа').check();
    await form.getByRole('button', { name: 'Сохранить систему' }).click();
    await office.getByRole('button', { name: 'Проверить: Учётная запись администрации' }).click();
    await office.getByText(/отвечает и называет себя так же/).waitFor();

    const { page } = await openPage(browser, site);
    await page.goto('/staff/cases');
    await page.getByRole('button', { name: 'Войти: Учётная запись администрации' }).click();
    await page.getByRole('heading', { name: 'Дела' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/staff/cases');
    // The same answer a second time is nobody's.
    await page.goto(`${site.url}/staff/sign-in/return?state=x&code=y`);
    await page.getByText('Войти не получилось').waitFor();
    await oidc.close();
  },
  4 * patience,
);
