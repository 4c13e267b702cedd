// npm run gar -- DIR_OR_ZIP --region NN: puts the streets and houses of a ГАР export in force.
import { ensureInstalled } from '../install.mjs';
import { ensureNode24 } from '../node24.mjs';
import { defaultData, openInstallation } from '../support/installation.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./gar.ts');
process.exitCode = await main(process.argv.slice(2), defaultData(), openInstallation);
