import type { RegionCode } from '../domain/regions.ts'
import type { RegionLookup } from '../people/sessions.ts'
import { resolvePlace } from './names.ts'
import { isPlace, placeDirectory } from './store.ts'

/** What the people slice asks about divisions: whether a code is one, and which a written name means. */
export const regionLookup: RegionLookup = {
  exists: async (tx, code) => code === '000000000000' || isPlace(await placeDirectory(tx), code),
  named: async (tx, written) => {
    const directory = await placeDirectory(tx)
    const { from, to } = tx.actor.range
    const inside = (code: RegionCode) => code >= from && code < to
    const exact = directory.table.all
      .filter(({ code, name }) => name === written && inside(code))
      .map(({ code }) => code)
    if (exact.length > 0) return exact
    const county = resolvePlace(directory.gazetteer, { county: written })
    return county.outcome === 'resolved' && inside(county.reportingCode) ? [county.reportingCode] : []
  },
}
