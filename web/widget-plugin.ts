import { build, type InlineConfig, type Plugin } from 'vite';

/**
 * Makes what stands on other sites: one plain script without a name of its own, and the script and style of our document. Each is
 * whole in itself and has a name that stays, for the server puts them into its replies (server/lib/pages/widget).
 */
export function widgetFiles(): Plugin {
  return {
    name: 'otklik-widget-files',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    async generateBundle() {
      const files = {
        'loader.js': await buildAlone('loader.ts'),
        'frame.js': await buildAlone('frame.ts'),
        'frame.css': await buildAlone('frame.css'),
      };
      for (const [name, source] of Object.entries(files))
        this.emitFile({ type: 'asset', fileName: `widget/${name}`, source });
    },
  };
}

const alone: InlineConfig = {
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
};

async function buildAlone(name: string): Promise<string> {
  const entry = `${import.meta.dirname}/widget/${name}`;
  const isStyle = name.endsWith('.css');
  const made = await build({
    ...alone,
    build: {
      write: false,
      target: 'es2022',
      ...(isStyle
        ? { rolldownOptions: { input: entry } }
        : { lib: { entry, formats: ['iife'], name: 'otklik', fileName: 'file' } }),
    },
  });
  const [only] = Array.isArray(made) ? made : [made];
  const output = only && 'output' in only ? only.output : [];
  const file = output.find(({ type }) => type === (isStyle ? 'asset' : 'chunk'));
  if (!file) throw new Error(`Nothing was built of ${name}`);
  return file.type === 'chunk' ? file.code : String(file.source);
}
