import { createRequire } from 'node:module';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import './test/support/group-by.ts';
import { compileWords } from './vite/compile-words.ts';
import { packFiles } from './vite/pack-files.ts';
import { preloadStart } from './vite/preload-start.ts';

// The barcode detector answers "unavailable" to the WebAssembly of any other zxing-wasm than its own.
const detectorsOwn = createRequire(createRequire(import.meta.url).resolve('barcode-detector/ponyfill'));

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    compileWords(),
    preloadStart(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: [],
      manifest: {
        id: '/',
        name: 'Evertill',
        short_name: 'Evertill',
        description: 'The till, the shelf and the client book of the shop, with or without a network.',
        lang: 'en',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'any',
        categories: ['business', 'shopping'],
        background_color: '#faf8f4',
        theme_color: '#faf8f4',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      injectManifest: {
        globPatterns: ['**/*.{js,css,html,svg,png,woff2,wasm}'],
        // Pictures of goods are cached as they are shown; head office and the web shop work online.
        globIgnores: ['pictures/**', 'assets/office-*', 'assets/shop-*'],
        maximumFileSizeToCacheInBytes: 6_000_000,
      },
    }),
    packFiles(),
  ],
  resolve: {
    alias: [
      {
        find: /^zxing-of-barcode-detector(?=\?|$)/,
        replacement: detectorsOwn.resolve('zxing-wasm/reader/zxing_reader.wasm'),
      },
    ],
  },
  worker: { format: 'es' },
  define: { __BUILD__: JSON.stringify(process.env.EVERTILL_BUILD ?? 'dev') },
  server: { proxy: { '/api': 'http://127.0.0.1:4545', '/pictures': 'http://127.0.0.1:4545' } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // A module of ours does nothing by being imported: what a door offers and nobody takes is left out.
      treeshake: { moduleSideEffects: [{ test: /\/src\/.+\.tsx?$/, sideEffects: false }] },
      output: {
        // What a start needs comes in few pieces, each of which is one question to the service worker.
        codeSplitting: {
          groups: [
            { name: 'begin', test: /\/src\/app\/begin\.ts$/, priority: 3 },
            { name: 'screens', test: /\/src\/(app\/tablet-start\.tsx|ui\/index\.ts)$/, priority: 2 },
            { name: 'counter', test: /\/src\/app\/counter-app\.tsx$/, priority: 1 },
          ],
        },
        chunkFileNames: (chunk) => {
          const app = ['office', 'shop'].find((name) => chunk.moduleIds.some((id) => id.includes(`/src/${name}/`)));
          return `assets/${app === undefined ? '' : `${app}-`}[name]-[hash].js`;
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.pg.test.ts', 'test/**/*.browser.test.ts'],
          // Enough for a busy machine of two cores: a limit that only a hang can reach.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/**/*.pg.test.ts'],
          globalSetup: ['test/support/postgres-global.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          globalSetup: ['test/support/browser-global.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
