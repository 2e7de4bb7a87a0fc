import { readdirSync } from 'node:fs'
import { parse } from 'node:path'
import { defineConfig } from 'vite'

const migrations = readdirSync('migrations').filter(name => name.endsWith('.ts'))

/**
 * The platform and its command line in a few files, `dist/server`, so that a start does not look for more than a thousand:
 * `node dist/server/main.js` is `node src/main.ts`, sooner. `bin/jiuqing.cjs` starts it where it is not older than the sources.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist/server',
    target: 'node24',
    // Read by whoever looks for the line that a trace names.
    minify: false,
    rolldownOptions: {
      input: {
        main: 'src/main.ts',
        ...Object.fromEntries(migrations.map(name => [`migrations/${parse(name).name}`, `migrations/${name}`])),
      },
      // All below `dist/server`, where `migrations` is the nearest folder of that name on the way up.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
    chunkSizeWarningLimit: 8000,
  },
  ssr: {
    noExternal: true,
    // Programs for the machine, and what is loaded on the day it is needed.
    external: ['sharp', 'highs', 'docx', 'pdfmake', 'fontkit', '@e965/xlsx'],
  },
})
