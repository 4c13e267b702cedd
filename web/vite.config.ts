import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './compressed-plugin.ts';
import { contractWithoutShapes } from './contract-plugin.ts';
import { documentOrder } from './document-order-plugin.ts';
import { fewFiles } from './few-files-plugin.ts';
import { screenFiles } from './screen-files-plugin.ts';
import { serviceWorker } from './service-worker-plugin.ts';
import { widgetFiles } from './widget-plugin.ts';

/** A slow machine is no news for who starts the product. */
const checks = { bundlerTimings: false };

/** What a browser's build is made of; asked about once before it is made (`few-files-plugin.ts`). */
const inBrowser = {
  root: import.meta.dirname,
  target: 'es2023',
  input: { index: `${import.meta.dirname}/index.html`, staff: `${import.meta.dirname}/staff.html` },
} as const;
const few = fewFiles({
  root: inBrowser.root,
  plugins: [react(), contractWithoutShapes()],
  build: { target: inBrowser.target, rolldownOptions: { checks, input: inBrowser.input } },
  worker: { format: 'es' },
});
/** A file of many screens would be named after all of them. */
const ofMany = (name = ''): string => (name.includes('~') ? name.slice(0, name.indexOf('~')) : '[name]');
const chunkFileNames = ({ name }: { name: string }): string => `assets/${ofMany(name)}-[hash].js`;
const assetFileNames = ({ names }: { names: string[] }): string =>
  `assets/${ofMany(names[0])}-[hash][extname]`;

/**
 * Two builds of one source. The browser's has two entries: the portal (`/`, `/e/:token`) and the workplace (`/staff`,
 * `/head`). The server's draws the pages of the portal (decision 0021); everything it needs is in it.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    few.plugin,
    react(),
    contractWithoutShapes(),
    documentOrder(),
    screenFiles(),
    serviceWorker(),
    widgetFiles(),
    compressed(),
  ],
  builder: {},
  build: { target: 'es2023', chunkSizeWarningLimit: 1200 },
  environments: {
    client: {
      build: {
        outDir: '../dist/web',
        emptyOutDir: true,
        // Nothing becomes a data: address, so that the content security policy stays strict.
        assetsInlineLimit: 0,
        rolldownOptions: {
          checks,
          input: inBrowser.input,
          output: { codeSplitting: { groups: [few.group] }, chunkFileNames, assetFileNames },
        },
      },
    },
    ssr: {
      define: { 'process.env.NODE_ENV': '"production"' },
      resolve: { noExternal: true },
      build: {
        ssr: true,
        outDir: '../dist/ssr',
        emptyOutDir: true,
        copyPublicDir: false,
        emitAssets: false,
        rolldownOptions: {
          checks,
          input: { 'entry-server': `${import.meta.dirname}/portal/entry-server.tsx` },
        },
      },
    },
  },
  worker: { format: 'es' },
});
