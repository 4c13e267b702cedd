import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '.local/**', 'dist/**'];

/**
 * Workers of the tests live in the process of the tests, and graphile-worker writes down the end of a job in the background:
 * where a test takes the database away at that moment, the promise is refused and nobody waits for it. `server/main.ts` lets
 * exactly that pass.
 */
const isWorkerWithoutDatabase = ({
  stack = '',
  message = '',
}: {
  stack?: string;
  message?: string;
}): boolean => /graphile-worker|patient-pool/u.test(stack) && /connect|terminat|timeout/iu.test(message);

/**
 * What reads lists is asked millions of times: Node itself loads it. Through the runner every imported name is a getter, and the
 * model and the suggester would take twice as long in tests as they do in the server.
 */
const server = { deps: { external: [/\/shared\/lists\.ts$/u, /\/server\/lib\/typed-arrays\.ts$/u] } };

export default defineConfig({
  test: {
    onUnhandledError: (error) => (isWorkerWithoutDatabase(error) ? false : undefined),
    projects: [
      {
        test: {
          name: 'unit',
          server,
          include: ['**/*.test.ts', '**/*.test.tsx', 'scripts/**/*.test.mjs'],
          exclude: [...ignored, '**/*.db.test.ts', 'tests/e2e/**', 'tests/screens/**'],
          // Under a second each on an idle machine; the checks of types run beside.
          testTimeout: 60_000,
          // Some files wait for processes they start and stop; the rest go on beside them.
          maxWorkers: 2,
          isolate: false,
          unstubGlobals: true,
        },
      },
      {
        test: {
          name: 'db',
          server,
          include: ['**/*.db.test.ts'],
          exclude: ignored,
          globalSetup: ['tests/support/site/template.ts'],
          // Seconds each on an idle machine: a busy one may need ten times as long.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          // The server is read once a worker, not once a file; every start of it sets up its modules anew.
          isolate: false,
        },
      },
      {
        test: {
          name: 'e2e',
          server,
          include: ['tests/e2e/**/*.test.ts'],
          exclude: ignored,
          globalSetup: ['tests/support/site/template.ts'],
          // A journey has tens of steps, each of which may wait a minute where the machine is busy with other work.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Three journeys at once, each on a server and a browser of its own: much of one is waiting.
          maxWorkers: 3,
          isolate: false,
        },
      },
      {
        test: {
          // Parts of `npm run accept` that need a browser and a database; no part of `npm test`.
          name: 'accept',
          server,
          include: ['tests/accept/**/*.played.ts'],
          exclude: ignored,
          globalSetup: ['tests/support/site/template.ts'],
          testTimeout: 1_800_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'screens',
          server,
          include: ['tests/screens/**/*.test.ts'],
          exclude: ignored,
          globalSetup: ['tests/support/site/template.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // Two halves at once: a screen stands still while it is looked at, and nothing on it goes by time.
          maxWorkers: 2,
          isolate: false,
        },
      },
    ],
  },
});
