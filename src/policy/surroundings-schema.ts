import { z } from 'zod'
import { confidences } from '../domain/words.ts'

const citation = z.strictObject({
  title: z.string().min(1),
  clause: z.string().min(1),
  confidence: z.enum(confidences),
})
/** A number that decides something, with where it comes from. */
const figure = z.strictObject({ value: z.number().positive(), citation })
/** Ids of the policy `measures`. */
const measures = z.strictObject({ ids: z.array(z.string().regex(/^[a-z]+(-[a-z]+)*$/)).min(1), citation })

/** How sewage around a water is reckoned, and from which distance on something is proposed. */
export const surroundings = z.strictObject({
  /** Litres of water that a person uses a day. */
  waterUseLPerPersonDay: figure,
  /** Part of it that becomes sewage, 0 to 1. */
  dischargeCoefficient: z.strictObject({ value: z.number().positive().max(1), citation }),
  /** Where people are not stated, households times this. */
  peoplePerHousehold: figure,
  /** Metres from the water up to which something is proposed to be linked. */
  nearSettlementM: figure,
  nearFacilityM: figure,
  /** A treated flow older than so many days is told to be out of date and is not reckoned with. */
  flowHoldsDays: z.strictObject({ value: z.int().positive(), citation }),
  /** Beyond these a number is a slip of the pen or of units. */
  slips: z.strictObject({
    mostPeoplePerHousehold: z.number().positive(),
    mostM3PerHouseholdDay: z.number().positive(),
    flowAboveCapacityTimes: z.number().positive(),
    citation,
  }),
  /** Measures that collect sewage, and those that can take it. */
  collecting: measures,
  receiving: measures,
})
