import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { productFolder } from '../product-folder.ts'

const built = join(productFolder, 'dist')

/**
 * Serves the built apps. A path inside an app that is no file is one of its pages: the app's own router shows it.
 * Files with a hash in their name never change and may be kept; the page itself is asked for each time.
 */
export async function servePages(http: FastifyInstance): Promise<void> {
  const office = join(built, 'office')
  http.get('/', async (_request, reply) => reply.redirect('/office/'))
  http.get('/office', async (_request, reply) => reply.redirect('/office/'))
  if (!existsSync(office)) {
    http.get('/office/*', async (_request, reply) =>
      reply
        .status(503)
        .type('text/plain; charset=utf-8')
        .send('页面尚未构建，请运行 npm run build。\nThe pages are not built: run npm run build.\n'),
    )
    return
  }
  // Asked of the disk each time: a build while the server runs is served at once, and a part that is gone is a 404, never the page.
  await http.register(fastifyStatic, {
    root: join(office, 'assets'),
    prefix: '/office/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
  })
  http.get('/office/mark.svg', async (_request, reply) =>
    reply.sendFile('mark.svg', office, { immutable: false, maxAge: '1d' }),
  )
  http.get('/office/*', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(await readFile(join(office, 'index.html'))),
  )
}
