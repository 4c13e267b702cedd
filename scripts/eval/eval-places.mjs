// npm run eval:places: how well places are read out of texts, measured on own phrases and on real sentences.
import { ensureInstalled } from '../install.mjs';
import { ensureNode24 } from '../node24.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./eval-places.ts');
process.exitCode = main(process.argv.slice(2));
