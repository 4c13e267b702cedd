// npm run dev: pages change in the browser and the server starts anew as files are saved. A demo city of its own, apart from npm start.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { openDatabase } from './start/database.mjs';
import { acquireLock } from './support/lock.mjs';
import { localDir, projectRoot } from './support/places.mjs';
import { findFreePort } from './support/ports.mjs';
import { readPort } from './support/start-options.mjs';

await ensureNode24(import.meta.url);

const help = `Разработка: страницы и сервер обновляются сами, когда файл сохранён.

  npm run dev                    адрес http://127.0.0.1:5173, данные в .local/dev
  npm run dev -- --port N
  npm run dev -- --data ПАПКА

Остановить: Ctrl+C. Жители видят страницы, которые рисует браузер: страницы, нарисованные сервером, показывает npm start.`;

/** What the server answers itself; everything else is a page or a file of the client. */
const servedByServer = ['/api', '/basemap', '/readyz', '/robots.txt', '/sitemap.xml', '/.well-known'];
/** What the server is made of: a saved file there starts it anew. */
const watched = ['server', 'shared', 'packs', 'migrations'];
/** An editor saves several files at once. */
const SETTLE_MS = 150;
const STOP_MS = 5000;

const log = (text) => console.log(text.startsWith('·') ? text : `· ${text}`);
const say = (text) => console.error(text);
/** Closed in the reverse order. */
const open = [];
const state = { isStopping: false };

/** The server as a process that lives till the next saved file. */
function keepServer(makeEnv) {
  let child;
  let ended = Promise.resolve();
  const start = () => {
    const started = spawn(process.execPath, ['server/main.ts'], {
      cwd: projectRoot,
      env: makeEnv(),
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child = started;
    ended = new Promise((done) => {
      started.once('exit', (code) => {
        if (child === started && !state.isStopping)
          say(`Сервер остановился (${code}). Исправьте и сохраните файл: он начнёт снова.`);
        done();
      });
    });
  };
  const end = async () => {
    const last = child;
    child = undefined;
    last?.kill('SIGTERM');
    await Promise.race([ended, sleep(STOP_MS).then(() => last?.kill('SIGKILL'))]);
    await ended;
  };
  start();
  // One after another: a file saved while the server is being started anew must not start a second one.
  let turn = Promise.resolve();
  return {
    end,
    restart() {
      turn = turn.then(end).then(() => {
        if (!state.isStopping) start();
      });
    },
  };
}

/** The two documents of the client, as the server would choose them. */
function answerPages(vite) {
  return async (request, reply, next) => {
    const path = new URL(request.originalUrl, 'http://localhost').pathname;
    if (request.method !== 'GET' || /\.\w{1,12}$/.test(path)) return next();
    try {
      const name = /^\/(staff|head)(\/|$)/.test(path) ? 'staff.html' : 'index.html';
      const source = readFileSync(join(projectRoot, 'web', name), 'utf8');
      // The document is read at many addresses: what it names by its own place is named from the root.
      const linked = source
        .replaceAll('../node_modules/', `/@fs${projectRoot}/node_modules/`)
        .replaceAll('="./', '="/');
      const html = await vite.transformIndexHtml(`/${name}`, linked, request.originalUrl);
      reply.setHeader('content-type', 'text/html; charset=utf-8');
      reply.end(html);
    } catch (error) {
      next(error);
    }
  };
}

async function openPages(port, serverPort) {
  const { createServer } = await import('vite');
  const target = `http://127.0.0.1:${serverPort}`;
  const vite = await createServer({
    configFile: join(projectRoot, 'web', 'vite.config.ts'),
    appType: 'custom',
    server: {
      host: '127.0.0.1',
      port,
      proxy: Object.fromEntries(servedByServer.map((path) => [path, { target }])),
      fs: { allow: [projectRoot] },
      warmup: { clientFiles: ['./portal/main.tsx', './staff/main.tsx'] },
    },
  });
  vite.middlewares.use(answerPages(vite));
  await vite.listen();
  return vite;
}

/** Starts the server anew once saving has come to rest. */
function restartOnSave(vite, server) {
  let timer;
  vite.watcher.add(watched.map((name) => join(projectRoot, name)));
  vite.watcher.on('all', (event, path) => {
    const [top] = relative(projectRoot, path).split('/');
    if (!watched.includes(top) || event.endsWith('Dir') || /\.test\.\w+$/.test(path)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      log(`изменено: ${relative(projectRoot, path)}, сервер начинает снова`);
      server.restart();
    }, SETTLE_MS);
  });
}

async function untilReady(port) {
  while (!state.isStopping) {
    const reply = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (reply?.ok) return;
    await sleep(50);
  }
}

async function stop(code) {
  if (state.isStopping) return;
  state.isStopping = true;
  for (const close of open.reverse()) await close();
  process.exit(code);
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(help);
  const port = readPort(values.port ?? '5173');
  const begun = performance.now();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  await ensureInstalled(log);
  const data = resolve(values.data ?? join(localDir(), 'dev'));
  mkdirSync(data, { recursive: true });
  const lock = await acquireLock(join(data, 'start-web.lock'), { waitMs: 3000 });
  if (lock.busy) throw new Error(`С папкой ${data} уже работает процесс ${lock.busy.pid}. Остановите его.`);
  open.push(() => lock.release());
  let server;
  const database = await openDatabase({
    data,
    log,
    say,
    isStopping: () => state.isStopping,
    onMoved: () => server?.restart(),
  });
  open.push(() => database.close({ hurry: false }));
  const serverPort = await findFreePort(3100, 200, '127.0.0.1');
  server = keepServer(() => ({
    ...process.env,
    DATABASE_URL: database.addresses().url,
    DATABASE_OWNER_URL: database.addresses().ownerUrl,
    PORT: String(serverPort),
    OTKLIK_DATA: data,
    OTKLIK_DEMO: process.env.OTKLIK_DEMO ?? 'new',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  }));
  open.push(() => server.end());
  const vite = await openPages(port, serverPort);
  open.push(() => vite.close());
  restartOnSave(vite, server);
  await untilReady(serverPort);
  log(
    `готово за ${((performance.now() - begun) / 1000).toFixed(1)} с: http://127.0.0.1:${vite.httpServer.address().port}`,
  );
}

try {
  await main();
} catch (error) {
  say(error.message);
  await stop(1);
}
