import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import type { ScreenFiles } from '../shared/contract/pages.ts';

/**
 * Writes screens.json: what each screen of the portal needs at once, by its path in routes.tsx. The server names these
 * files in the head of the page it draws, so that they come together and nothing is painted without its style.
 */
export function screenFiles(): Plugin {
  return {
    name: 'otklik-screen-files',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    enforce: 'post',
    // Styles alone are taken out of chunks before this.
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((item) => item.type === 'chunk');
        const entry = chunks.find(({ isEntry, name }) => isEntry && name === 'index');
        if (!entry) throw new Error('The portal has no entry');
        const atOnce = gather(bundle, entry);
        const files: ScreenFiles = {};
        for (const [path, module] of readScreens()) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === module);
          if (!chunk) throw new Error(`No chunk for the screen ${path}`);
          const own = gather(bundle, chunk);
          files[path] = {
            styles: own.styles.filter((name) => !atOnce.styles.includes(name)),
            scripts: own.scripts.filter((name) => !atOnce.scripts.includes(name)),
          };
        }
        this.emitFile({ type: 'asset', fileName: 'screens.json', source: JSON.stringify(files) });
      },
    },
  };
}

/** The lines of routes.tsx as [path, file of the component]. */
function readScreens(): [path: string, module: string][] {
  const text = readFileSync(new URL('./portal/routes.tsx', import.meta.url), 'utf8');
  const lines = [...text.matchAll(/screen\(\s*'([^']+)',\s*\(\) => import\('([^']+)'\)/gu)];
  return lines.map(([, path = '', file = '']) => [path, resolve(import.meta.dirname, 'portal', file)]);
}

/** A chunk with all it imports, and their styles. */
function gather(
  bundle: Rolldown.OutputBundle,
  entry: Rolldown.OutputChunk,
): { styles: string[]; scripts: string[] } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  const walk = (chunk: Rolldown.OutputChunk): void => {
    if (scripts.has(chunk.fileName)) return;
    scripts.add(chunk.fileName);
    for (const name of chunk.imports) {
      const next = bundle[name];
      if (next?.type === 'chunk') walk(next);
    }
    for (const name of chunk.viteMetadata?.importedCss ?? []) styles.add(name);
  };
  walk(entry);
  const address = (name: string) => `/${name}`;
  return { scripts: [...scripts].map(address), styles: [...styles].map(address) };
}
