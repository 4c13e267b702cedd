import { parseArgs } from 'node:util';

const defaultPort = 3000;

/** Text of `npm start -- --help`. */
export const startHelp = `Отклик — муниципальный центр управления.

  npm start                     запустить всё: базу данных, сервер, фоновую работу
  npm start -- КЛЮЧИ

Ключи
  --port N            порт страниц (обычно ${defaultPort}; если он занят, берётся следующий свободный)
  --data ПАПКА        где хранить данные (обычно .local/data)
  --empty             без демонстрационного города: первый вошедший по коду из консоли становится администратором
  --only web|worker|database
                      запустить только страницы, только фоновую работу или только встроенную базу
  --apart             базу держит отдельный запуск (--only database): этот её ждёт, не поднимает и не останавливает
  --help              этот текст

Переменные окружения
  DATABASE_URL        своя PostgreSQL 17 или новее: postgres://имя:пароль@узел:5432/база
  DATABASE_OWNER_URL  она же под записью, которая владеет таблицами: тогда сервер не может изменить журнал (docs/security.md)
  PORT, HOST          то же, что --port; адрес, на котором слушать (обычно 127.0.0.1)
  OTKLIK_URL          внешний адрес для ссылок в письмах
  OTKLIK_BACKUP_TO    папка резервных копий, на другом диске; с ней OTKLIK_BACKUP_PASSPHRASE — пароль копий,
                      OTKLIK_BACKUP_DAYS — сколько дней хранить (обычно 31): docs/backup.md
  OTKLIK_SECURITY_CONTACT  куда сообщать об уязвимостях: e-mail или https-адрес, для /.well-known/security.txt

Остановить: Ctrl+C.`;

export function readPort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Error(`Порт задан неверно: «${text}». Нужно число от 0 до 65535.`);
  return port;
}

const takenByNpm = { port: /^\d+$/, data: /./, empty: /^true$/, only: /^(web|worker|database)$/ };

/** `npm start --port 4109`: npm takes the key for itself and leaves the value. */
function refuseTakenKeys(env) {
  const taken = Object.entries(takenByNpm).filter(([name, form]) =>
    form.test(env[`npm_config_${name}`] ?? ''),
  );
  if (taken.length === 0) return;
  const keys = taken.map(([name]) =>
    name === 'empty' ? '--empty' : `--${name} ${env[`npm_config_${name}`]}`,
  );
  throw new Error(
    `Ключи программы пишутся после двух дефисов, иначе их берёт себе npm: npm start -- ${keys.join(' ')}`,
  );
}

function parse(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        help: { type: 'boolean', short: 'h' },
        port: { type: 'string', short: 'p' },
        data: { type: 'string' },
        empty: { type: 'boolean' },
        only: { type: 'string' },
        apart: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    const name =
      /--?[a-z][\w-]*(?=[ '<])|(?<=')[^']*/i.exec(error.message.replace(/-\w, /, ''))?.[0] ?? args.join(' ');
    const needsValue = error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE';
    throw new Error(
      needsValue
        ? `Ключ ${name} задан неверно: смотрите npm start -- --help`
        : `Неизвестный ключ «${name}». Ключи пишутся после двух дефисов: npm start -- --port 4109. Список: npm start -- --help`,
    );
  }
}

/**
 * Reads the arguments and environment of `npm start`:
 * `{ help, port, isPortGiven, data, isEmpty, only, isApart }` with only '' | 'web' | 'worker' | 'database' and data '' when not given.
 */
export function readStartOptions(args, env) {
  refuseTakenKeys(env);
  const values = parse(args);
  const given = values.port ?? env.PORT;
  const only = values.only ?? '';
  if (!['', 'web', 'worker', 'database'].includes(only))
    throw new Error(`Ключ --only принимает web, worker или database, а не «${only}».`);
  if (only === 'database' && env.DATABASE_URL)
    throw new Error('Названа своя база (DATABASE_URL): встроенную запускать незачем.');
  return {
    help: values.help === true,
    port: given ? readPort(given) : defaultPort,
    isPortGiven: Boolean(given),
    data: values.data ?? '',
    isEmpty: values.empty === true,
    only,
    isApart: values.apart === true,
  };
}
