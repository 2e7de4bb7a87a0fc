import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import { proposeMeasures } from '../proposal.ts'
import { PlanContent } from './contract.ts'
import { prefillPlan, type PlanGround } from './prefill.ts'
import { barOf, planBars } from './rules.ts'
import { stageIds, stages } from '../../domain/lifecycle-table.ts'

const edition = policyAt('measures', '2026-11-29')
const bare: PlanGround = { registered: [], persons: [] }
const proposal = {
  ...proposeMeasures(
    {
      waterClass: 'complex',
      causes: [
        { causeId: 'domestic-sewage', sharePercent: 70 },
        { causeId: 'sediment', sharePercent: 30 },
      ],
      extent: { areaM2: 2260 },
      sources: [{ kind: 'households', name: '三户散排', quantity: 3, quantityUnit: '户' }],
    },
    edition.value,
  ),
  policyInForceFrom: edition.inForceFrom,
}
const sectionsOf = (ground: PlanGround) => prefillPlan(ground).origins.map(({ section }) => section)

describe('what a new plan begins with', () => {
  it('is empty where nothing is on record, and says what would bring measures', () => {
    const { content, origins } = prefillPlan(bare)
    expect(content).toEqual({ presentState: '', causes: [], measures: [], funding: [], persons: {} })
    expect(origins.map(({ words }) => words.zh)).toEqual([expect.stringContaining('尚未分类')])
  })

  it('takes causes with shares and evidence from the newest classification, not the register', () => {
    const classified = {
      on: '2026-11-20',
      causes: [{ causeId: 'sediment', sharePercent: 100, text: '底泥厚 40 厘米' }],
    }
    const { content } = prefillPlan({ ...bare, classified, registered: ['domestic-sewage'] })
    expect(content.causes).toEqual([{ causeId: 'sediment', percent: 100, note: '底泥厚 40 厘米' }])
  })

  it.each([
    [1, [100]],
    [2, [50, 50]],
    [3, [33.4, 33.3, 33.3]],
    [7, [14.8, 14.2, 14.2, 14.2, 14.2, 14.2, 14.2]],
  ])('gives %i causes of the register equal shares that sum to 100', (count, shares) => {
    const registered = Array.from({ length: count }, (_, index) => `cause-${'abcdefg'[index]}`)
    const { causes } = prefillPlan({ ...bare, registered }).content
    expect(causes.map(({ percent }) => percent)).toEqual(shares)
    expect(Math.round(causes.reduce((sum, { percent }) => sum + percent, 0) * 10)).toBe(1000)
  })

  it('takes measures that have a quantity, at the middle of the range, and names those that have none', () => {
    const { content, origins } = prefillPlan({ ...bare, proposal })
    const all = proposal.steps.flatMap(({ measures }) => measures)
    const known = all.filter(({ quantity }) => quantity !== undefined && quantity > 0)
    const open = all.filter(({ quantity }) => quantity === undefined)
    expect(known.length).toBeGreaterThan(0)
    expect(open.length).toBeGreaterThan(0)
    expect(content.measures.map(({ measureId }) => measureId)).toEqual(known.map(({ measureId }) => measureId))
    const first = known[0]!
    expect(content.measures[0]).toMatchObject({
      quantity: first.quantity,
      costYuan: Math.round((first.costYuan!.low + first.costYuan!.high) / 2),
      note: expect.stringContaining('推算'),
    })
    const said = origins.filter(({ section }) => section === 'measures').map(({ words }) => words.zh)
    expect(said).toEqual([expect.stringContaining(`${known.length} 项措施`), expect.stringContaining(open[0]!.name.zh)])
    expect(content.route).toBe(proposal.words.zh)
    expect(content.upkeep?.yearlyYuan).toBeGreaterThan(0)
  })

  it('names the persons who answer today, each level with its source', () => {
    const persons = [
      { level: 'town', name: '王建国', organisation: '沙坪镇人民政府', officePhone: '023-74500000' },
      { level: 'site', name: '陈大勇', organisation: '示例运维公司' },
    ] as const
    const { content } = prefillPlan({ ...bare, persons })
    expect(content.persons).toEqual({
      town: { name: '王建国', office: '沙坪镇人民政府', officePhone: '023-74500000' },
      site: { name: '陈大勇', office: '示例运维公司' },
    })
    expect(sectionsOf({ ...bare, persons })).toContain('persons')
  })

  it('quotes the newest verdict with its day', () => {
    const verdict = { on: '2026-11-20', words: { zh: '黑臭', en: 'black and odorous' } }
    expect(prefillPlan({ ...bare, verdict }).content.presentState).toBe('2026-11-20 识别结论：黑臭')
  })

  it('is a plan that the platform takes', () => {
    const persons = [{ level: 'village', name: '李'.repeat(100), organisation: '村委会' }] as const
    const { content } = prefillPlan({ ...bare, proposal, persons })
    expect(PlanContent.safeParse(content).success).toBe(true)
  })
})

describe('a water without a plan', () => {
  it('may begin one on the list only; each other stage says why not', () => {
    expect(stageIds.filter(stage => barOf(stage) === undefined)).toEqual(['listed'])
    for (const stage of stageIds.filter(id => stages[id].end)) expect(barOf(stage)).toBe('ended')
    expect(barOf('in-works')).toBe('moved-on')
    expect(planBars['moved-on'].zh).not.toContain('列入清单后才能')
  })
})
