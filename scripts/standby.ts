import { realpathSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cityZone } from './backup/city-facts.ts';
import { type Keyring, openKeyring } from './backup/keyring.ts';
import { describeMomentIn } from './backup/moments.ts';
import { readPassphrase } from './backup/passphrase.ts';
import { BackupRefusal, describeFailure } from './backup/refusal.ts';
import type { Other } from './postgres/standby.mjs';
import { followPrimary } from './standby/follow.ts';
import { makeStandby } from './standby/make.ts';
import { forgetStandby, letIn, workAlone, workTogether } from './standby/primary.ts';
import { promoteStandby } from './standby/promote.ts';
import { describeMachine } from './standby/state.ts';
import { defaultData } from './support/installation.mjs';
import { fromHere } from './support/places.mjs';
import { runMain, WrongCommand } from './support/run-main.ts';

const help = `Вторая машина, которая знает всё, что город подтвердил: docs/standby.md.

На основной машине
  npm run standby -- --let УЗЕЛ:ПОРТ --listen АДРЕС
      впустить запасную; УЗЕЛ:ПОРТ — её адрес и порт базы, АДРЕС — свой, по которому её видит запасная
  npm run standby -- --together     ждать запасную: подтверждённое — на обоих дисках
  npm run standby -- --alone        не ждать: запасная надолго выключена
  npm run standby -- --forget       запасной больше нет

На запасной
  npm run standby -- --of УЗЕЛ:ПОРТ --listen УЗЕЛ:ПОРТ --from ПАПКА_КОПИЙ [--again]
      сделать эту машину запасной той; --again — здесь уже есть база, она остаётся рядом
  npm run standby -- --keep --from ПАПКА_КОПИЙ
      следовать за основной, пока не остановят (служба)
  npm run standby -- --promote [--from ПАПКА_КОПИЙ] [--with-loss]
      основной больше нет: сделать эту машину основной; потом npm start

  npm run standby -- --state        что это за машина

Папка данных — --data ПАПКА (обычно .local/data). Папка копий — та, в которую пишет основная; пароль — в OTKLIK_BACKUP_PASSPHRASE.
Код выхода: 0 — сделано, 1 — не удалось, 2 — команда неверна.
`;

const say = (line: string): void => console.error(`· ${line}`);

function readOptions() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  return parseArgs({
    options: {
      help: flag,
      data: text,
      from: text,
      let: text,
      listen: text,
      of: text,
      together: flag,
      alone: flag,
      forget: flag,
      again: flag,
      keep: flag,
      promote: flag,
      'with-loss': flag,
      state: flag,
    },
  }).values;
}
type Options = ReturnType<typeof readOptions>;

/** `10.0.0.2:25432`, `[::1]:25432`. */
function readOther(given: string | undefined, key: string): Other {
  const { host = '', port = '' } =
    /^\[?(?<host>[^\]]+?)\]?:(?<port>\d{1,5})$/u.exec(given ?? '')?.groups ?? {};
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new WrongCommand(`После ${key} назовите узел и порт: 10.0.0.2:25432.\n\n${help}`);
  return { host, port: Number(port) };
}

async function openCopies(from: string | undefined): Promise<{ place: string; keyring: Keyring }> {
  const given = from ? fromHere(from) : process.env.OTKLIK_BACKUP_TO;
  if (!given) throw new WrongCommand(`Не названа папка копий: --from ПАПКА.\n\n${help}`);
  const place = realpathSync(given);
  return { place, keyring: await openKeyring(place, await readPassphrase(false)) };
}

const restarted = (isRunning: boolean): string =>
  isRunning ? 'База перезапущена: за ней смотрит npm start.' : 'Подействует со следующего запуска.';

async function actOnPrimary(data: string, options: Options): Promise<string | null> {
  if (options.let) {
    const listen = options.listen;
    if (!listen) throw new WrongCommand(`Не назван свой адрес: --listen АДРЕС.\n\n${help}`);
    const other = readOther(options.let, '--let');
    return `Запасная ${other.host}:${other.port} впущена. ${restarted(await letIn(data, listen, other))} Теперь на ней: npm run standby -- --of …`;
  }
  if (options.together)
    return `Теперь подтверждённое — на обоих дисках. ${restarted(await workTogether(data))}`;
  if (options.alone)
    return `Основная больше не ждёт запасную: подтверждённое — на одном диске. ${restarted(await workAlone(data))}`;
  if (options.forget) return `Запасной больше нет. ${restarted(await forgetStandby(data))}`;
  return null;
}

async function keep(data: string, from: string | undefined): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  await followPrimary({ data, ...(await openCopies(from)), signal: stopping.signal, say });
}

async function promote(data: string, options: Options): Promise<string> {
  const copies = await openCopies(options.from).catch((error: Error) => {
    say(`папка копий: ${error.message.split('\n', 1)[0]}`);
    return null;
  });
  const describe = describeMomentIn(cityZone());
  const isLossTaken = options['with-loss'] === true;
  const { missing } = await promoteStandby({ data, copies, isLossTaken, describe, say });
  const files =
    missing > 0 ? ` Файлов, которых здесь нет: ${missing} (docs/standby.md, «Снимки последних секунд»).` : '';
  return `Эта машина теперь основная.${files} Запустите город: npm start -- --data ${data}. Прежнюю не запускайте: сделайте её запасной.`;
}

async function act(options: Options): Promise<string> {
  const data = options.data ? fromHere(options.data) : defaultData();
  const done = await actOnPrimary(data, options);
  if (done !== null) return done;
  if (options.of) {
    const [primary, own] = [readOther(options.of, '--of'), readOther(options.listen, '--listen')];
    const isAgain = options.again === true;
    await makeStandby({ data, primary, own, ...(await openCopies(options.from)), isAgain, say });
    return 'Запасная сделана. Запустите её: npm run standby -- --keep; когда пойдёт — на основной npm run standby -- --together.';
  }
  if (options.keep) {
    await keep(data, options.from);
    return 'Остановлено.';
  }
  if (options.promote) return promote(data, options);
  if (options.state) return describeMachine(data);
  throw new WrongCommand(help);
}

async function main(): Promise<number> {
  const options = readOptions();
  if (options.help) {
    console.log(help);
    return 0;
  }
  if (process.env.DATABASE_URL)
    throw new WrongCommand(
      'База своя (DATABASE_URL): запасную делают её же средствами, эта команда — для встроенной.',
    );
  try {
    console.log(await act(options));
    return 0;
  } catch (error) {
    if (error instanceof WrongCommand) throw error;
    console.error(
      error instanceof BackupRefusal
        ? `Не сделано. ${error.message}`
        : `Не удалось. ${describeFailure(error, '')}`,
    );
    return 1;
  }
}

await runMain(main);
