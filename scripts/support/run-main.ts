/** A sentence for who typed a command; exit code 2. */
export class WrongCommand extends Error {}

/** What Node says of keys it does not know is English. */
function describeWrong(error: unknown): string {
  const { code = '', message } = error as Error & { code?: string };
  if (!code.startsWith('ERR_PARSE_ARGS')) return message;
  const key = /--?[\w-]+/u.exec(message)?.[0];
  return `Ключ ${key ?? ''} задан неверно. Все ключи — с --help.`.replace('  ', ' ');
}

/** Runs a command of the terminal to its exit code; what it throws was not done for it was asked wrongly, and is said. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(describeWrong(error));
    process.exitCode = 2;
  }
}
