import acceptance2020 from './editions/acceptance/2020-01-01.json' with { type: 'json' }
import accounts2020 from './editions/accounts/2020-01-01.json' with { type: 'json' }
import causes2020 from './editions/causes/2020-01-01.json' with { type: 'json' }
import causes2026 from './editions/causes/2026-11-29.json' with { type: 'json' }
import classification2020 from './editions/classification/2020-01-01.json' with { type: 'json' }
import expertHelp2020 from './editions/expert-help/2020-01-01.json' with { type: 'json' }
import handbook2020 from './editions/handbook/2020-01-01.json' with { type: 'json' }
import duties2020 from './editions/duties/2020-01-01.json' with { type: 'json' }
import lists2020 from './editions/lists/2020-01-01.json' with { type: 'json' }
import measures2020 from './editions/measures/2020-01-01.json' with { type: 'json' }
import pilotBundle2022 from './editions/pilot-bundle/2022-01-01.json' with { type: 'json' }
import plausibility2020 from './editions/plausibility/2020-01-01.json' with { type: 'json' }
import plans2020 from './editions/plans/2020-01-01.json' with { type: 'json' }
import similarCases2020 from './editions/similar-cases/2020-01-01.json' with { type: 'json' }
import surveyDeadlines2020 from './editions/survey-deadlines/2020-01-01.json' with { type: 'json' }
import trafficLight2020 from './editions/traffic-light/2020-01-01.json' with { type: 'json' }
import waterTypes2020 from './editions/water-types/2020-01-01.json' with { type: 'json' }
import fundingSources2020 from './editions/funding-sources/2020-01-01.json' with { type: 'json' }
import rewards2020 from './editions/rewards/2020-01-01.json' with { type: 'json' }
import worksProgress2020 from './editions/works-progress/2020-01-01.json' with { type: 'json' }
import annualPlans2020 from './editions/annual-plans/2020-01-01.json' with { type: 'json' }
import surroundings2020 from './editions/surroundings/2020-01-01.json' with { type: 'json' }
import fourSames2020 from './editions/four-sames/2020-01-01.json' with { type: 'json' }
import type { PolicyName } from './schemas.ts'

/** Every edition that ships. A new one is a new file and a name more in its line; a released one is never edited. */
export const shippedEditions = {
  accounts: [accounts2020],
  acceptance: [acceptance2020],
  causes: [causes2020, causes2026],
  classification: [classification2020],
  handbook: [handbook2020],
  duties: [duties2020],
  lists: [lists2020],
  measures: [measures2020],
  'pilot-bundle': [pilotBundle2022],
  plausibility: [plausibility2020],
  plans: [plans2020],
  'similar-cases': [similarCases2020],
  'survey-deadlines': [surveyDeadlines2020],
  'traffic-light': [trafficLight2020],
  'water-types': [waterTypes2020],
  'funding-sources': [fundingSources2020],
  rewards: [rewards2020],
  'works-progress': [worksProgress2020],
  'annual-plans': [annualPlans2020],
  'expert-help': [expertHelp2020],
  surroundings: [surroundings2020],
  'four-sames': [fourSames2020],
} as const satisfies Record<PolicyName, readonly unknown[]>
