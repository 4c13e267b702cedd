import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Scripts and styles beside themselves as they travel: packed once, harder than there is time for at each request. */
export function compressed(): Plugin {
  return {
    name: 'otklik-compressed',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir }) {
      const folder = join(dir ?? '', 'assets');
      const files = readdirSync(folder).filter((name) => /\.(js|css|svg)$/u.test(name));
      await Promise.all(
        files.map(async (name) => {
          const path = join(folder, name);
          const content = readFileSync(path);
          const params = {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
          };
          writeFileSync(`${path}.br`, await brotli(content, { params }));
          writeFileSync(`${path}.gz`, await zip(content, { level: 9 }));
        }),
      );
    },
  };
}
