/** What is set when the program starts, told to whoever runs it: docs/settings.md and the check of misspelt names. */

interface SettingWords {
  group:
    | 'Основное'
    | 'База данных'
    | 'Сайт и прокси'
    | 'Ключи и журнал'
    | 'Резервные копии'
    | 'Карта'
    | 'Нагрузка и наблюдение';
  what: string;
  /** How the usual value is told where the value itself says nothing: «ключ из папки данных». */
  usual?: string;
  example?: string;
}

/** Read by the server (`config.ts`). */
const serverGuide = {
  OTKLIK_DEMO: {
    group: 'Основное',
    what: 'Что это за установка: 1 — демонстрация с вымышленным городом, 0 — настоящая. Решается первым запуском и потом не меняется. new — какая есть, а новая станет демонстрацией',
    usual: 'какая есть; новая станет настоящей, а через npm start — демонстрацией',
    example: '0',
  },
  OTKLIK_DATA: {
    group: 'Основное',
    what: 'Папка данных: файлы людей, ключи, карта, встроенная база',
    example: '/var/lib/otklik',
  },
  OTKLIK_CITY: {
    group: 'Основное',
    what: 'Улицы, районы и граница города: папка из packs/base/city. Названия, организация и часовой пояс — на экране «Наш город»; новой установке первая их редакция берётся отсюда',
    usual: 'в демонстрации — её город; в новой установке пусто, слои загружают на экранах',
    example: 'kamensk-uralsky',
  },
  OTKLIK_AS_OF: {
    group: 'Резервные копии',
    what: 'Миг, город которого показывают из копии: ничего не меняется, часы идут от него. Ставит команда npm run as-of; самим не нужна',
    usual: 'город живёт',
    example: '2026-11-30T09:07:00Z',
  },
  OTKLIK_ONLY: {
    group: 'Основное',
    what: 'Что запустить этим процессом: web — только страницы, worker — только работу по часам и очередям. Нужны оба, хотя бы на разных машинах',
    usual: 'и то и другое',
    example: 'worker',
  },
  DATABASE_URL: {
    group: 'База данных',
    what: 'Адрес своей PostgreSQL 17 или новее, кодировка UTF8. Без него npm start поднимает встроенную',
    usual: 'встроенная база',
    example: 'postgres://otklik:пароль@127.0.0.1/otklik',
  },
  DATABASE_OWNER_URL: {
    group: 'База данных',
    what: 'Та же база под учётной записью владельца таблиц: ею база обновляется при запуске, а сервер ходит под DATABASE_URL и переписать журнал не может (docs/security.md)',
    usual: 'одна запись на всё',
    example: 'postgres://otklik_owner:пароль@127.0.0.1/otklik',
  },
  OTKLIK_POOL: {
    group: 'База данных',
    what: 'Сколько соединений с базой держит один процесс. Процессов два: max_connections базы должно хватить на оба',
  },
  OTKLIK_URL: {
    group: 'Сайт и прокси',
    what: 'Адрес сайта, как его видят жители, целиком, с https://. По нему пишутся ссылки в письмах, и по нему cookie становятся защищёнными',
    usual: 'адрес запроса',
    example: 'https://отклик.ваш-город.рф',
  },
  HOST: {
    group: 'Сайт и прокси',
    what: 'На каком адресе этой машины слушать. 0.0.0.0 — на всех, без прокси перед ним так не делают',
    usual: '127.0.0.1',
    example: '10.0.0.5',
  },
  PORT: { group: 'Сайт и прокси', what: 'На каком порту слушать' },
  OTKLIK_TRUSTED_PROXIES: {
    group: 'Сайт и прокси',
    what: 'Прокси, чьему слову об адресе посетителя верить, кроме этой машины: адреса и сети через запятую',
    usual: 'только эта машина',
    example: '10.0.0.5, 10.1.0.0/24',
  },
  OTKLIK_REQUESTS_PER_MINUTE: {
    group: 'Сайт и прокси',
    what: 'Сколько запросов в минуту можно с одного адреса; 0 — без общего предела',
  },
  OTKLIK_SECURITY_CONTACT: {
    group: 'Сайт и прокси',
    what: 'Куда сообщать об уязвимости: почта или адрес https://, для /.well-known/security.txt',
    usual: 'не публикуется',
    example: 'security@ваш-город.рф',
  },
  OTKLIK_SEAL_KEY: {
    group: 'Ключи и журнал',
    what: 'Ключ, которым закрыты секреты в базе (токены, пароли почты), не короче 32 знаков. Потерять его — потерять их',
    usual: 'файл seal-key папки данных, делается сам',
  },
  OTKLIK_SEAL_KEYS_OLD: {
    group: 'Ключи и журнал',
    what: 'Прежние ключи через запятую, новые первыми: что закрыто ими, ещё открывается',
    usual: 'файл seal-keys-old папки данных',
  },
  OTKLIK_RECORD_KEY: {
    group: 'Ключи и журнал',
    what: 'Ключ Ed25519, которым подписаны дни журнала, PKCS#8 в PEM или base64. Держите его там, куда у администратора базы доступа нет',
    usual: 'файл record-key папки данных, делается сам',
  },
  OTKLIK_RECORD_KEYS_OLD: {
    group: 'Ключи и журнал',
    what: 'Отпечатки прежних ключей журнала через запятую, из писем: дням, подписанным ими, ещё верят',
    usual: 'нет',
  },
  OTKLIK_RECORD_LETTERS: {
    group: 'Ключи и журнал',
    what: 'Кому каждый день уходит корень журнала письмом, адреса через запятую. Здесь, а не в базе, чтобы база не могла сказать иначе',
    usual: 'никому',
    example: 'kontrol@ваш-город.рф',
  },
  OTKLIK_SIGNATURE_CHECK: {
    group: 'Ключи и журнал',
    what: 'Программа, которая до конца проверяет отсоединённую подпись: список слов JSON с {document} и {signature}',
    usual: 'нет: подпись проверяется без доверенного списка',
    example: '["проверка","{signature}","{document}"]',
  },
  OTKLIK_SIGNATURE_CHECK_SECONDS: { group: 'Ключи и журнал', what: 'Сколько секунд ждать эту программу' },
  OTKLIK_BACKUPS: {
    group: 'Резервные копии',
    what: 'Как хранятся копии; npm start ставит это сам: kept — их делает Отклик, own — база своя и копии ваши, off — их нет',
  },
  BASEMAP_RASTER_URL: {
    group: 'Карта',
    what: 'Сервер растровых плиток вместо файла карты города (docs/basemap.md): браузеры жителей и сотрудников обращаются к нему',
    usual: 'файл basemap.pmtiles папки данных',
    example: 'https://плитки.ваш-город.рф/{z}/{x}/{y}.png',
  },
  BASEMAP_ATTRIBUTION: { group: 'Карта', what: 'Чья карта: подпись в её углу' },
  OTKLIK_FIGURES_MB: {
    group: 'Нагрузка и наблюдение',
    what: 'Память под числа тепловой карты, мегабайты. Город, который в неё не помещается, считается базой, медленнее; 0 — всегда базой',
  },
  OTKLIK_FIGURES_ROLLUP: {
    group: 'Нагрузка и наблюдение',
    what: '0 — не держать и сводок: каждый вопрос читает дела. Для сравнений',
  },
  OTKLIK_FIGURES_LAG_MS: {
    group: 'Нагрузка и наблюдение',
    what: 'На сколько миллисекунд числа могут отставать от дел; 0 — каждый вопрос сначала смотрит, что нового',
  },
  OTKLIK_EVENT_BATCH: {
    group: 'Нагрузка и наблюдение',
    what: 'Сколько событий каналов записывать одним разом; 1 — каждое отдельно',
  },
  OTKLIK_WORKER_PORT: {
    group: 'Нагрузка и наблюдение',
    what: 'Порт, на котором отдельный процесс фоновой работы (OTKLIK_ONLY=worker) отвечает на /metrics, /readyz и /healthz; 0 — ни на каком. О заданиях, копиях и неполадках знает он один',
    example: '3001',
  },
  OTKLIK_METRICS_TOKEN: {
    group: 'Нагрузка и наблюдение',
    what: 'Ключ к /metrics для программы наблюдения, не короче 16 знаков',
    usual: '/metrics никому не открыт',
  },
  LOG_LEVEL: {
    group: 'Нагрузка и наблюдение',
    what: 'Насколько подробен журнал программы: silent, fatal, error, warn, info, debug, trace',
    usual: 'info; через npm start — warn',
  },
} as const satisfies Record<string, SettingWords>;

/** Read by the commands that start it and keep its copies (`scripts/`). */
const commandGuide = {
  OTKLIK_BACKUP_TO: {
    group: 'Резервные копии',
    what: 'Папка копий на другом диске (docs/backup.md)',
    usual: 'копий нет',
    example: '/mnt/копии',
  },
  OTKLIK_BACKUP_PASSPHRASE: {
    group: 'Резервные копии',
    what: 'Пароль копий, не короче 12 знаков: без него они не открываются. Серверу не передаётся',
    usual: 'нет',
  },
  OTKLIK_BACKUP_DAYS: {
    group: 'Резервные копии',
    what: 'Сколько дней хранить копии; старше остаётся одна, от которой есть начало',
    usual: '31',
  },
  OTKLIK_BACKUP_RATE: {
    group: 'Резервные копии',
    what: 'Сколько мегабайт базы в секунду читать, снимая копию: от 1 до 1024; 0 — без предела. Чем меньше, тем меньше ждут те, кто пишет в это время',
    usual: '24',
  },
  OTKLIK_BACKUP_MIRROR: {
    group: 'Резервные копии',
    what: 'Команда, которая уносит копии на вторую площадку (S3, SFTP, другая машина): список слов, {place} — папка копий. Идёт каждые пять минут',
    usual: 'не уносятся',
    example: '["rclone","sync","{place}","far:otklik"]',
  },
  OTKLIK_BACKUP_WORK: {
    group: 'Резервные копии',
    what: 'Насколько дорого подбирать пароль копий: степень двойки для scrypt. Меньше 18 — только для проб',
    usual: '18',
  },
} as const satisfies Record<string, SettingWords>;

export const settingsGuide: Readonly<Record<string, SettingWords>> = { ...serverGuide, ...commandGuide };
export type ServerSetting = keyof typeof serverGuide;
export const isServerSetting = (name: string): name is ServerSetting => name in serverGuide;

/** Of the workshop alone: tests, benches, processes that start one another. */
const workshop = [
  'OTKLIK_SHARED',
  'OTKLIK_SHOTS',
  'OTKLIK_UNHANDLED',
  'OTKLIK_NODE_PARENT',
  'OTKLIK_PROPERTY_RUNS',
  'OTKLIK_BACKUP_MUTATIONS',
];

/** Names that were meant for Otklik and that nothing reads: misspelt, most likely. */
export const listUnknownSettings = (env: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(env)
    .filter((name) => name.startsWith('OTKLIK_') && !(name in settingsGuide) && !workshop.includes(name))
    .toSorted();
