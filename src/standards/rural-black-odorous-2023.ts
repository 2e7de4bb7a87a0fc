import type { Citation } from '../domain/words.ts'
import { blackOdourStandard } from './black-odour.ts'
import { ruralBases } from './rural-bases.ts'
import type { Standard } from './standard.ts'

/** Cited in print as 环办土壤函〔2023〕23号 too; which of both is right is to be confirmed. */
const title = '《农村黑臭水体治理工作指南》（环办土壤〔2023〕23号）'

/** The limits come from professional memory (high confidence) and are shown as to be confirmed wherever they decide. */
function toBeConfirmed(clause: string): Citation {
  return { title, clause, confidence: 'to-be-confirmed' }
}

/**
 * Judges whether one sampling point of a rural water is black and odorous, by monitoring; senses and questionnaire under
 * `otherBases`.
 *
 * Units: cm for depth and transparency; mg/L for dissolved oxygen and for ammonia nitrogen (as N). Any one failing indicator is
 * enough; there is no mild or severe grade. In water shallower than 25 cm the transparency limit is 40 % of the depth.
 *
 * @example
 * ruralBlackOdorous2023.judge({ dissolvedOxygen: { value: 1.2, qualifier: 'measured' } }, { water: 'river' }).outcome
 * // 'black-odorous', though transparency and ammonia are missing
 */
export const ruralBlackOdorous2023: Standard = blackOdourStandard({
  id: 'rural-black-odorous-2023',
  title: { zh: '《农村黑臭水体治理工作指南》（2023）', en: 'guide on rural black-and-odorous waters (2023)' },
  citation: { title, clause: '水质监测：任一项指标不达标即认定', confidence: 'secondary' },
  grades: false,
  indicators: [
    {
      parameter: 'secchiDepth',
      bad: 'low',
      bounds: [{ severity: 1, limit: 25, inclusive: false }],
      shallow: { underDepthCm: 25, shareOfDepth: 0.4 },
      citation: toBeConfirmed('水质监测：透明度'),
    },
    {
      parameter: 'dissolvedOxygen',
      bad: 'low',
      bounds: [{ severity: 1, limit: 2, inclusive: false }],
      citation: toBeConfirmed('水质监测：溶解氧'),
    },
    {
      parameter: 'ammoniaNitrogen',
      bad: 'high',
      bounds: [{ severity: 1, limit: 15, inclusive: false }],
      citation: toBeConfirmed('水质监测：氨氮'),
    },
  ],
  otherBases: ruralBases({
    senses: { title, clause: '感官判断', confidence: 'published' },
    questionnaire: toBeConfirmed('公众评议：有效问卷不少于30份，60%及以上认为黑臭'),
    combination: toBeConfirmed('识别顺序：感官、公众评议、水质监测'),
    leastForms: 30,
    identifyingPercent: 60,
  }),
})
