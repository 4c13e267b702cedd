// Programs we run in the foreground, a few at a time, that must get the signals we get.
import { spawn } from 'node:child_process';

const running = new Set();

/**
 * Runs a program with our terminal. Resolves to its exit code; 128 when a signal ended it or it could not start.
 * With `capture` its standard output is collected into `output` instead of being shown; with `tell` whatever it
 * writes besides is handed to that.
 */
export function runChild(file, args, { env, cwd, capture = false, tell } = {}) {
  return new Promise((resolve) => {
    const shown = tell ? 'pipe' : 'inherit';
    const stdio = ['ignore', capture ? 'pipe' : shown, shown];
    const child = spawn(file, args, { stdio, env: { ...process.env, ...env }, cwd });
    running.add(child);
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk) => {
      if (capture) output += chunk;
      else tell(chunk);
    });
    child.stderr?.setEncoding('utf8').on('data', tell);
    const finish = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      if (tell) tell(`${error.message}\n`);
      else console.error(error.message);
      finish(128);
    });
    child.once('close', (code) => finish(code ?? 128));
  });
}

/** Passes a signal to everything runChild() is running now. */
export function signalChildren(signal) {
  for (const child of running) child.kill(signal);
}
