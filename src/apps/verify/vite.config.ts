import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Puts script and styles into the page itself: it is kept as one file and opened from a disk years later. */
function inOneFile(): Plugin {
  return {
    name: 'jiuqing-in-one-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') throw new Error('the page was not built')
      let html = String(page.source)
      for (const [name, part] of Object.entries(bundle)) {
        if (part === page) continue
        const named = (tag: string) => new RegExp(`<${tag}[^>]*${name.replaceAll('.', '\\.')}[^>]*>(</script>)?`)
        if (part.type === 'chunk') {
          // Replaced by a function, because code is full of `$&`; a closing tag inside a text would end the script.
          html = html.replace(named('script'), '')
          const code = part.code.replaceAll('</script', '<\\/script')
          html = html.replace('</body>', () => `<script type="module">${code}</script></body>`)
        } else html = html.replace(named('link'), () => `<style>${String(part.source)}</style>`)
        delete bundle[name]
      }
      page.source = html
    },
  }
}

/** The stand-alone page that verifies an exported ledger: `dist/verify/index.html`. */
export default defineConfig({
  root: here,
  base: './',
  plugins: [inOneFile()],
  build: {
    outDir: fileURLToPath(new URL('../../../dist/verify', import.meta.url)),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: false,
    assetsInlineLimit: 1_000_000,
  },
})
