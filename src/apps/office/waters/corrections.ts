import type { Water, WaterChanges } from '../../../waters/contract.ts'
import type { WaterForm } from './water-fields.tsx'

/** A water as the form of corrections holds it. */
export function formOf(water: Water): WaterForm {
  return {
    name: water.name,
    type: water.type,
    regionCode: water.regionCode,
    naturalVillages: water.naturalVillages ?? null,
    areaM2: water.areaM2 ?? null,
    areaMethod: water.areaMethod ?? null,
    lengthM: water.lengthM ?? null,
    widthM: water.widthM ?? null,
    depthCm: water.depthCm ?? null,
    causes: water.causes,
    causesText: water.causesText ?? null,
    basis: water.basis,
    complaint: water.complaint,
  }
}

/**
 * What differs between the form as it was opened and as it was submitted; an emptied field becomes `null`: not known.
 *
 * @example changesOf({ ...form, areaM2: 200 }, { ...form, areaM2: null }) // { areaM2: null }
 */
export function changesOf(before: WaterForm, after: WaterForm): WaterChanges {
  const names = Object.keys(before) as readonly (keyof WaterForm)[] // keys of a WaterForm
  const changed = names.flatMap(name => {
    const [from, to] = [emptyAsNull(before[name]), emptyAsNull(after[name])]
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [[name, to] as const]
  })
  return Object.fromEntries(changed) as WaterChanges // names and types of WaterForm are those of WaterChanges
}

function emptyAsNull(value: unknown): unknown {
  return value === undefined || value === '' ? null : value
}
