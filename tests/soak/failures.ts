import { launchBrowser, openPage, startSite } from '../support/site/browser.ts';
import { changingRoutes, failureKinds } from '../support/site/failure-answers.ts';
import { goOn, type Round, type Walk, walkScreen } from '../support/site/failure-walk.ts';
import { planVisits, signInPeople, type Visit } from '../support/site/screens.ts';
import { speakTo } from '../support/site/server.ts';
import setup from '../support/site/template.ts';
import { planMoreVisits } from '../support/site/walk-visits.ts';

/**
 * Every button and form of every screen, with each changing request answered by a failure in turn: a record changed meanwhile, too
 * many requests, no network, a field the form does not have, a fault of ours. None may fail in silence. Then each is done in truth,
 * and what comes in sight after it is tried too: `npm run soak:failures`. `ONLY=/staff/cases` narrows it to the routes that begin
 * so, `PART=2/6` to the second of six parts. It names the changing routes no button of the walk has sent.
 */

await setup();
const site = await startSite({ OTKLIK_DEMO: '1' });
const browser = await launchBrowser();
const walk: Walk = { sent: [], silent: [], unsent: [] };
let turns = 0;
const turn = () => failureKinds[turns++ % failureKinds.length]!;
try {
  const only = process.env.ONLY ?? '';
  const [part = 1, parts = 1] = (process.env.PART ?? '1/1').split('/').map(Number);
  const server = speakTo(site.app);
  const planned = [...(await planVisits(server)), ...(await planMoreVisits(server))];
  // Visits of one kind of screen stay together: a button that one of them has tried the next passes by.
  const routes = [...new Set(planned.map(({ route }) => route))]
    .filter((route) => route.startsWith(only))
    .filter((_, at) => at % parts === part - 1);
  const visits = planned.filter(({ route }) => routes.includes(route));
  const pressed = new Map(routes.map((route) => [route, new Set<string>()]));
  const cookies = await signInPeople(server, visits);
  const rounds = new Map<Visit, string[]>();
  const play = async <T>(visit: Visit, work: (round: Round) => Promise<T>): Promise<T | undefined> => {
    const { route, address, who } = visit;
    const cookie = cookies.get(who);
    const { page, context } = await openPage(browser, site, cookie ? { cookie } : {});
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const before = { sent: walk.sent.length, silent: walk.silent.length };
    const round = { page, address, walk, turn, pressed: pressed.get(route)! };
    const result = await work(round).catch((error: Error) => {
      console.log(`${address}: не пройден (${error.message.split('\n', 1)[0]})`);
      return undefined;
    });
    console.log(`${address} (${who}): отправлено ${walk.sent.length - before.sent}`);
    for (const fault of walk.silent.slice(before.silent)) console.log(`МОЛЧИТ: ${fault}`);
    await context.close();
    return result;
  };
  for (const visit of visits) rounds.set(visit, (await play(visit, walkScreen)) ?? []);
  console.log('\nто же по-настоящему, и что после него видно:');
  for (const [visit, sending] of rounds)
    if (sending.length > 0) await play(visit, (round) => goOn(round, sending));
} finally {
  await browser.close();
  await site.close();
}
const met = new Set(walk.sent.map(({ route }) => route));
console.log(`\nотправлено команд: ${walk.sent.length}, разных: ${met.size} из ${changingRoutes.length}`);
console.log(`не отправлено ни разу: ${changingRoutes.filter((id) => !met.has(id)).join(', ')}`);
for (const label of walk.unsent) console.log(`остановила своя проверка: ${label}`);
console.log(walk.silent.length === 0 ? 'молчащих нет' : `молчащих: ${walk.silent.length}`);
process.exitCode = walk.silent.length === 0 ? 0 : 1;
