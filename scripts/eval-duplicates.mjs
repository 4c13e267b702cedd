// npm run eval:duplicates: how well duplicates are found among generated messages of which the truth is known.
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./eval-duplicates.ts');
process.exitCode = main(process.argv.slice(2));
