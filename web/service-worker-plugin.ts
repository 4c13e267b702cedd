import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin, Rolldown } from 'vite';

/** Not kept on the device: the map is of no use without its tiles, and larger than all the rest. */
const isMap = ({ moduleIds }: Rolldown.OutputChunk): boolean =>
  moduleIds.some((id) => id.includes('/node_modules/maplibre-gl/'));
const PUBLIC = ['/arms.svg', '/icon-192.png', '/icon-512.png', '/manifest.webmanifest'];

/** Writes /sw.js: our own worker with the list of the portal's files, of this build alone. */
export function serviceWorker(): Plugin {
  return {
    name: 'otklik-service-worker',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    enforce: 'post',
    // Last: chunks of styles alone are taken out of the bundle before it.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const wanted = new Set<string>();
        const walk = (name: string): void => {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || wanted.has(name) || isMap(chunk)) return;
          wanted.add(name);
          for (const next of [...chunk.imports, ...chunk.dynamicImports]) walk(next);
        };
        for (const [name, item] of Object.entries(bundle))
          if (item.type === 'chunk' && item.isEntry && item.name === 'index') walk(name);
        for (const [name, item] of Object.entries(bundle))
          if (item.type === 'asset' && isPortalAsset(name)) wanted.add(name);
        const files = [...[...wanted].sort().map((name) => `/${name}`), ...PUBLIC];
        const source = readFileSync(new URL('./service-worker.js', import.meta.url), 'utf8');
        const version = createHash('sha256')
          .update(source)
          .update(files.join('\n'))
          .digest('hex')
          .slice(0, 12);
        const written = source.replace('__FILES__', JSON.stringify(files)).replace('__VERSION__', version);
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: written });
      },
    },
  };
}

/** Styles, and the fonts a Russian page needs. */
const isPortalAsset = (name: string): boolean =>
  name.endsWith('.css') || /(cyrillic|latin)-(wght|700)-normal-[^/]*\.woff2$/u.test(name);
