import { z } from 'zod'
import { maxAttachmentBytes } from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { waterFilter } from './filter.ts'
import {
  attachmentDamaged,
  attachmentDiffers,
  attachmentIncomplete,
  attachmentNotFound,
  attachmentTooLarge,
  attachmentTypeRefused,
  sourceDiffers,
  sourceNotFound,
  sourceOtherCounty,
  tileNotThere,
  waterImplausible,
  waterNotFound,
} from './problems.ts'
import { Attachment, Id, PollutionSource, Reason, SourceValues } from './shapes.ts'
import { attachmentKindIds } from './words.ts'

const WaterKey = z.object({ id: Id })

export const listWaterSources = endpoint({
  method: 'GET',
  path: '/waters/:id/sources',
  tag: 'waters',
  summary: { zh: '水体周边的污染源', en: 'Pollution sources around a water' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({ items: z.array(PollutionSource) }),
  problems: [waterNotFound],
})

/** Records a source, or corrects and relinks it. The id is made by the caller; the first water decides where it belongs. */
export const putSource = endpoint({
  method: 'PUT',
  path: '/sources/:id',
  tag: 'waters',
  summary: { zh: '登记或更正污染源', en: 'Record or correct a pollution source' },
  may: 'water.write',
  params: WaterKey,
  body: z.object({
    values: SourceValues,
    waterIds: z.array(Id).min(1).max(50),
    /** Obligatory where the source is on record already. */
    reason: Reason.optional(),
  }),
  answer: PollutionSource,
  problems: [waterNotFound, sourceNotFound, sourceDiffers, sourceOtherCounty, waterImplausible],
})

export const removeSource = endpoint({
  method: 'POST',
  path: '/sources/:id/removal',
  tag: 'waters',
  summary: { zh: '移除污染源', en: 'Remove a pollution source' },
  may: 'water.write',
  params: WaterKey,
  body: z.object({ reason: Reason }),
  answer: z.object({ id: Id }),
  problems: [sourceNotFound],
})

const AttachmentKey = z.object({ id: Id, attachmentId: Id })
export { maxAttachmentBytes }

/** The bytes of one photo or scan under an id made by the caller; the same bytes again are fine. */
export const putAttachment = endpoint({
  method: 'PUT',
  path: '/waters/:id/attachments/:attachmentId',
  tag: 'waters',
  summary: { zh: '上传照片或扫描件', en: 'Attach a photo or scan' },
  may: 'water.write',
  params: AttachmentKey,
  query: z.object({
    name: z.string().trim().min(1).max(200),
    kind: z.enum(attachmentKindIds).default('photo'),
    caption: z.string().trim().min(1).max(200).optional(),
    /** Of the bytes, hexadecimal: what arrives must match. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    takenAt: z.iso.datetime({ offset: true }).optional(),
  }),
  body: { bytes: { maxBytes: maxAttachmentBytes } },
  answer: Attachment,
  problems: [waterNotFound, attachmentTypeRefused, attachmentDamaged, attachmentDiffers, attachmentTooLarge],
})

export const getAttachment = endpoint({
  method: 'GET',
  path: '/waters/:id/attachments/:attachmentId',
  tag: 'waters',
  summary: { zh: '下载附件', en: 'Download an attachment' },
  may: 'water.read',
  params: AttachmentKey,
  query: z.object({
    /** `thumbnail`: at most 480 pixels, of pictures only; `inline`: to be shown, not saved. */
    as: z.enum(['file', 'inline', 'thumbnail']).default('file'),
  }),
  answer: { file: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] },
  problems: [attachmentNotFound, attachmentIncomplete],
})

/** Takes the attachment off the water; the file stays for the ledger. */
export const removeAttachment = endpoint({
  method: 'POST',
  path: '/waters/:id/attachments/:attachmentId/removal',
  tag: 'waters',
  summary: { zh: '移除附件', en: 'Remove an attachment' },
  may: 'water.write',
  params: AttachmentKey,
  body: z.object({ reason: Reason }),
  answer: z.object({ id: Id }),
  problems: [attachmentNotFound],
})

/**
 * Layer `waters`. Below zoom 11: points with `count`, `areaM2`, `national`, `municipal`, `county`, `none` (waters by list).
 * From 11 on: points and shapes with `id, code, name, type, stage, list, colour, areaM2, invented`; of a water with a shape
 * both come: the shape, and its point with `shaped: true`. 204 where nothing is there.
 */
export const getWaterTile = endpoint({
  method: 'GET',
  path: '/tiles/waters/:z/:x/:y.mvt',
  tag: 'waters',
  summary: { zh: '水体矢量瓦片', en: 'Vector tile of waters' },
  may: 'water.read',
  params: z.object({
    z: z.coerce.number().int().min(0),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  }),
  query: z.object({
    list: waterFilter.list,
    stage: waterFilter.stage,
    type: waterFilter.type,
    colour: waterFilter.colour,
  }),
  answer: { file: ['application/vnd.mapbox-vector-tile'] },
  problems: [tileNotThere],
})

export const exportFormats = ['xlsx', 'csv', 'geojson', 'gpkg'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** The annex-3 columns with identity and version of every row, so that the file can be imported again. */
export const exportWaters = endpoint({
  method: 'GET',
  path: '/waters/export',
  tag: 'waters',
  summary: { zh: '导出水体名册', en: 'Export the register' },
  may: 'water.export',
  query: z.object({ ...waterFilter, format: z.enum(exportFormats).default('xlsx') }),
  answer: {
    file: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/csv',
      'application/geo+json',
      'application/geopackage+sqlite3',
    ],
  },
})

/** One water, one file (一水一档): a page to print, complete in itself. */
export const getWaterSheet = endpoint({
  method: 'GET',
  path: '/waters/:id/sheet',
  tag: 'waters',
  summary: { zh: '一水一档（打印）', en: 'Water sheet, to print' },
  may: 'water.read',
  params: WaterKey,
  answer: { file: ['text/html'] },
  problems: [waterNotFound],
})
