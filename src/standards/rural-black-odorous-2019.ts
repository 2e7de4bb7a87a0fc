import type { Citation } from '../domain/words.ts'
import { blackOdourStandard } from './black-odour.ts'
import { ruralBases } from './rural-bases.ts'
import type { Standard } from './standard.ts'

const title = '《农村黑臭水体治理工作指南（试行）》（环办土壤函〔2019〕826号）'

/** Neither the number of the trial edition nor its limits were seen in a published text. */
function toBeConfirmed(clause: string): Citation {
  return { title, clause, confidence: 'to-be-confirmed' }
}

/** The trial edition, kept to judge old surveys by what was in force then. Units and rules as in `ruralBlackOdorous2023`. */
export const ruralBlackOdorous2019: Standard = blackOdourStandard({
  id: 'rural-black-odorous-2019',
  title: {
    zh: '《农村黑臭水体治理工作指南（试行）》（2019）',
    en: 'trial guide on rural black-and-odorous waters (2019)',
  },
  citation: toBeConfirmed('水质监测：任一项指标不达标即认定'),
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
    senses: toBeConfirmed('感官判断'),
    questionnaire: toBeConfirmed('公众评议：有效问卷不少于30份，60%及以上认为黑臭'),
    combination: toBeConfirmed('识别顺序：感官、公众评议、水质监测'),
    leastForms: 30,
    identifyingPercent: 60,
  }),
})
