import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import { aliasNeedsSource, aliasNeedsTown, aliasNotNeeded } from './aliases.ts'
import { aliasTaken, outsideYourDivision, placeNotFound } from './problems.ts'

export const RegionCodeText = z.string().regex(/^\d{12}$/)

const Level = z.enum(['province', 'city', 'county', 'town', 'village'])

export const Place = z.object({
  code: z.string(),
  name: z.string(),
  level: Level,
  parentCode: z.string().optional(),
  /** The edition that brought this name and code. */
  edition: z.string(),
  /** A functional zone: it stands among the counties and its towns below it, by their reporting codes. */
  zone: z.boolean().optional(),
  /** The edition that no longer has it; its records stay. */
  retiredIn: z.string().optional(),
  /** Divisions directly below. */
  children: z.int(),
  /** Names from the province down to the place itself. */
  path: z.array(z.string()),
})
export type Place = z.output<typeof Place>

export const listPlaces = endpoint({
  method: 'GET',
  path: '/places',
  tag: 'places',
  summary: { zh: '行政区划（按上级或名称查找）', en: 'Divisions, by parent or by name' },
  may: 'signed-in',
  query: z.object({
    /** Divisions directly below this one. */
    parent: RegionCodeText.optional(),
    /** Part of a name. */
    search: z.string().trim().min(1).max(30).optional(),
    level: Level.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(500),
  }),
  answer: z.object({ items: z.array(Place), capped: z.boolean() }),
})

export const getPlace = endpoint({
  method: 'GET',
  path: '/places/:code',
  tag: 'places',
  summary: { zh: '一个行政区划', en: 'One division' },
  may: 'signed-in',
  params: z.object({ code: RegionCodeText }),
  answer: Place,
  problems: [placeNotFound],
})

/** GeoJSON FeatureCollection; a feature has `code`, `name`, `authoritative`, `source`. Sent with an `ETag`. */
export const getOutlines = endpoint({
  method: 'GET',
  path: '/place-outlines',
  tag: 'places',
  summary: { zh: '区县轮廓（仅供绘图）', en: 'County outlines, for drawing' },
  may: 'signed-in',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: { file: ['application/geo+json'] },
})

const Words = z.object({ zh: z.string(), en: z.string() })

export const DivisionProblemShape = z.object({
  severity: z.enum(['refuse', 'warn', 'info']),
  code: z.string(),
  sheet: z.string().optional(),
  cell: z.string().optional(),
  zh: z.string(),
  en: z.string(),
})

export const EditionChange = z.object({
  kind: z.string(),
  code: z.string(),
  words: Words,
})

export const PlacesImportReport = z.object({
  edition: z.string(),
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  retired: z.int(),
  changes: z.array(EditionChange),
  problems: z.array(DivisionProblemShape),
  dryRun: z.boolean(),
})
export type PlacesImportReport = z.output<typeof PlacesImportReport>

export const importPlacesFile = endpoint({
  method: 'POST',
  path: '/places-imports',
  tag: 'places',
  summary: { zh: '导入行政区划（新版或外市）', en: 'Import an edition of divisions' },
  may: 'places.import',
  query: z.object({
    fileName: z.string().min(1).max(200),
    edition: z
      .string()
      .regex(/^\d{4}$/)
      .optional(),
    cityName: z.string().max(30).optional(),
    dryRun: z.stringbool().default(false),
  }),
  body: { bytes: { maxBytes: 200 * 1024 * 1024 } },
  answer: PlacesImportReport,
  problems: [outsideYourDivision],
})

const PlaceEdition = z.object({
  id: z.string(),
  edition: z.string(),
  importedAt: z.string(),
  scope: z.string(),
  scopeName: z.string(),
  divisions: z.int(),
  sha256: z.string(),
})

export const listEditions = endpoint({
  method: 'GET',
  path: '/place-editions',
  tag: 'places',
  summary: { zh: '已导入的区划版本', en: 'Imported editions' },
  may: 'signed-in',
  answer: z.object({ items: z.array(PlaceEdition) }),
})

const Alias = z.object({
  id: z.string(),
  name: z.string(),
  within: z.string(),
  withinName: z.string(),
  source: z.string(),
  edition: z.string(),
})

export const listAliases = endpoint({
  method: 'GET',
  path: '/place-aliases',
  tag: 'places',
  summary: { zh: '区划中没有的地名（按来源登记）', en: 'Names the edition lacks, registered per source' },
  may: 'signed-in',
  answer: z.object({ items: z.array(Alias) }),
})

export const registerAlias = endpoint({
  method: 'POST',
  path: '/place-aliases',
  tag: 'places',
  summary: { zh: '按来源登记地名', en: 'Register a name per source' },
  may: 'water.import',
  body: z.object({
    name: z.string().trim().min(1).max(50),
    within: RegionCodeText,
    source: z.string().trim().min(1).max(200),
  }),
  answer: Alias,
  problems: [aliasNeedsTown, aliasNeedsSource, aliasNotNeeded, aliasTaken, outsideYourDivision],
})

const Correspondence = z.object({
  kind: z.string(),
  level: Level,
  written: z.string(),
  matched: z.string(),
  words: Words,
})

/** Which place a written name means, with every difference named; what a name check in a form asks. */
export const resolveWrittenPlace = endpoint({
  method: 'GET',
  path: '/place-names',
  tag: 'places',
  summary: { zh: '地名核对', en: 'Check a written place name' },
  may: 'signed-in',
  query: z.object({
    county: z.string().min(1).max(50),
    town: z.string().max(50).optional(),
    village: z.string().max(80).optional(),
  }),
  answer: z.object({
    resolved: z.boolean(),
    regionCode: z.string().optional(),
    name: z.string().optional(),
    correspondences: z.array(Correspondence),
    refusal: Words.optional(),
  }),
})
