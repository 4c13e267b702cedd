// npm run classify: what the texts of a table are about.
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./classify.ts');
process.exitCode = await main(process.argv.slice(2));
