// npm run -s eval:deadlines -- FILE: counts terms of a file of vectors and says how many came out as written there.
import { ensureInstalled } from '../install.mjs';
import { ensureNode24 } from '../node24.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./eval-deadlines.ts');
process.exitCode = main(process.argv.slice(2));
