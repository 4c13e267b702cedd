// Runs a TypeScript file of the project with Node 24 and what it needs installed: node scripts/run.mjs FILE ARGUMENTS…
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';

await ensureNode24(import.meta.url);
await ensureInstalled(console.error);
const [file, ...rest] = process.argv.slice(2);
if (!file) throw new Error('Назовите файл: node scripts/run.mjs FILE');
const path = resolve(file);
// The file sees itself as the program, as if it had been started directly.
process.argv = [process.argv[0], path, ...rest];
await import(pathToFileURL(path).href);
