// Redraws the picture of modules in ARCHITECTURE.md from the imports themselves: `npm run docs:modules`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode24 } from './node24.mjs';

await ensureNode24(import.meta.url);

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const path = join(root, 'ARCHITECTURE.md');
const picture = execFileSync(
  process.execPath,
  [
    join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.cjs',
    '--include-only',
    '^(shared|server/(lib|base|messages|monitoring|participation|pages|heatmap|group)|web)/',
    '--exclude',
    '\\.test\\.|schema\\.gen|^web/[^/]+\\.(ts|js)$',
    '--collapse',
    '^(shared|server/lib|server/[^/]+|web/[^/]+)',
    '--output-type',
    'mermaid',
    'server',
    'shared',
    'web',
  ],
  { cwd: root, encoding: 'utf8' },
);
const text = readFileSync(path, 'utf8');
const drawn = text.replace(/```mermaid\n[\s\S]*?\n```/, `\`\`\`mermaid\n${picture.trim()}\n\`\`\``);
writeFileSync(path, drawn);
