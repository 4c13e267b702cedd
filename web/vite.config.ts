import react from '@vitejs/plugin-react';
import { defineConfig, type Rolldown } from 'vite';
import { compressed } from './compressed-plugin.ts';
import { contractWithoutShapes } from './contract-plugin.ts';
import { documentOrder } from './document-order-plugin.ts';
import { screenFiles } from './screen-files-plugin.ts';
import { serviceWorker } from './service-worker-plugin.ts';

/** A slow machine is no news for who starts the product. */
const checks = { bundlerTimings: false };

/**
 * On a slow network each file costs a phone a way there and back: what every page needs at once comes in a few, and so do
 * controls that many screens have. Modules that are needed together lie together; sizes are before packing. Merged further, files
 * begin to wait for each other in a circle and no page starts (`tests/e2e/base/weight.test.ts`).
 */
const fewFiles: Rolldown.CodeSplittingGroup[] = [
  // What small things lie with, whoever needs one of them is sent: never the library of schemas.
  { name: 'schemas', test: /\/node_modules\/zod\//, priority: 3 },
  // What every contract is written with lies together: apart, two files of the first screens would wait for one another.
  { name: 'routes', test: /\/shared\/contract\/(?:route|report)\.ts$/, priority: 3 },
  {
    name: 'first',
    tags: ['$initial'],
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: 8_000,
    priority: 2,
  },
  {
    name: 'controls',
    test: /\/web\/ui\/(?!chart\/)/,
    minShareCount: 5,
    entriesAware: true,
    entriesAwareMergeThreshold: 12_000,
    priority: 1,
  },
  // A screen without a picture is sent none of what draws them.
  {
    name: 'charts',
    test: /\/(?:web\/ui\/chart|shared\/charts|node_modules\/(?:d3-|internmap))/,
    priority: 0,
  },
];
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
  plugins: [react(), contractWithoutShapes(), documentOrder(), screenFiles(), serviceWorker(), compressed()],
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
          input: { index: `${import.meta.dirname}/index.html`, staff: `${import.meta.dirname}/staff.html` },
          output: { codeSplitting: { groups: fewFiles }, chunkFileNames, assetFileNames },
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
