// npm run fakes: stand-ins of the networks on the loopback, for a person who tries a page by hand.
import { fakes } from '../tests/fakes/fakes.ts';

const FIRST_PORT = 4610;

for (const [at, { title, start }] of fakes.entries()) {
  const { url, keys, example } = await start(FIRST_PORT + at);
  console.log(`${title}: ${url}`);
  for (const [name, value] of Object.entries(keys)) console.log(`  ${name.padEnd(14)} ${value}`);
  console.log(`  curl -d '${example.body}' ${url}/_control/${example.verb}\n`);
}
console.log('Адрес впишите странице вместо обычного и разрешите внутреннюю сеть. Остановить: Ctrl+C.');
