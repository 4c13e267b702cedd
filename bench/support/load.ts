import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A closed-loop HTTP load on the loopback: `connections` keep-alive sockets, one request under way on each. */
export interface LoadOptions {
  port: number;
  path: string;
  /** What a request is: a script of this folder. */
  script: 'event' | 'message' | 'issue' | 'window' | 'ballot' | 'network-event';
  connections: number;
  seconds: number;
  token?: string;
  /** Redmine's number of the project. */
  project?: number;
  /** What is sent each time, with `@@` where each has a number of its own. */
  body?: string;
}

export interface LoadResult {
  perSecond: number;
  /** Milliseconds. */
  p99: number;
}

/** Runs Debian's wrk, whose own cost is the smallest there is: it shares the cores with what it measures. Throws at any refusal. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { port, path, script, connections, seconds, token = '', project = 0, body = '' } = options;
  const { stdout } = await promisify(execFile)(
    'wrk',
    [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '--latency',
      '-s',
      join(import.meta.dirname, `${script}.lua`),
      `http://127.0.0.1:${port}/`,
    ],
    {
      env: {
        ...process.env,
        LOAD_PATH: path,
        LOAD_TOKEN: token,
        LOAD_PROJECT: String(project),
        LOAD_BODY: body,
        LOAD_RUN: randomBytes(4).toString('hex'),
      },
    },
  );
  const refused = /Non-2xx.*|Socket errors.*/.exec(stdout)?.[0];
  if (refused) throw new Error(`Отказы под нагрузкой: ${refused}`);
  const [, tail, unit] = /^\s+99%\s+([\d.]+)(us|ms|s)$/m.exec(stdout) ?? [];
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p99: Number(tail) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'],
  };
}
