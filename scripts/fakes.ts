// npm run fakes: stand-ins of the networks on the loopback, for a person who tries a page by hand. Under a page of ВКонтакте residents write.
import { fakes } from '../tests/fakes/fakes.ts';
import { startTownTalk } from '../tests/fakes/town-talk.ts';

const FIRST_PORT = 4610;
/** Somebody writes each so often, ms. */
const TURN = 20_000;

const urls: string[] = [];
for (const [at, { title, start }] of fakes.entries()) {
  const { url, keys, example } = await start(FIRST_PORT + at);
  urls.push(url);
  console.log(`${title}: ${url}`);
  for (const [name, value] of Object.entries(keys)) console.log(`  ${name.padEnd(14)} ${value}`);
  console.log(`  curl -d '${example.body}' ${url}/_control/${example.verb}\n`);
}
console.log('Адрес впишите странице вместо обычного и разрешите внутреннюю сеть; у демо-города он вписан.');
console.log('Под страницей ВКонтакте каждые 20 секунд кто-нибудь пишет. Остановить: Ctrl+C.\n');

const [vk = ''] = urls;
const takeTurn = startTownTalk(vk, process.env.OTKLIK_CITY || 'kamensk-uralsky');
const turn = async (): Promise<void> => {
  console.log(`  ${await takeTurn()}`);
};
await turn();
setInterval(() => void turn().catch((error: unknown) => console.error(error)), TURN);
