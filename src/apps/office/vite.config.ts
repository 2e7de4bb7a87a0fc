import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { onlyUsedComponents } from '../../../tools/component-styles.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The office app: built into `dist/office`, served under `/office/` by `src/platform/http/pages.ts`. */
export default defineConfig({
  root: here,
  base: '/office/',
  plugins: [react()],
  css: { postcss: { plugins: [onlyUsedComponents()] } },
  build: {
    outDir: fileURLToPath(new URL('../../../dist/office', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    // The map library stands in a chunk of its own (0.9 MB) that only pages with a map fetch.
    chunkSizeWarningLimit: 1400,
  },
})
