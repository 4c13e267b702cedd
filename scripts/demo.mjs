// npm run demo -- --cases N: fills a database with a demo city of any size.
import { join } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';
import { localDir } from './support/places.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./demo.ts');
process.exitCode = await main(process.argv.slice(2), join(localDir(), 'data'));
