import { z } from 'zod'
import { stageIds } from '../../domain/lifecycle-table.ts'
import {
  BilingualText,
  CountNumber,
  CursorText,
  DateText,
  InstantText,
  LimitQuery,
  pageOf,
  RegionCodeText,
  RegionNames,
} from '../../domain/shapes.ts'
import { supervisionListIds } from '../../domain/waters.ts'
import { confidences } from '../../domain/words.ts'
import { placeNotFound } from '../../places/problems.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { paperFile, PaperQuery } from '../plan-paper/contract.ts'
import { figureUnknown } from './problems.ts'
import { figureIds, kindFigureIds, sameMarkIds } from './rules.ts'

const tag = 'four-sames'

/** `waters` are those that the figure asks; none: there is nothing to divide by. */
const MeasuredShape = z.object({ waters: CountNumber, part: z.number(), of: z.number() })
const ByList = <Shape extends z.ZodType>(shape: Shape) => z.object({ national: shape, municipal: shape, county: shape })
const SamenessShape = z.object({ mark: z.enum(sameMarkIds), words: BilingualText })
const CitationShape = z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) })

const ComparedFigure = z.object({ id: z.enum(figureIds), lists: ByList(MeasuredShape), sameness: SamenessShape })
export type ComparedFigure = z.output<typeof ComparedFigure>

const ComparedKinds = z.object({
  id: z.enum(kindFigureIds),
  /** The kinds that any list has; a water may count in several. */
  rows: z.array(ByList(CountNumber).extend({ kind: z.string(), name: BilingualText })),
  sameness: SamenessShape,
})
export type ComparedKinds = z.output<typeof ComparedKinds>

const ComparedDivision = z.object({
  regionCode: RegionCodeText,
  name: z.string(),
  waters: ByList(CountNumber),
  /** Figures that ask a water of either list; what is said of a pair follows from it and the limits by `sameness`. */
  figures: z.array(
    z.object({ id: z.enum(figureIds), national: MeasuredShape, municipal: MeasuredShape, mark: z.enum(sameMarkIds) }),
  ),
})
export type ComparedDivision = z.output<typeof ComparedDivision>

const Scope = {
  /** Twelve digits; everything the caller may see where absent. */
  regionCode: RegionCodeText.optional(),
  /** Of annual work plans and notices; the present year where absent. Everything else is as of now. */
  year: z.coerce.number().int().min(2000).max(2999).optional(),
}

/** The national and the municipal list side by side; the county list stands apart. */
export const getFourSames = endpoint({
  method: 'GET',
  path: '/four-sames',
  tag,
  summary: { zh: '四同对比', en: 'The four sames: both lists compared' },
  may: 'water.read',
  query: z.object(Scope),
  answer: z.object({
    regionCode: RegionCodeText,
    regionName: z.string(),
    year: z.int(),
    countedAt: InstantText,
    /** Square metres of the waters whose area is known. */
    lists: ByList(z.object({ waters: CountNumber, areaM2: z.number() })),
    figures: z.array(ComparedFigure),
    kinds: z.array(ComparedKinds),
    /** Rules that name the lists on purpose. */
    namedRules: z.array(
      z.object({
        id: z.string(),
        policy: z.string(),
        inForceFrom: DateText,
        differs: z.boolean(),
        words: BilingualText,
        citation: CitationShape,
      }),
    ),
    /** One level below, those with most gaps worth a look first. */
    divisions: z.array(ComparedDivision),
    policy: z.object({
      inForceFrom: DateText,
      citation: CitationShape,
      leastWaters: CountNumber,
      shareGapPoints: z.number(),
      meanGapPercent: z.number(),
      gapDays: z.number(),
    }),
  }),
  problems: [placeNotFound],
})

export const havingIds = ['all', 'with', 'without'] as const

const BehindWater = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  stage: z.enum(stageIds),
  cycle: CountNumber,
  areaM2: z.number().optional(),
  /** What it adds to the figure. */
  part: z.number(),
  of: z.number(),
})
export type BehindWater = z.output<typeof BehindWater>

/** The waters behind a number of the comparison, exactly those that it counts. */
export const listFourSamesWaters = endpoint({
  method: 'GET',
  path: '/four-sames/waters',
  tag,
  summary: { zh: '四同对比的水体明细', en: 'The waters behind a figure of the four sames' },
  may: 'water.read',
  query: z.object({
    ...Scope,
    figure: z.enum([...figureIds, ...kindFigureIds]),
    /** Of a figure that counts kinds: which. */
    kind: z.string().min(1).max(80).optional(),
    list: z.enum(supervisionListIds),
    /** `with` and `without`: those that have something of it, and those that have nothing. */
    having: z.enum(havingIds).default('all'),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(BehindWater),
  problems: [placeNotFound, figureUnknown],
})

/** The comparison as a paper. */
export const getFourSamesDocument = endpoint({
  method: 'GET',
  path: '/four-sames/document',
  tag,
  summary: { zh: '四同对比（Word、PDF）', en: 'The four sames as Word or PDF' },
  may: 'water.read',
  query: PaperQuery.extend(Scope),
  answer: { file: [...paperFile.file] },
  problems: [placeNotFound],
  perMinute: 30,
})
