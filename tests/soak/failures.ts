import { launchBrowser, openPage, startSite } from '../support/site/browser.ts';
import { changingRoutes, failureKinds, type Walk, walkScreen } from '../support/site/failure-walk.ts';
import { planVisits, signInPeople } from '../support/site/screens.ts';
import { speakTo } from '../support/site/server.ts';
import setup from '../support/site/template.ts';

/**
 * Every button and form of every screen, with each changing request answered by a failure in turn: a record changed meanwhile, too
 * many requests, no network, a field the form does not have, a fault of ours. None may fail in silence. `npm run soak:failures`;
 * `ONLY=/staff/cases` narrows it to the routes that begin so, `PART=2/6` to the second of six parts. It names the changing routes no
 * button of the walk has sent.
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
  const visits = (await planVisits(speakTo(site.app)))
    .filter(({ route }) => route.startsWith(only))
    .filter((_, at) => at % parts === part - 1);
  const cookies = await signInPeople(speakTo(site.app), visits);
  for (const { address, who } of visits) {
    const cookie = cookies.get(who);
    const { page, context } = await openPage(browser, site, cookie ? { cookie } : {});
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const before = { sent: walk.sent.length, silent: walk.silent.length };
    await walkScreen(page, address, walk, turn).catch((error: Error) => {
      console.log(`${address}: не пройден (${error.message.split('\n', 1)[0]})`);
    });
    console.log(`${address} (${who}): отправлено ${walk.sent.length - before.sent}`);
    for (const fault of walk.silent.slice(before.silent)) console.log(`МОЛЧИТ: ${fault}`);
    await context.close();
  }
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
