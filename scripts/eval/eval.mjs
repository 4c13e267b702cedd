// npm run eval: how well the program understands residents' texts, measured on labelled ones.
import { ensureInstalled } from '../install.mjs';
import { ensureNode24 } from '../node24.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const { main } = await import('./eval.ts');
process.exitCode = main(process.argv.slice(2));
