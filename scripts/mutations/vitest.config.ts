import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';
import base from '../../vitest.config.ts';
import { instrument } from './instrument.ts';
import { isRuleFile } from './rules.ts';
import { warmPool } from './warm-pool.ts';

const root = resolve(import.meta.dirname, '../..');

/** Every mistake is written into the files of rules at once and sleeps there: they are read and compiled once. */
const mutants: Plugin = {
  name: 'otklik-mutants',
  enforce: 'pre',
  load(id) {
    const path = relative(root, id.split('?')[0]!).replaceAll('\\', '/');
    return isRuleFile(path) ? instrument(path, readFileSync(id, 'utf8')).code : null;
  },
};

const projects = (base.test?.projects ?? []) as UserWorkspaceConfig[];

export default defineConfig({
  root,
  test: {
    onUnhandledError: base.test?.onUnhandledError,
    bail: 1,
    cache: false,
    projects: projects
      .filter(({ test }) => test?.name === 'unit' || test?.name === 'db')
      .map(({ test }) => ({
        root,
        plugins: [mutants],
        test: {
          ...test,
          // Made once, before the processes that share the mutants among them start.
          globalSetup: [],
          root,
          pool: warmPool(),
          maxWorkers: 1,
          isolate: false,
          setupFiles: [resolve(import.meta.dirname, 'switch.ts')],
        },
      })),
  },
});
