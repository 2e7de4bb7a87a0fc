import { z } from 'zod'
import { confidences } from '../domain/words.ts'

/** Shapes of the policies of planning: how a water is classed, and the catalogue of measures. */

const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
const id = z.string().regex(/^[a-z]+(-[a-z]+)*$/)
const points = z.number().positive().max(100)

/** Which way a criterion points. Persisted. */
export const pointingIds = ['complex', 'borderline', 'simple'] as const
const pointing = z.enum(pointingIds)

/** What the water is used for. Persisted. */
export const waterFunctionIds = [
  'none',
  'landscape',
  'drainage',
  'irrigation',
  'aquaculture',
  'drinking-source',
] as const

/** How lasting the black and odorous state is. Persisted. */
export const continuityIds = ['continuous', 'seasonal', 'intermittent'] as const

const weighed = { name: bilingual, weight: points, citation }
const limits = { simpleBelow: z.number().positive(), complexFrom: z.number().positive() }
const plainCriterion = z.strictObject(weighed)
const limitedCriterion = z
  .strictObject({ ...weighed, ...limits })
  .refine(({ simpleBelow, complexFrom }) => simpleBelow <= complexFrom, 'simple ends where complex begins, or below')

export const classification = z
  .strictObject({
    /** Of 100: from here on a water is complex. */
    complexFromPoints: points,
    /** Nearer than this to the limit, the class is called borderline. */
    borderlineWithinPoints: z.number().min(0).max(50),
    criteria: z.strictObject({
      prominence: plainCriterion,
      continuity: plainCriterion,
      /** m² */
      size: limitedCriterion,
      function: plainCriterion,
      /** Persons. */
      benefit: limitedCriterion,
      /** Causes with at least `countsFromPercent` of the whole. */
      causeCount: z.strictObject({ ...weighed, ...limits, countsFromPercent: z.number().min(0).max(100) }),
      /** Percent of the whole that only works can stop. */
      causeKinds: limitedCriterion,
    }),
    functions: z.record(z.enum(waterFunctionIds), pointing),
    continuities: z.record(z.enum(continuityIds), pointing),
    /** Whether a cause is stopped by works or by management and nature; by id of the policy `causes`. */
    causeKinds: z.record(id, z.enum(['works', 'management', 'unclear'])),
  })
  .refine(({ criteria }) => sumOf(Object.values(criteria).map(({ weight }) => weight)) === 100, {
    error: 'the weights sum to 100',
  })

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** The official route, in its order; management goes with every step and stands last. Persisted. */
export const measureGroupIds = [
  'interception',
  'internal',
  'connection',
  'restoration',
  'purification',
  'management',
] as const

/** Persisted. */
export const measureUnitIds = ['座', '户', '个', '处', '家', '块', '套', '项', 'm', 'm2', 'm3', 'kg'] as const

/** What a measure has to be looked at for. Persisted. */
export const concernIds = ['hardening', 'demolition', 'covering', 'dosing', 'flushing', 'filling-in'] as const

/** From what a quantity follows where nobody has designed anything yet. */
export const quantityBaseIds = [
  'area-m2',
  'length-m',
  'households',
  'livestock-heads',
  'outlets',
  'enterprises',
  'water',
] as const

const yuan = z
  .strictObject({ low: z.number().min(0), high: z.number().min(0) })
  .refine(({ low, high }) => low <= high, 'the low end is not above the high end')

const measure = z.strictObject({
  id,
  name: bilingual,
  unit: z.enum(measureUnitIds),
  group: z.enum(measureGroupIds),
  kind: z.enum(['engineering', 'ecological', 'management']),
  /** Ids of the policy `causes`. */
  actsOn: z.array(id),
  /** A unit, built. */
  costYuan: yuan,
  /** `yearlyYuan`: a unit, a year. */
  upkeep: z.strictObject({ needs: bilingual, yearlyYuan: yuan }),
  /** The classes of water for which it is proposed; none: never proposed, only chosen by a person. */
  proposedFor: z.array(z.enum(['complex', 'simple'])),
  /** `from` times `factor`, in the unit of the measure. */
  quantity: z.strictObject({ from: z.enum(quantityBaseIds), factor: z.number().positive(), why: bilingual }).optional(),
  raises: z.array(z.enum(concernIds)),
})

export const measures = z
  .strictObject({
    measures: z.array(measure).min(1),
    overEngineering: z.strictObject({
      /** Hardened m² for each m² of water. */
      hardeningAboveM2PerM2: z.number().positive(),
      /** Hardened m of bank for each m of length. */
      hardeningAboveMPerM: z.number().positive(),
      demolitionAboveM2: z.number().positive(),
      /** Yuan a m², times the median of comparable waters. */
      costAboveMedianTimes: z.number().min(1),
      /** Fewer waters are no comparison. */
      leastComparable: z.int().positive(),
      why: bilingual,
    }),
  })
  .refine(({ measures: all }) => new Set(all.map(one => one.id)).size === all.length, { error: 'an id stands twice' })
