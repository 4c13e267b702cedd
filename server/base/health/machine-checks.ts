import { execFile } from 'node:child_process';
import { existsSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '../../lib/documents/pdf.ts';
import {
  defineCheck,
  foundIf,
  type HealthCheck,
  type Machine,
  notJudged,
} from '../../lib/health/health-check.ts';
import { newToken } from '../../lib/ids.ts';
import { judgeDisk, judgeMemory, judgeNode, judgeSealKeys, judgeSecrets } from './machine-judge.ts';

/** What is looked at without a database: these are asked by `npm run doctor` when it is away too. */

const secretNames = ['seal-key', 'seal-keys-old', 'record-key', 'secret'];

/** Folders of the data folder that the server writes to. */
const ownFolders = ['files', 'imports', 'reconcile', 'day-roots'];

/** Why nothing can be written into a folder; empty = it can. Tried, for who we are to the system is not who we act as. */
function probe(folder: string): string {
  const path = join(folder, `.doctor-${newToken().slice(0, 8)}`);
  try {
    writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
    rmSync(path, { force: true });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const stateOf = (path: string) => statSync(path, { throwIfNoEntry: false });

const diskCheck = defineCheck({
  id: 'machine.disk',
  looksAt: 'Место на диске',
  faults: {
    full: {
      severity: 'error',
      title: 'Диск почти полон',
      cure: 'Освободите место или перенесите папку данных на диск больше. На полном диске база останавливается, новые сообщения не принимаются.',
    },
    low: {
      severity: 'warning',
      title: 'На диске мало места',
      cure: 'Освободите место или увеличьте диск, пока его хватает.',
    },
    'no-inodes': {
      severity: 'error',
      title: 'На диске кончаются номера файлов',
      cure: 'Удалите лишние мелкие файлы (df -i покажет, где их много) или перенесите папку данных на другой диск.',
    },
  },
  run: async ({ config }: Machine) => {
    if (!existsSync(config.dataDir)) return notJudged('папки данных нет');
    const { bavail, blocks, bsize, files, ffree } = statfsSync(config.dataDir);
    return judgeDisk({ free: bavail * bsize, total: blocks * bsize, files, freeFiles: ffree });
  },
});

const folderCheck = defineCheck({
  id: 'machine.folder',
  looksAt: 'Папка данных',
  faults: {
    'not-writable': {
      severity: 'error',
      title: 'В папку данных нельзя писать',
      cure: 'Отдайте папку учётной записи сервера (chown) и проверьте, что диск подключён не только для чтения.',
    },
    'open-to-all': {
      severity: 'error',
      title: 'В папку данных может писать кто угодно',
      cure: 'Закройте её от чужих: chmod o-w ПАПКА.',
    },
    'not-ours': {
      severity: 'error',
      title: 'В папку внутри папки данных сервер не может писать',
      cure: 'Верните её учётной записи сервера: chown -R ИМЯ ПАПКА. Если Отклик запускает root, хватит перезапуска.',
    },
  },
  run: async ({ config }: Machine) => {
    if (!existsSync(config.dataDir)) return [{ code: 'not-writable', words: `Папки ${config.dataDir} нет.` }];
    const words = probe(config.dataDir);
    if (words) return [{ code: 'not-writable', words: `${words}.` }];
    const mode = stateOf(config.dataDir)?.mode ?? 0;
    const shut = ownFolders.filter((name) => {
      const path = join(config.dataDir, name);
      return existsSync(path) && probe(path) !== '';
    });
    return [
      ...foundIf('open-to-all', (mode & 0o002) !== 0, `${config.dataDir}.`),
      ...foundIf('not-ours', shut.length > 0, `${shut.join(', ')}.`),
    ];
  },
});

const secretsCheck = defineCheck({
  id: 'machine.secrets',
  looksAt: 'Файлы ключей',
  faults: {
    open: {
      severity: 'error',
      title: 'Ключи в папке данных могут прочесть чужие',
      cure: 'Закройте файлы: chmod 600 ФАЙЛ. Если к серверу входил кто-то лишний, смените ключ: npm run seal:rotate.',
    },
    'wrong-owner': {
      severity: 'error',
      title: 'Файлы ключей принадлежат не серверу',
      cure: 'Верните их учётной записи, под которой работает сервер: chown ИМЯ ФАЙЛ.',
    },
  },
  run: async ({ config }: Machine) => {
    // Windows has neither.
    if (process.platform === 'win32') return [];
    const files = secretNames.flatMap((name) => {
      const found = stateOf(join(config.dataDir, name));
      return found ? [{ name, mode: found.mode, owner: found.uid }] : [];
    });
    const own = process.geteuid?.() ?? 0;
    return judgeSecrets(files, own === 0 ? (stateOf(config.dataDir)?.uid ?? 0) : own);
  },
});

const sealKeysCheck = defineCheck({
  id: 'machine.seal-keys',
  looksAt: 'Возраст ключа секретов',
  faults: {
    'old-key': {
      severity: 'warning',
      title: 'Ключ секретов не меняли больше двух лет',
      cure: 'Смените его, сервер при этом работает: npm run seal:rotate.',
    },
    'former-keys': {
      severity: 'warning',
      title: 'Прежние ключи секретов всё ещё лежат рядом',
      cure: 'Уберите их: npm run seal:rotate -- --forget. Команда откажется, если ими ещё что-то запечатано.',
    },
  },
  run: async ({ config, now }: Machine) => {
    if (config.sealKey) return notJudged('ключ назван при запуске, его возраст неизвестен');
    const written = (name: string): Date | null => stateOf(join(config.dataDir, name))?.mtime ?? null;
    return judgeSealKeys({ key: written('seal-key'), former: written('seal-keys-old') }, now);
  },
});

const nodeCheck = defineCheck({
  id: 'machine.node',
  looksAt: 'Версия Node',
  faults: {
    old: {
      severity: 'warning',
      title: 'Node старее, чем проверено',
      cure: 'Поставьте Node 24 или запускайте через npm start: программа возьмёт его сама.',
    },
  },
  run: async (_: Machine) => judgeNode(process.versions.node),
});

const memoryCheck = defineCheck({
  id: 'machine.memory',
  looksAt: 'Память',
  faults: {
    low: {
      severity: 'warning',
      title: 'Памяти почти не осталось',
      cure: 'Добавьте памяти или остановите лишние программы. Карте можно отвести меньше: OTKLIK_FIGURES_MB.',
    },
  },
  run: async (_: Machine) => judgeMemory(process.availableMemory()),
});

/** Programs that have begun once, by path and moment of writing: they begin again. */
const tried = new Map<string, string>();

/** Why the browser does not begin; empty = it does. */
async function tryChromium(path: string): Promise<string> {
  const mark = `${path} ${stateOf(path)?.mtimeMs}`;
  const known = tried.get(mark);
  if (known === '') return known;
  const words = await new Promise<string>((done) => {
    execFile(path, ['--version'], { timeout: 4000 }, (error, _out, said) =>
      done(error ? `${path}: ${said.trim().split('\n')[0]?.slice(0, 200) || error.message}.` : ''),
    );
  });
  tried.set(mark, words);
  return words;
}

const printingCheck = defineCheck({
  id: 'machine.printing',
  looksAt: 'Печать в PDF',
  faults: {
    'no-chromium': {
      severity: 'error',
      title: 'PDF сделать нечем: нет Chromium',
      cure: 'Поставьте его (apt-get install chromium-headless-shell) или укажите путь в CHROMIUM_PATH. DOCX скачиваются и без него.',
    },
    broken: {
      severity: 'error',
      title: 'PDF сделать нечем: Chromium не запускается',
      cure: 'Переустановите его (apt-get install --reinstall chromium-headless-shell): чаще всего нет его библиотеки.',
    },
  },
  run: async (_: Machine) => {
    const path = findChromium();
    if (path === null) return [{ code: 'no-chromium', words: '' }];
    const words = await tryChromium(path);
    return foundIf('broken', words !== '', words);
  },
});

/** Whether a program of a command line can be started. */
function hasProgram(program: string): boolean {
  if (program.includes('/')) return existsSync(program);
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}

const signatureCheck = defineCheck({
  id: 'machine.signature-program',
  looksAt: 'Программа проверки подписей',
  faults: {
    missing: {
      severity: 'error',
      title: 'Программы проверки подписей нет на сервере',
      cure: 'Поставьте её или исправьте OTKLIK_SIGNATURE_CHECK: до этого подписи до конца не проверяются.',
    },
  },
  run: async ({ config }: Machine) => {
    const program = config.signatureCheck?.command[0];
    if (program === undefined) return notJudged('программа не названа');
    return foundIf('missing', !hasProgram(program), `${program}.`);
  },
});

export const machineChecks: readonly HealthCheck<Machine>[] = [
  diskCheck,
  folderCheck,
  secretsCheck,
  sealKeysCheck,
  nodeCheck,
  memoryCheck,
  printingCheck,
  signatureCheck,
];
