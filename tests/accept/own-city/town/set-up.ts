import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { keepShot } from '../../../support/site/look-over.ts';
import type { MadeTown } from './made-town.ts';
import { giveFile, type Seat } from './seat.ts';

/** What an administrator does by screens, from the link of the installer to the open portal: the list of «Наш город» leads. */

export const PASSWORD = 'Длинный пароль 2026';

const readiness = (page: Page) => page.getByRole('heading', { name: /^Что держит портал/u });

/** Back to the list of readiness by the menu. */
export async function toReadiness(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Наш город' }).first().click();
  await readiness(page).waitFor();
}

/** Follows a line of the list to where it is done. */
async function follow(page: Page, title: string): Promise<void> {
  await toReadiness(page);
  await page.getByRole('link', { name: new RegExp(`: ${title}$`, 'u') }).click();
}

export async function makeAdministrator({ page }: Seat, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Фамилия').fill('Главнова');
  await page.getByLabel('Имя', { exact: true }).fill('Ада');
  await page.getByLabel('Рабочая почта').fill('ada@town.invalid');
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Пароль ещё раз').fill(PASSWORD);
  await page.getByRole('button', { name: 'Завести администратора и войти' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await keepShot(page, '01-today');
}

export async function fillCard({ page }: Seat, town: MadeTown): Promise<void> {
  await follow(page, 'Город назван');
  await keepShot(page, '02-card-empty');
  const fill = (name: string, value: string) =>
    page.getByRole('textbox', { name, exact: true }).first().fill(value);
  await fill('Муниципальное образование', town.title);
  await page.getByRole('button', { name: /^Предложить падежи.*Муниципальное/u }).click();
  await fill('Город', town.name);
  await page.getByRole('button', { name: /^Предложить падежи.*Город$/u }).click();
  await page.getByLabel('Субъект федерации').fill(town.region);
  await page.getByLabel('Часовой пояс').selectOption('Asia/Irkutsk');
  await page.getByLabel('Полное название').fill(town.administration);
  await page.getByLabel('ИНН').fill('5000000000');
  await page
    .getByRole('textbox', { name: 'Адрес', exact: true })
    .first()
    .fill(`г. ${town.name}, ул. ${town.street}, 1`);
  await page.getByLabel('Место издания бумаг').fill(`г. ${town.name}`);
  await page.getByLabel('Телефон приёмной').fill('(30100) 2-00-00');
  await page.getByLabel('Электронная почта').fill(town.email);
  await page.getByLabel('Куда обращаться о своих данных').fill(town.email);
  await keepShot(page, '03-card-filled');
  await page.getByRole('button', { name: /^Сохранить редакцию/u }).click();
  await page.getByText('Карточка города сохранена').first().waitFor();
}

export async function layGround({ page }: Seat, town: MadeTown): Promise<void> {
  await follow(page, 'Граница города и районы');
  await keepShot(page, '04-streets-empty');
  await giveFile(page, 'Загрузить границу (GeoJSON)', { name: 'граница.geojson', text: town.boundary });
  await page.getByText('Принято: 1 объект.').waitFor();
  await giveFile(page, 'Загрузить районы (GeoJSON)', { name: 'районы.geojson', text: town.districts });
  await page.getByText('Принято: 2 объекта.').waitFor();
  await giveFile(page, 'Загрузить улицы и дома', { name: 'адреса.csv', text: town.addresses });
  const dialog = page.getByRole('dialog', { name: 'Улицы и дома списком' });
  await dialog.getByRole('button', { name: /^Загрузить \d+/u }).waitFor();
  await keepShot(page, '05-addresses');
  await dialog.getByRole('button', { name: /^Загрузить \d+/u }).click();
  await dialog.getByText(/^Действует: /u).waitFor();
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  await keepShot(page, '06-streets');
}

/** Which of the town's services does each kind of work: whoever fills the table in decides by its fourth column. */
const serviceOf = (kind: string): number =>
  /дорог|дорож|Перевоз|транспорт|железно/iu.test(kind)
    ? 0
    : /управляющ|коммунальн|Управляющ|Водоканал|тепл|сети|Газов|ремонт/iu.test(kind)
      ? 1
      : /благоустр|озелен|отход|кладбищ|эколог|отлов/iu.test(kind)
        ? 2
        : /образован|культур|спорт/iu.test(kind)
          ? 3
          : /больниц|помощ|здрав|Роспотреб|Пожарн|защит|полиц/iu.test(kind)
            ? 4
            : 5;

/** Takes the list of topics off the screen, writes a service into each line, as in a table, and gives it back. */
export async function mapTopics({ page }: Seat, town: MadeTown): Promise<void> {
  await follow(page, 'У каждой темы исполнитель');
  await keepShot(page, '07-units-empty');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Скачать список тем' }).click(),
  ]);
  const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/u);
  const filled = lines.map((line) => {
    const cells = line.match(/"(?:[^"]|"")*"|[^;]+|(?<=;)(?=;)|(?<=;)$/gu) ?? [];
    cells[4] = town.units[serviceOf(cells[3] ?? '')] ?? '';
    return cells.join(';');
  });
  await giveFile(page, 'Загрузить исполнителей тем', {
    name: 'темы.csv',
    text: [head, ...filled].join('\r\n'),
  });
  const dialog = page.getByRole('dialog', { name: 'Исполнители тем списком' });
  await dialog.getByRole('button', { name: /^Распределить/u }).waitFor();
  await keepShot(page, '08-topics');
  await dialog.getByRole('button', { name: /^Распределить/u }).click();
  await dialog.getByText(/^Распределено/u).waitFor();
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  await keepShot(page, '09-units');
}

/** One-time links by addresses of mail. */
export async function bringPeople({ page }: Seat, town: MadeTown): Promise<Map<string, string>> {
  await follow(page, 'Люди с ролями');
  await giveFile(page, 'Загрузить список', { name: 'люди.csv', text: town.people });
  const dialog = page.getByRole('dialog', { name: 'Сотрудники списком' });
  await dialog.getByRole('button', { name: /^Завести/u }).click();
  await dialog.getByText('Ссылки для пароля').first().waitFor();
  await keepShot(page, '10-people');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Сохранить файлом' }).click(),
  ]);
  const words = await readFile(await download.path(), 'utf8');
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  return new Map([...words.matchAll(/<(\S+)>: (\S+)/gu)].map(([, mail = '', link = '']) => [mail, link]));
}

export async function connectMail({ page }: Seat, town: MadeTown, port: number): Promise<void> {
  await follow(page, 'Письмо доходит');
  await keepShot(page, '11-mail-empty');
  const part = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Электронная почта' }) });
  await part.getByLabel('Сервер', { exact: true }).fill('127.0.0.1');
  await part.getByLabel('Порт', { exact: true }).fill(String(port));
  await part.getByLabel('Шифрование').selectOption('none');
  await part.getByLabel('Адрес отправителя').fill(town.email);
  await part.getByLabel('Отправлять через этот канал').check();
  await part.getByRole('button', { name: /^Сохранить/u }).click();
  await part.getByLabel('Кому отправить пробное письмо').fill('ada@town.invalid');
  await part.getByRole('button', { name: 'Отправить пробное письмо' }).click();
  await part.getByText('Отправлено: проверьте, дошло ли.').waitFor();
  await keepShot(page, '12-mail');
}

export async function openPortal({ page }: Seat): Promise<void> {
  await toReadiness(page);
  await keepShot(page, '13-readiness');
  await page.getByRole('button', { name: 'Открыть портал', exact: true }).click();
  await page.getByRole('heading', { name: 'Портал открыт' }).waitFor();
  await keepShot(page, '14-open');
}
