import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { pages, type Page } from './pages.ts'
import { NotFound } from './shell/not-found.tsx'
import { PageFrame } from './shell/page-frame.tsx'
import { PageCrash } from './shell/page-crash.tsx'
import { Shell } from './shell/shell.tsx'

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound })

function routeOf(page: Page) {
  return createRoute({
    getParentRoute: () => rootRoute,
    path: page.path,
    component: () => <PageFrame page={page} />,
    errorComponent: PageCrash,
  })
}

/** Addresses hold plain texts: `?county=500231` stays a text, so that a code never becomes a number. */
export const router = createRouter({
  routeTree: rootRoute.addChildren(pages.map(routeOf)),
  basepath: '/office',
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: search => {
    const text = new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) =>
        value === undefined || value === null ? [] : [[name, String(value)]],
      ),
    ).toString()
    return text === '' ? '' : `?${text}`
  },
  defaultPreload: false,
  scrollRestoration: true,
})
