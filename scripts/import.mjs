// npm run import -- FILE: loads a register into the installation of a data folder or of DATABASE_URL.
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { defaultData, openInstallation } from './support/installation.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./import.ts');
process.exitCode = await main(process.argv.slice(2), defaultData(), openInstallation);
