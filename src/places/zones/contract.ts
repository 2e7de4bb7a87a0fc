import { z } from 'zod'
import { ReasonText, RegionCodeText } from '../../domain/shapes.ts'
import { confidences } from '../../domain/words.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { outsideYourDivision, zoneExists, zoneNotFound, zoneUnchanged } from '../problems.ts'
import { zoneCodeWrong, zoneTownTaken, zoneTownUnknown } from './zones.ts'

const tag = 'places'

const ZoneTown = z.object({ statistical: z.string(), reporting: z.string(), name: z.string() })

const ZoneShape = z.object({
  code: z.string(),
  name: z.string(),
  edition: z.string(),
  source: z.string(),
  confidence: z.enum(confidences),
  /** None: dissolved. */
  towns: z.array(ZoneTown),
  /** Towns that left; they report under their county again, or under another zone. */
  formerTowns: z.array(ZoneTown),
})

export const listZones = endpoint({
  method: 'GET',
  path: '/place-zones',
  tag,
  summary: { zh: '功能区', en: 'Functional zones' },
  may: 'signed-in',
  answer: z.object({ items: z.array(ZoneShape) }),
})

/** Zones known from published sources that are not registered yet, inside the caller's jurisdiction. */
export const listZoneProposals = endpoint({
  method: 'GET',
  path: '/place-zone-proposals',
  tag,
  summary: { zh: '随产品提供、尚未登记的功能区建议', en: 'Zones that ship with the product, not registered yet' },
  may: 'signed-in',
  answer: z.object({
    items: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        source: z.string(),
        confidence: z.enum(confidences),
        towns: z.array(z.object({ statistical: z.string(), name: z.string() })),
      }),
    ),
  }),
})

const ZoneTowns = z.array(RegionCodeText).max(100)

/** `accounts`: how many accounts of the towns moved along at once; waters and surveys follow within seconds. */
const ChangedZone = ZoneShape.extend({ accounts: z.int() })

/**
 * Registers a zone: from now on its towns report under it, and what is recorded there, tasks and accounts included, follows.
 */
export const registerZone = endpoint({
  method: 'POST',
  path: '/place-zones',
  tag,
  summary: { zh: '登记功能区', en: 'Register a functional zone' },
  may: 'places.import',
  body: z.object({
    code: z.string(),
    name: z.string().trim().min(1).max(50),
    source: z.string().trim().min(1).max(200),
    confidence: z.enum(confidences).default('to-be-confirmed'),
    towns: ZoneTowns.min(1),
  }),
  answer: ChangedZone,
  problems: [zoneCodeWrong, zoneTownUnknown, zoneTownTaken, zoneExists, outsideYourDivision],
})

/** Towns join and leave, or all leave: then the zone is dissolved. What is recorded there follows. */
export const changeZone = endpoint({
  method: 'PATCH',
  path: '/place-zones/:code',
  tag,
  summary: { zh: '调整功能区所辖乡镇', en: 'Change the towns of a zone' },
  may: 'places.import',
  params: z.object({ code: z.string().regex(/^\d{6}$/) }),
  body: z.object({
    /** The statistical codes of all its towns from now on. */
    towns: ZoneTowns,
    reason: ReasonText,
  }),
  answer: ChangedZone,
  problems: [zoneNotFound, zoneUnchanged, zoneTownUnknown, zoneTownTaken, outsideYourDivision],
})
