import { z } from 'zod'
import { stageIds } from '../domain/lifecycle.ts'
import { supervisionListIds, waterTypeIds } from '../domain/waters.ts'
import { CountyCodeText, RegionCodeText } from './shapes.ts'
import { basisIds, warningColourIds } from './words.ts'

/** Several values of one filter: `stage=listed,planned` or the name repeated. */
const several = <T extends string>(values: readonly T[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform(given => (typeof given === 'string' ? given.split(',') : given))
    .pipe(z.array(z.enum(values)).min(1))
    .optional()

/** What narrows the list, the export and the extent. */
export const waterFilter = {
  /** `none`: on no list. */
  list: several([...supervisionListIds, 'none']),
  /** Six digits: the founding county. */
  county: CountyCodeText.optional(),
  /** Twelve digits: everything inside this division. */
  region: RegionCodeText.optional(),
  stage: several(stageIds),
  type: several(waterTypeIds),
  colour: several([...warningColourIds, 'none']),
  basis: several(basisIds),
  /** Id of a cause (`policy/causes`). */
  cause: z.string().max(60).optional(),
  position: z.enum(['known', 'unknown']).optional(),
  areaFromM2: z.coerce.number().min(0).optional(),
  areaBelowM2: z.coerce.number().min(0).optional(),
  complaint: z.stringbool().optional(),
  invented: z.stringbool().optional(),
  /** Part of a name, code or village. */
  search: z.string().trim().max(60).optional(),
}
export const WaterFilter = z.object(waterFilter)
export type WaterFilter = z.output<typeof WaterFilter>

export const waterSorts = [
  'name',
  '-name',
  'area',
  '-area',
  'since',
  '-since',
  'code',
  '-code',
  'updated',
  '-updated',
] as const
export type WaterSort = (typeof waterSorts)[number]
