// Whether the server of a data folder can be run under an account other than root's, and what that takes.
import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf } from '../postgres/account.mjs';
import { prepareBinaries } from '../postgres/binaries.mjs';
import { localDir, projectRoot } from '../support/places.mjs';
import { chooseAccount } from './choose.mjs';
import { giveData, makeFolderOf, serversOwn } from './give.mjs';

const isRoot = () => process.getuid?.() === 0;

/** Ports below this one belong to root (net.ipv4.ip_unprivileged_port_start may say otherwise, so it is tried). */
const firstOpenPort = 1024;

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function chooseFor(data, database) {
  return chooseAccount({
    owner: statSync(data),
    database,
    passwd: readText('/etc/passwd'),
    group: readText('/etc/group'),
  });
}

/**
 * Root is about to work in `<data>/postgres`. In a folder that the server's account may add to, one that is not root's was put
 * there by that account: a server that somebody has broken into would have root read and write where they like.
 */
export function refusePlanted(data) {
  if (!isRoot()) return;
  const top = statSync(data);
  const database = lstatSync(join(data, 'postgres'), { throwIfNoEntry: false });
  const account = chooseFor(data);
  const isShared = !account.isOwner && top.gid === account.gid && (top.mode & 0o1000) !== 0;
  if (isShared && database?.uid === account.uid)
    throw new Error(
      `Папку ${join(data, 'postgres')} сделала учётная запись сервера (uid ${account.uid}), а делать её может только root. ` +
        'Похоже на взлом: разберитесь, откуда она, и уберите её.',
    );
}

/** Of root's folders only those are touched that hold an installation, or nothing yet. */
function findForeign(data) {
  const names = readdirSync(data);
  if ([...serversOwn, 'postgres'].some((name) => names.includes(name))) return undefined;
  return names.find((name) => !/^(\..*|lost\+found|start-\w+\.lock.*|server-\w+\.pid)$/.test(name));
}

const nameOf = ({ name, uid }) => (name ? `${name} (uid ${uid})` : `uid ${uid}`);

/**
 * Program, arguments and options of spawn() that run Node as the account. Supplementary groups go with root's number. A port
 * that root alone may open is opened by the one capability for it.
 */
export function commandAs(account, args, port) {
  if (!account) return { file: process.execPath, args, options: {} };
  const { uid, gid } = account;
  if (!port || port >= firstOpenPort || account.isOwner)
    return { file: process.execPath, args, options: { uid, gid } };
  const keep = '-all,+net_bind_service';
  const flags = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const capabilities = [`--inh-caps=${keep}`, `--ambient-caps=${keep}`, `--bounding-set=${keep}`];
  return { file: 'setpriv', args: [...flags, ...capabilities, process.execPath, ...args], options: {} };
}

/** What the environment of a process under the account says otherwise than ours. */
function environmentOf(account) {
  const cache = join(localDir(), `compile-cache-${account.uid}`);
  try {
    makeFolderOf(account, cache);
  } catch {
    // Without it the server starts a little slower.
  }
  const name = account.name || String(account.uid);
  return { HOME: account.home, USER: name, LOGNAME: name, NODE_COMPILE_CACHE: cache };
}

/**
 * Runs reach.mjs as the account. Returns what stands in its way: `{ barred }`, a folder that cannot be passed, `{ closed }`,
 * `{ readOnly }`, `{ port }`, `{ node }`, `{ refusal }` of the system, which may give a container few numbers, or `{}`.
 */
function ask(account, wanted) {
  const input = readFileSync(join(import.meta.dirname, 'reach.mjs'));
  const words = ['--input-type=module', '-', JSON.stringify(wanted)];
  const { file, args, options } = commandAs(account, words, wanted.port);
  const env = { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: '' };
  const asked = spawnSync(file, args, { ...options, input, env, cwd: '/', encoding: 'utf8' });
  if (asked.status === 0) return JSON.parse(asked.stdout);
  if (file !== process.execPath) return { port: wanted.port };
  const { code } = asked.error ?? {};
  return code === 'EINVAL' || code === 'EPERM' ? { refusal: code } : { node: process.execPath };
}

/** What of this program a server reads and writes outside its data folder. */
const outside = () => ({
  sources: ['server', 'shared', 'packs', 'migrations', 'dist'].map((name) => join(projectRoot, name)),
  packages: [join(projectRoot, 'node_modules')],
  writable: [tmpdir()],
});

/** The end of a sentence on what stands in the way of the account; undefined when nothing does. */
function findObstacle(account, wanted) {
  const { barred, closed, readOnly, port, node, refusal } = ask(account, wanted);
  if (port)
    return `порт ${port} открывает только root: возьмите порт от ${firstOpenPort} и поставьте перед сервером прокси`;
  const who = `учётной записи ${nameOf(account)}`;
  if (refusal) return `система не даёт перейти к ${who} (${refusal})`;
  if (node) return `${who} закрыта программа Node, ${node}: поставьте её, например, в /usr/local`;
  if (barred)
    return `${who} не пройти через папку ${barred}: откройте проход (chmod o+x ${barred}) или перенесите Отклик с его данными, например в /opt`;
  if (closed) return `${who} не прочесть ${closed}: откройте (chmod -R o+rX ${closed})`;
  return readOnly ? `${who} закрыта для записи папка ${readOnly}: откройте её или укажите другую` : undefined;
}

/** Root becomes the owner of an installation that is all theirs: it has no business in a folder where links may be planted. */
export function becomeOwner({ uid, gid }, env) {
  // What is to be written into the project for the database, root can write for sure.
  if (!process.env.DATABASE_URL) prepareBinaries({ uid, gid });
  process.setgroups([]);
  process.setgid(gid);
  process.setuid(uid);
  Object.assign(process.env, env);
}

/**
 * For root, before the database is opened: chooses the account of the server of a data folder and gives it its files there.
 * Returns `{ account, env }`, or `{ reason }`, a sentence's end, where the server has to stay root; `{}` for who is not root.
 * `port` and `host` are what the server will listen on; 0 = nothing. With `looksOnly` nothing is given: who only looks changes nothing.
 */
export function settleAccount({ data, port = 0, host, looksOnly = false }) {
  if (!isRoot()) return {};
  if (process.platform !== 'linux') return { reason: 'сменить учётную запись Отклик умеет только в Linux' };
  try {
    const database = join(data, 'postgres');
    const account = chooseFor(data, process.env.DATABASE_URL ? undefined : accountOf(database));
    if (account.isOwner && existsSync(join(database, 'moved-to')))
      return { reason: `база папки ${data} лежит вне её` };
    const foreign = account.isOwner ? undefined : findForeign(data);
    if (foreign) return { reason: `в папке данных ${data} лежит чужое (${foreign}): укажите пустую` };
    const obstacle = findObstacle(account, { ...outside(), folder: data, port, host });
    if (obstacle) return { reason: obstacle };
    if (!looksOnly) giveData(data, account);
    return { account: { ...account, title: nameOf(account) }, env: environmentOf(account) };
  } catch (error) {
    return { reason: `папку данных ${data} не удалось передать другой учётной записи (${error.message})` };
  }
}
