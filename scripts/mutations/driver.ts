import { resolve } from 'node:path';
import { Writable } from 'node:stream';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';

/** What a file of tests is told by `switch.ts`. */
export interface Switch {
  /** Id of the mutant; null = none. */
  awake: string | null;
  /** Modules are read anew: they made something while they were read, with another mutant awake or none. */
  isFresh: boolean;
  /** Folder for the mutants that are met; null where a mutant is tried. */
  met: string | null;
  /** How often the code may ask which mutant is awake: a loop that a mutant never lets end would ask for ever. */
  limit: number;
}

export interface Trial extends Switch {
  project: 'unit' | 'db';
  /** File of tests, from the root. */
  test: string;
}

export interface Verdict {
  isPassed: boolean;
  /** The test that failed, or the error outside of tests. */
  failed: string;
  /** Tests that ran. */
  count: number;
}

const root = resolve(import.meta.dirname, '../..');

async function openVitest(): Promise<Vitest> {
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const vitest = await createVitest(
    'test',
    { config: resolve(import.meta.dirname, 'vitest.config.ts'), watch: false, reporters: [{}] },
    {},
    { stdout: silence, stderr: silence },
  );
  await vitest.standalone();
  return vitest;
}

async function tryOut(vitest: Vitest, { project, test, ...told }: Trial): Promise<Verdict> {
  const found = vitest.projects.find(({ name }) => name === project);
  if (!found) throw new Error(`No project ${project}`);
  found.provide('mutation', told);
  const path = resolve(root, test);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([
    found.createSpecification(path),
  ]);
  const module = testModules.find(({ moduleId }) => moduleId === path);
  if (!module) return { isPassed: false, failed: `did not start: ${unhandledErrors[0]}`, count: 0 };
  const isPassed = module.ok() && unhandledErrors.length === 0;
  return {
    isPassed,
    failed: isPassed ? '' : nameFailure(module, unhandledErrors),
    count: [...module.children.allTests('passed')].length,
  };
}

function nameFailure(module: TestModule, unhandled: readonly unknown[]): string {
  const [failed] = module.children.allTests('failed');
  if (failed) return failed.fullName;
  const [error] = [...module.errors(), ...unhandled] as { message?: string }[];
  return `outside of tests: ${error?.message?.split('\n', 1)[0] ?? ''}`;
}

if (process.send) {
  // Whoever asked is gone, however it was stopped: the group of this driver goes with its workers.
  process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
  const vitest = await openVitest();
  process.on('message', async (trial: Trial) => {
    try {
      process.send?.(await tryOut(vitest, trial));
    } catch (error) {
      process.send?.({ isPassed: false, failed: `runner: ${error}`, count: 0 } satisfies Verdict);
    }
  });
  process.send({ isReady: true });
}
