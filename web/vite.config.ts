import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { serviceWorker } from './service-worker-plugin.ts';

/**
 * One build, two entries: the portal (`/`, `/e/:token`) and the workplace (`/staff`, `/head`).
 * The server serves dist/web and falls back to the entry of an address.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), serviceWorker()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    // Nothing becomes a data: address, so that the content security policy stays strict.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // A slow machine is no news for who starts the product.
      checks: { bundlerTimings: false },
      input: { index: `${import.meta.dirname}/index.html`, staff: `${import.meta.dirname}/staff.html` },
    },
  },
  worker: { format: 'es' },
});
