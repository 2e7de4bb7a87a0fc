import type { Surrounding, SurroundingValues } from '../../../surroundings/contract.ts'
import { withoutBlanks } from '../../shared/without-blanks.ts'

/** What the form holds: fields of both sorts, some left empty. */
export type FormValues = Partial<
  Omit<Surrounding, 'id' | 'version' | 'updatedAt' | 'updatedBy' | 'links' | 'regionNames'>
>

/** What is sent: of its own sort only, blanks left out. A position on record is CGCS2000 already and is not turned again. */
export function valuesOf(form: FormValues): SurroundingValues {
  const { sort, longitude, latitude, coordinateSource, ...rest } = withoutBlanks(form)
  const position =
    longitude === undefined || latitude === undefined
      ? {}
      : { position: { longitude, latitude }, ...(coordinateSource === undefined ? {} : { coordinateSource }) }
  const { kind, state, capacityM3PerDay, treatedM3PerDay, treatedOn, dischargeStandard, operator, ...more } = rest
  const { people, handling, livestock, ...shared } = more
  const own =
    sort === 'facility'
      ? { kind, state, capacityM3PerDay, treatedM3PerDay, treatedOn, dischargeStandard, operator }
      : { people, handling, livestock }
  return { sort, ...shared, ...position, ...withoutBlanks(own) } as SurroundingValues // name and division are obligatory in the form
}

/** A record as the form begins: what was given as GCJ-02 or BD-09 was turned into CGCS2000 and says so. */
export function formOf(surrounding: Surrounding): FormValues {
  const { coordinateSource } = surrounding
  const isTurned = coordinateSource === 'gcj-02' || coordinateSource === 'bd-09'
  return isTurned ? { ...surrounding, coordinateSource: 'cgcs2000' } : surrounding
}
