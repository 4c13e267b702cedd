import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../../support/letters/letter-servers.ts';
import { openBrowser } from '../../support/site/browser.ts';
import { speakToSite } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { type NewTown, startNewTown } from '../../support/site/new-town.ts';
import { listRoutes } from '../../support/site/screens.ts';
import { openCookie } from '../../support/site/sign-in.ts';
import type { TownReport } from './1-town.ts';
import * as way from './town/answer.ts';
import { crawl } from './town/crawl.ts';
import { judgeLetters } from './town/letters.ts';
import { makeTown } from './town/made-town.ts';
import { readPapers } from './town/papers.ts';
import { type Seat, takeSeat } from './town/seat.ts';
import * as setUp from './town/set-up.ts';
import { findTraces, signCount, type Trace } from './town/traces.ts';

const { PLAYED = '', PLAYED_SEED = '1' } = process.env;

const town = makeTown(Number(PLAYED_SEED));
const presses: TownReport['presses'] = [];
let site: NewTown;
let mail: MailServer;
beforeAll(async () => {
  [site, mail] = await Promise.all([startNewTown(), startMailServer()]);
});
afterAll(async () => {
  await site?.close();
  await mail?.close();
});

const sit = async (width = 1440): Promise<Seat> => takeSeat(await openBrowser(), site.url, width);

async function step<T>(name: string, seat: Seat, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    presses.push({ name, count: await seat.hands() });
    return done;
  } catch (error) {
    await keepShot(seat.page, `failed-${name.replaceAll(/\P{L}+/gu, '-')}`);
    throw error;
  }
}

/** From the link of the installer to the open portal; gives the one-time links of the people. */
async function setUpTown(): Promise<Map<string, string>> {
  const admin = await sit();
  await step('первый администратор', admin, () => setUp.makeAdministrator(admin, site.setupLink));
  await step('карточка города', admin, () => setUp.fillCard(admin, town));
  await step('граница, районы, улицы и дома', admin, () => setUp.layGround(admin, town));
  await step('исполнители тем', admin, () => setUp.mapTopics(admin, town));
  const links = await step('люди', admin, () => setUp.bringPeople(admin, town));
  await step('почта', admin, () => setUp.connectMail(admin, town, mail.port));
  await step('открытие портала', admin, () => setUp.openPortal(admin));
  return links;
}

/** From a resident with a phone to the answer on paper; gives the page of the message and what was printed. */
async function answerFirst(links: ReadonlyMap<string, string>): Promise<{ own: string; paper: string }> {
  const [operator, approver, resident, executor] = [await sit(), await sit(), await sit(390), await sit(390)];
  for (const [name, seat, address] of [
    ['вход оператора', operator, town.mail.operator],
    ['вход утверждающего', approver, town.mail.approver],
  ] as const)
    await step(name, seat, () => way.takePassword(seat, links.get(address) ?? '', address));
  const sent = await step('житель: сообщение', resident, () => way.sendMessage(resident, site.url, town));
  await step('оператор: разбор', operator, () => way.sortMessage(operator));
  const link = await step('оператор: ссылка исполнителю', operator, () => way.handLink(operator, sent));
  await step('исполнитель: ответ', executor, () => way.writeAnswer(executor, link));
  await step('утверждение', approver, () => way.approveAnswer(approver, sent));
  const paper = await way.printLetter(approver);
  await step('житель: ответ', resident, () => way.readAnswer(resident));
  return { own: sent.own, paper };
}

/** Letters alone: marks and spaces of a sheet are of other fonts, and its lines break where they end. */
const isOn = (paper: string, words: string): boolean =>
  paper.replaceAll(/\P{L}/gu, '').includes(words.replaceAll(/\P{L}/gu, ''));

async function cookieOf(email: string): Promise<string> {
  const { rows } = await site.app.pool.query<{ id: string }>(
    'SELECT id FROM identity.person WHERE staff_email = $1',
    [email],
  );
  return openCookie(speakToSite(site), rows[0]?.id ?? '');
}

/** Every screen without a parameter: the portal as strangers see it, the workplace as each of the people does. */
async function crawlAll(own: string): Promise<{ pages: number; traces: Trace[]; failed: string[] }> {
  const plain = (world: 'portal' | 'staff') => listRoutes(world).filter((route) => !route.includes('$'));
  const browser = await openBrowser();
  const path = own.replace(site.url, '');
  const number = /\d{4}-\d{2}-\d{4}/u.exec(own)?.[0] ?? '';
  const staff = [...plain('staff').filter((route) => !/sign-in|setup|new-password/u.test(route))];
  const tours = [
    await crawl(browser, site.url, { name: 'житель' }, [...plain('portal'), path]),
    await crawl(
      browser,
      site.url,
      { name: 'администратор', cookie: await cookieOf('ada@town.invalid') },
      staff,
    ),
    await crawl(browser, site.url, { name: 'руководитель', cookie: await cookieOf('centr@town.invalid') }, [
      ...staff,
      `/staff/cases/${number}`,
    ]),
    await crawl(browser, site.url, { name: 'секретарь', cookie: await cookieOf('sekretar@town.invalid') }, [
      '/staff',
      ...staff.filter((route) => /group|assign|interaction|roadmap|recommend|practice/u.test(route)),
    ]),
    await crawl(browser, site.url, { name: 'глава', cookie: await cookieOf('glava@town.invalid') }, [
      '/staff',
      ...plain('portal').filter((route) => route.startsWith('/head')),
    ]),
  ];
  return {
    pages: tours.reduce((sum, { pages }) => sum + pages, 0),
    traces: tours.flatMap(({ traces }) => traces),
    failed: tours.flatMap(({ failed }) => failed),
  };
}

test('a town of its own, from nothing to its first printed answer', async () => {
  const { own, paper } = await answerFirst(await setUpTown());
  await speakToSite(site).drain();
  const letters = await judgeLetters(mail.letters, site.url);
  const crawled = await crawlAll(own);
  const people = ['ada', 'centr', 'sekretar', 'glava'].map((name) => cookieOf(`${name}@town.invalid`));
  const papers = await readPapers(speakToSite(site), await Promise.all(people));
  const report: TownReport = {
    town: town.title,
    presses,
    isPrinted: [way.ANSWER, town.title].every((words) => isOn(paper, words)),
    letters: mail.letters.length,
    deadLinks: letters.dead,
    pages: crawled.pages,
    failed: crawled.failed,
    signs: signCount,
    files: papers.files,
    refused: papers.refused,
    traces: [
      ...findTraces('напечатанный ответ', paper),
      ...letters.traces,
      ...crawled.traces,
      ...papers.traces,
    ],
  };
  if (process.env.OTKLIK_SHOTS) writeFileSync(`${process.env.OTKLIK_SHOTS}/paper.txt`, paper);
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(report));
  else console.log(JSON.stringify(report, null, 1));
  expect(report.isPrinted).toBe(true);
});
