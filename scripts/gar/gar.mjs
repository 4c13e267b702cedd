// npm run gar -- DIR_OR_ZIP --region NN: puts the streets and houses of a ГАР export in force.
import { join } from 'node:path';
import { ensureInstalled } from '../install.mjs';
import { ensureNode24 } from '../node24.mjs';
import { openInstallation } from '../support/installation.mjs';
import { localDir } from '../support/places.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./gar.ts');
process.exitCode = await main(process.argv.slice(2), join(localDir(), 'data'), openInstallation);
