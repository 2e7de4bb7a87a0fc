import type { Citation } from '../domain/words.ts'
import { blackOdourStandard, type BlackOdourEdition } from './black-odour.ts'
import type { Standard } from './standard.ts'

const title = '《城市黑臭水体整治工作指南》（建城〔2015〕130号）'

function published(clause: string): Citation {
  return { title, clause, confidence: 'published' }
}

/**
 * The table of grades. The guide prints the mild grade as closed ranges (25~10, 0.2~2.0, -200~50, 8.0~15), so both ends are mild.
 * In water shallower than 25 cm its footnote puts 40 % of the depth in the place of *both* transparency limits: there is then
 * no room for mild, and under 40 % is severe (40 % of 25 cm is 10 cm, the severe limit of deep water).
 */
export const urbanEdition2015: BlackOdourEdition = {
  id: 'urban-black-odorous-2015',
  title: { zh: '《城市黑臭水体整治工作指南》（2015）', en: 'guide on urban black-and-odorous waters (2015)' },
  citation: published('城市黑臭水体污染程度分级标准'),
  grades: true,
  indicators: [
    {
      parameter: 'secchiDepth',
      bad: 'low',
      bounds: [
        { severity: 1, limit: 25, inclusive: true },
        { severity: 2, limit: 10, inclusive: false },
      ],
      shallow: { underDepthCm: 25, shareOfDepth: 0.4 },
      citation: published('分级标准：透明度'),
    },
    {
      parameter: 'dissolvedOxygen',
      bad: 'low',
      bounds: [
        { severity: 1, limit: 2, inclusive: true },
        { severity: 2, limit: 0.2, inclusive: false },
      ],
      citation: published('分级标准：溶解氧'),
    },
    {
      parameter: 'oxidationReductionPotential',
      bad: 'low',
      bounds: [
        { severity: 1, limit: 50, inclusive: true },
        { severity: 2, limit: -200, inclusive: false },
      ],
      citation: published('分级标准：氧化还原电位'),
    },
    {
      parameter: 'ammoniaNitrogen',
      bad: 'high',
      bounds: [
        { severity: 1, limit: 8, inclusive: true },
        { severity: 2, limit: 15, inclusive: false },
      ],
      citation: published('分级标准：氨氮'),
    },
  ],
}

/**
 * Grades one sample of an urban water: not black-odorous, mild or severe. Points, reaches and whole waters: `urban-extent-2015.ts`.
 *
 * Units: cm, mg/L, mV, mg/L. Source: guide of 2015, table of grades (read in a published copy).
 */
export const urbanBlackOdorous2015: Standard = blackOdourStandard(urbanEdition2015)
