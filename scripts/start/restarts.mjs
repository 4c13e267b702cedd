// What follows the end of a server that nobody asked to end.

/** Exit codes of the server (server/main.ts): what it said itself, and a database that is away. Both from sysexits.h. */
export const refused = 78;
export const away = 75;

/** Ends sooner than this after a start are failures of the start. */
const shortLifeMs = 20_000;
const mostFailures = 5;
const firstDelayMs = 500;
const longestDelayMs = 15_000;

const seconds = (ms) => `${String(ms / 1000).replace('.', ',')} с`;

function describe(result) {
  if (result === 'SIGKILL') return 'SIGKILL: его убили или не хватило памяти';
  return typeof result === 'number' ? `код ${result}` : result;
}

/**
 * `result` is the exit code or signal; `failures` are starts in a row that failed before it. Returns `{ exitCode }` when nothing
 * more is to be done, or `{ delayMs, failures }`; `words` are for the person.
 */
export function nextStart({ result, livedMs, failures }) {
  // Told to stop by its own number, or it has said why it will not work.
  if (result === 0) return { exitCode: 0 };
  if (result === refused) return { exitCode: 1 };
  const inRow = livedMs < shortLifeMs ? failures + 1 : 1;
  if (result !== away && inRow >= mostFailures) {
    const words = `Сервер завершился сам (${describe(result)}) сразу после запуска ${inRow} раз подряд. Причина — в строках выше; больше не запускаю.`;
    return { exitCode: 1, words };
  }
  const delayMs = Math.min(firstDelayMs * 2 ** (inRow - 1), longestDelayMs);
  const words = `Сервер завершился сам (${describe(result)}). Запускаю снова через ${seconds(delayMs)}.`;
  // A database that is away is nobody's failure: it is waited for as long as it takes.
  return result === away
    ? { delayMs: Math.min(delayMs, 4000), failures, words }
    : { delayMs, failures: inRow, words };
}
