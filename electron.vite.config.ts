import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const from = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      // Every entry stands alone: `electron` is in index.js only, so the others run in plain Node.
      rolldownOptions: {
        input: {
          index: from('src/main/index.ts'),
          serve: from('src/webshell/serve.ts'),
          cli: from('src/cli/index.ts'),
          'engine.worker': from('src/core/jobs/engine.worker.ts'),
          'library.worker': from('src/engine/worker/source/library.worker.ts'),
          'store.worker': from('src/core/store/store.worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload script is one CommonJS file and can load nothing else.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: from('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('src/renderer'),
    plugins: [react()],
    build: {
      minify: true,
      // The policy allows fonts and pictures as files, not as data in style sheets.
      assetsInlineLimit: 0,
      // The charts are one chunk and come with the first screen that draws one, from this machine.
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        input: { index: from('src/renderer/index.html') },
        output: {
          // Screens are split where they are imported; what they share is split by how often it changes.
          codeSplitting: {
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|zustand)[\\/]/ },
              { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
              { name: 'tables', test: /node_modules[\\/]@tanstack[\\/]/ },
            ],
          },
        },
      },
    },
  },
})
