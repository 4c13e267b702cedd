import { brotliCompressSync, constants } from 'node:zlib';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { type BuiltFile, packFiles } from './pack-files.ts';

/**
 * What one more file costs a page, in bytes: the headers of its request and its reply, and its share of the way there and back of
 * a slow network.
 */
const PER_FILE = 600;

/**
 * On a slow network each file costs a phone headers and a way there and back. The bundler by itself makes a file for every set of
 * screens that share something, some of a few dozen bytes; here it is asked once what it would make, and the files are packed so
 * that pages are sent the least. Nothing is listed by hand, so a new screen is packed as well as an old one.
 *
 * @param how entries and plugins of the build, as for the build itself.
 */
export function fewFiles(how: InlineConfig): { plugin: Plugin; group: Rolldown.CodeSplittingGroup } {
  const places = new Map<string, string>();
  const plugin: Plugin = {
    name: 'otklik-few-files',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async buildStart() {
      const made = await build({
        ...how,
        configFile: false,
        logLevel: 'error',
        build: { ...how.build, write: false },
      });
      if (!('output' in made)) throw new Error('One build was asked for');
      for (const [id, place] of placeModules(made.output)) places.set(id, place);
    },
  };
  const name = (id: string): string | null => places.get(id) ?? null;
  // A file of the plan has all it needs, in itself or in another of the plan.
  return { plugin, group: { name, includeDependenciesRecursively: false } };
}

type Output = readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[];

/** Module → name of the file it lies in together with others. */
function placeModules(output: Output): Map<string, string> {
  const chunks = new Map(
    output.flatMap((item) => (item.type === 'chunk' ? [[item.fileName, item] as const] : [])),
  );
  const styles = new Map(
    output.flatMap((item) =>
      item.type === 'asset' ? [[item.fileName, packedSize(item.source)] as const] : [],
    ),
  );
  const files = new Map<string, BuiltFile>();
  for (const [name, chunk] of chunks) {
    const own = [...(chunk.viteMetadata?.importedCss ?? [])].map((style) => styles.get(style) ?? 0);
    files.set(name, {
      size: own.reduce((sum, size) => sum + size, packedSize(chunk.code)),
      needs: chunk.imports.filter((other) => chunks.has(other)),
      isAskedFor: chunk.isEntry || chunk.isDynamicEntry,
    });
  }
  const places = new Map<string, string>();
  for (const names of packFiles(files, listPages(chunks), PER_FILE)) {
    const pile = names.flatMap((name) => chunks.get(name) ?? []);
    const [largest] = pile.toSorted((one, other) => other.code.length - one.code.length);
    for (const id of pile.flatMap(({ moduleIds }) => moduleIds)) places.set(id, `${largest?.name}-and-more`);
  }
  return places;
}

/** Files each page asks for: an entry, and a screen of it or what opens later. */
function listPages(chunks: ReadonlyMap<string, Rolldown.OutputChunk>): string[][] {
  return [...chunks.values()]
    .filter(({ isEntry }) => isEntry)
    .flatMap((entry) => {
      const seen = new Set<string>();
      const walk = (name: string): void => {
        const chunk = chunks.get(name);
        if (!chunk || seen.has(name)) return;
        seen.add(name);
        for (const next of [...chunk.imports, ...chunk.dynamicImports]) walk(next);
      };
      walk(entry.fileName);
      return [...seen]
        .filter((name) => chunks.get(name)?.isDynamicEntry)
        .map((name) => [entry.fileName, name]);
    });
}

const packedSize = (content: string | Uint8Array): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length;
