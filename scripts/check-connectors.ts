// npm run -s check:connectors -- --faults 10000 --seed 7: every connector beside its fake, with a fault at each step.
import { parseArgs } from 'node:util';
import { walkThroughFaults } from '../tests/connectors/kit/random-faults.ts';
import { worlds } from '../tests/connectors/worlds/worlds.ts';

const help = `Соединения с сетями рядом с их заместителями: на каждом шаге случайный сбой. Ничто не сказано дважды, ничто не потеряно,
один и тот же ключ всегда значит одно и то же.

  npm run -s check:connectors -- --faults 10000 --seed 7   столько сбоев каждому, этого зерна
  npm run -s check:connectors -- --only vk                 только те, в чьём имени это есть
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: '1000' },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const [seed, count] = [Number(values.seed), Number(values.faults)];
  if (values.help || !Number.isSafeInteger(seed) || !(count >= 1)) {
    console.log(help);
    return values.help ? 0 : 1;
  }
  const chosen = Object.entries(worlds).filter(([name]) => name.includes(values.only));
  if (chosen.length === 0) {
    console.error(
      `Нет соединения, в чьём имени есть «${values.only}». Есть: ${Object.keys(worlds).join('; ')}.`,
    );
    return 1;
  }
  let bad = 0;
  for (const [name, start] of chosen) {
    const { faults, said, read, problems } = await walkThroughFaults(start, seed, count);
    console.log(`${name}: сбоев ${faults}, сказано ${said}, прочитано ${read}, нарушений ${problems.length}`);
    for (const problem of problems.slice(0, 10)) console.log(`  ${problem}`);
    bad += problems.length;
  }
  return bad === 0 ? 0 : 1;
}

process.exitCode = await main();
