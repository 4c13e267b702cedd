// npm by whatever way this machine has it.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureWritable, localDir, projectRoot } from './places.mjs';

/** `npm start` tells where npm's own script lies; beside node it lies in one of two places. */
function findNpmScript() {
  const bin = dirname(process.execPath);
  return [
    process.env.npm_execpath,
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((file) => file && /\.c?js$/.test(file) && existsSync(file));
}

/** npm keeps its cache in the home directory; without one it gets a folder of ours. */
function environment() {
  const env = { ...process.env };
  const home = env.HOME ?? env.USERPROFILE;
  if (!home || !ensureWritable(join(home, '.npm'))) env.npm_config_cache = join(localDir(), 'npm-cache');
  // Flags of the npm that runs us must not reach this one: `npm start --offline`, `--prefix` and the like.
  for (const name of Object.keys(env)) {
    if (/^npm_(config_(prefix|local_prefix|global|workspace)|lifecycle|package|command)/i.test(name))
      delete env[name];
  }
  return env;
}

/**
 * Runs npm in a folder that has a package.json. (`--prefix` would do for any folder, but it also makes npm
 * overlook the machine's own npmrc, with its registry and certificates.)
 * Returns `{ ok, output }`; with `quiet` the output is not shown as it comes.
 */
export function runNpm(args, { cwd = projectRoot, quiet = false } = {}) {
  const script = findNpmScript();
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const own = [...args, ...patience];
  const [file, all] = script ? [process.execPath, [script, ...own]] : ['npm', own];
  const done = spawnSync(file, all, {
    cwd,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    shell: !script && process.platform === 'win32',
  });
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? done.error.message : ''}`;
  return { ok: done.status === 0, output };
}

/** What npm says to a question for the registry; '' where it says nothing in time. Other work goes on meanwhile. */
export function askNpm(args, timeout) {
  const script = findNpmScript();
  const [file, all] = script ? [process.execPath, [script, ...args]] : ['npm', args];
  const shell = !script && process.platform === 'win32';
  const options = { cwd: projectRoot, env: environment(), timeout, maxBuffer: 64 * 1024 * 1024, shell };
  // It ends badly where it finds something: what it printed is its answer all the same.
  return new Promise((resolve) => execFile(file, all, options, (_, stdout) => resolve(stdout ?? '')));
}
