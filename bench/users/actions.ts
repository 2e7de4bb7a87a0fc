import { tileAt } from '../../src/waters/cells.ts'
import { waterSorts } from '../../src/waters/filter.ts'
import type { Seat } from './seats.ts'

export type Json = Record<string, unknown>

/** Asks, and notes under a name how long the answer took. */
export type Caller = (
  name: string,
  path: string,
  request?: { readonly method?: 'GET' | 'PUT' | 'PATCH'; readonly body?: object },
) => Promise<Json | undefined>

type Action = { readonly weight: number; readonly act: (call: Caller, seat: Seat) => Promise<void> }

const filters = [
  '', '', '', 'list=national', 'list=none', 'stage=in-works', 'stage=relapsed&type=ditch', 'type=pond', 'colour=yellow', 'complaint=true',
  'areaFromM2=2000&areaBelowM2=2100', 'position=unknown',
] // prettier-ignore
const searches = ['龙井', '堰塘', '新屋', '鑫鑫', '77', '高', 'JQ500231', '石坝 塘']

function one<T>(values: readonly T[]): T {
  return values[Math.floor(Math.random() * values.length)]! // none of them is empty
}

/** What people do, and how often of a hundred times. */
export const actions: readonly Action[] = [
  { weight: 10, act: lookAtOverview },
  { weight: 25, act: pageThroughList },
  { weight: 15, act: search },
  { weight: 20, act: openWater },
  { weight: 18, act: moveMap },
  { weight: 12, act: change },
]

async function lookAtOverview(call: Caller): Promise<void> {
  await Promise.all([
    call('overview', '/api/overview'),
    call('overview by division', '/api/overview/counties'),
    call('to-do list', '/api/overview/todo'),
  ])
}

async function pageThroughList(call: Caller): Promise<void> {
  const query = `${one(filters)}&sort=${one(waterSorts)}&limit=100`
  const page = await call('list', `/api/waters?${query}`)
  if (typeof page?.['next'] === 'string') await call('list, next page', `/api/waters?${query}&cursor=${page['next']}`)
}

async function search(call: Caller): Promise<void> {
  await call('search', `/api/waters?search=${encodeURIComponent(one(searches))}&sort=${one(waterSorts)}&limit=100`)
}

async function openWater(call: Caller, { waters }: Seat): Promise<void> {
  const { id } = one(waters)
  await Promise.all([
    call('water', `/api/waters/${id}`),
    call('history of a water', `/api/waters/${id}/history?limit=20`),
    call('readings of a water', `/api/monitoring/readings?waterId=${id}&limit=500`),
    call('verdicts of a water', `/api/identification/waters/${id}/verdicts`),
  ])
}

/** A map is a handful of tiles at once. */
async function moveMap(call: Caller, { waters }: Seat): Promise<void> {
  const { longitude, latitude } = one(waters)
  const zoom = one([5, 7, 9, 10, 11, 12, 13, 14, 15])
  const { x, y } = tileAt(longitude, latitude, zoom)
  const around = [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const
  const name = zoom < 10 ? 'tile of zoom 5 to 9' : zoom < 14 ? 'tile of zoom 10 to 13' : 'tile of zoom 14, 15'
  await Promise.all(around.map(([dx, dy]) => call(name, `/tiles/waters/${zoom}/${x + dx}/${y + dy}.mvt`)))
}

async function change(call: Caller, { waters, role }: Seat): Promise<void> {
  const { id } = one(waters)
  const water = await call('water', `/api/waters/${id}`)
  const expectedVersion = (water?.['version'] ?? 1) as number // as the door answers
  if (role === 'town-chief') return
  await call('correct a water', `/api/waters/${id}`, {
    method: 'PATCH',
    body: { expectedVersion, changes: { depthCm: 50 + Math.floor(Math.random() * 2000) / 10 }, reason: '现场复测水深' },
  })
}
