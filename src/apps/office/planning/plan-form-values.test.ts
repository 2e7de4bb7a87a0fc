import { describe, expect, it } from 'vitest'
import type { PlanContent } from '../../../planning/plans/contract.ts'
import { contentOf, emptyPlan, formOf } from './plan-form-values.ts'

const whole: PlanContent = {
  presentState: '水色发黑。',
  causes: [{ causeId: 'domestic-sewage', percent: 100, note: '三户散排' }],
  target: { goal: 'class-V', by: '2027-06-30' },
  route: '先截污，后清淤。',
  measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000.5, from: '2026-12-10' }],
  funding: [{ source: 'county', yuan: 9000.5 }],
  persons: { village: { name: '李秀英', office: '村委会' } },
  upkeep: { duties: '每周巡查一次。', yearlyYuan: 0 },
}

describe('the form of a plan', () => {
  it('gives back what it was given, whole or empty', () => {
    expect(contentOf(formOf(whole))).toEqual(whole)
    expect(contentOf(formOf(emptyPlan))).toEqual(emptyPlan)
  })

  it('leaves out what was cleared, and a person without a name', () => {
    const cleared = {
      ...formOf(whole),
      route: ' ',
      by: '',
      duties: '',
      persons: { village: { name: ' ', office: '村委会' } },
    }
    expect(contentOf(cleared)).toEqual({
      presentState: whole.presentState,
      causes: whole.causes,
      measures: whole.measures,
      funding: whole.funding,
      persons: {},
    })
  })

  it('does not send blanks of a row', () => {
    const rows = { measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 1, from: '', note: '' }] }
    expect(contentOf(rows).measures).toEqual([{ measureId: 'septic-tank', quantity: 3, costYuan: 1 }])
  })
})
