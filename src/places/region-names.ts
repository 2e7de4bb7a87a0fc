import type { RegionCode } from '../domain/regions.ts'
import { placeNames, type PlaceDirectory } from './store.ts'

/** Names down to the code's own level, as every answer of the API gives them. */
export type RegionNames = { readonly county: string; readonly town?: string; readonly village?: string }

/** The names of a stored code; the county's six digits stand where no edition knows its name. */
export function regionNamesOf(directory: PlaceDirectory, code: RegionCode): RegionNames {
  const { county, town, village } = placeNames(directory, code)
  return {
    county: county ?? code.slice(0, 6),
    ...(town === undefined ? {} : { town }),
    ...(village === undefined ? {} : { village }),
  }
}

/** The name of a division by itself, without those above it; its code where no edition knows it. */
export function divisionName(directory: PlaceDirectory, code: RegionCode): string {
  const { county, town, village } = placeNames(directory, code)
  return village ?? town ?? county ?? code
}
