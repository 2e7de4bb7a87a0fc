import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import { contains, levelOf, type RegionCode, type RegionLevel } from '../../domain/regions.ts'
import { placeNotFound } from '../../places/problems.ts'
import { placeName, requirePlace, type PlaceDirectory } from '../../places/store.ts'
import { rangeOf, wholeCountry } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Scope } from './sources.ts'

export type Asked = { readonly regionCode?: RegionCode | undefined; readonly year?: number | undefined }
export type AskedScope = Scope & { readonly regionCode: RegionCode; readonly digits: 6 | 9 | 12 }

const digitsBelow = { province: 6, city: 6, county: 9, town: 12, village: 12 } as const satisfies Record<
  RegionLevel,
  6 | 9 | 12
>

/** The division asked for, or the caller's own, and the level below it. @throws Problem `place.not-found`, also for what lies elsewhere */
export function scopeOf(tx: Tx, directory: PlaceDirectory, { regionCode, year }: Asked): AskedScope {
  if (regionCode !== undefined) {
    requirePlace(directory, regionCode)
    if (!contains(tx.actor.range, regionCode)) throw new Problem(placeNotFound, { code: regionCode })
  }
  const region = regionCode ?? tx.actor.region
  return {
    regionCode: region,
    range: rangeOf(region),
    digits: region === wholeCountry ? 6 : digitsBelow[levelOf(region)],
    year: year ?? Number(chinaDate(tx.at).slice(0, 4)),
  }
}

export function scopeName(directory: PlaceDirectory, code: RegionCode): string {
  return code === wholeCountry ? '全国' : placeName(directory, code)
}
