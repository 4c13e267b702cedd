import { projectRoot } from '../support/places.mjs';
import { commandHelp, commands } from './commands.ts';
import { describeKitError, KitRefusal, openKit } from './kit.ts';
import { readManifest } from './manifest.ts';
import { homeOfProgram } from './places.ts';
import { checkRelease } from './versions.ts';

async function main([command = 'help', ...args]: string[]): Promise<number> {
  if (command === 'help' || command === '--help' || command === '-h') {
    console.log(commandHelp);
    return 0;
  }
  if (command === 'version') {
    const { version, commit, madeAt, platform } = readManifest(projectRoot);
    console.log(`${version}, сборка ${commit.slice(0, 8)} от ${madeAt.slice(0, 10)}, ${platform}`);
    return 0;
  }
  if (command === 'check') {
    const { version, files } = checkRelease(projectRoot);
    console.log(`Версия ${version} цела: сверено файлов ${Object.keys(files).length}`);
    return 0;
  }
  const deed = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!deed) throw new KitRefusal(`Команды «${command}» нет.\n\n${commandHelp}`);
  const home = homeOfProgram();
  if (home === null) throw new KitRefusal('Этот архив ещё не поставлен: запустите ./install.sh');
  return deed(
    openKit(home, (line) => console.log(line)),
    args,
  );
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(describeKitError(error));
  process.exitCode = 1;
}
