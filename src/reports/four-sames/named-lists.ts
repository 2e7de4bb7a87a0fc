import type { SupervisionList } from '../../domain/waters.ts'
import type { Bilingual, Citation } from '../../domain/words.ts'
import { policyAt, type PolicyName } from '../../policy/policy.ts'

/** A rule that names the lists: what it says of the two, and whether it treats them differently. */
export type NamedRule = {
  readonly id: string
  readonly policy: PolicyName
  readonly inForceFrom: string
  readonly differs: boolean
  readonly words: Bilingual
  readonly citation: Citation
}

type Judged = Pick<NamedRule, 'id' | 'policy' | 'differs' | 'words' | 'citation'>

/**
 * Every rule in force on a day that names the lists on purpose, read from the policies themselves: a new edition that treats the lists
 * differently appears here by itself. All other rules do not know on which list a water is (`identical-rules.test.ts`).
 *
 * @param day YYYY-MM-DD, China time
 */
export function rulesNamingLists(day: string): readonly NamedRule[] {
  return [area(day), approval(day), ...acceptanceSteps(day), rewards(day), ...bundles(day)].map(rule => ({
    ...rule,
    inForceFrom: policyAt(rule.policy, day).inForceFrom,
  }))
}

function area(day: string): Judged {
  const { value, citation } = policyAt('lists', day)
  return {
    id: 'lists',
    policy: 'lists',
    differs: true,
    words: {
      zh: `清单按面积划分：${value.nationalFromM2} 平方米起列入国家清单，以下列入市级清单，之后可附理由调整。`,
      en: `The lists part by area: national from ${value.nationalFromM2} m² on, municipal below; moved afterwards with a reason.`,
    },
    citation,
  }
}

const levels = {
  town: { zh: '镇街', en: 'the township' },
  county: { zh: '区县', en: 'the county' },
  city: { zh: '市级', en: 'the city' },
} as const satisfies Record<string, Bilingual>

type Deciders = Readonly<Record<SupervisionList, keyof typeof levels>>

function decided(what: Bilingual, { national, municipal }: Deciders): Pick<Judged, 'differs' | 'words'> {
  const [one, other] = [levels[national], levels[municipal]]
  if (national === municipal) {
    return { differs: false, words: { zh: `${what.zh}：两个清单都由${one.zh}决定。`, en: `${what.en}: ${one.en} decides for both lists.` } } // prettier-ignore
  }
  return {
    differs: true,
    words: {
      zh: `${what.zh}：国家清单由${one.zh}决定，市级清单由${other.zh}决定。`,
      en: `${what.en}: ${one.en} decides for the national list, ${other.en} for the municipal.`,
    },
  }
}

function approval(day: string): Judged {
  const { value, citation } = policyAt('plans', day)
  return { id: 'plans', policy: 'plans', ...decided({ zh: '一水一策审批', en: 'Approval of plans' }, value.approvedBy), citation } // prettier-ignore
}

function acceptanceSteps(day: string): readonly Judged[] {
  return policyAt('acceptance', day).value.steps.map(({ id, name, decidedBy, citation }) => ({
    id: `acceptance-${id}`,
    policy: 'acceptance',
    ...decided({ zh: name.zh, en: name.en.charAt(0).toUpperCase() + name.en.slice(1) }, decidedBy),
    citation,
  }))
}

type Amount = ReturnType<typeof policyAt<'rewards'>>['value']['amounts'][SupervisionList]

function rewards(day: string): Judged {
  const { value, citation } = policyAt('rewards', day)
  const { national, municipal } = value.amounts
  const [one, other] = [amountWords(national), amountWords(municipal)]
  const differs = one.zh !== other.zh
  const words = differs
    ? {
        zh: `奖补金额：国家清单${one.zh}；市级清单${other.zh}。兑现的阶段和证明材料相同。`,
        en: `Amount of the reward: national ${one.en}; municipal ${other.en}. Stages and evidence are the same.`,
      }
    : { zh: `奖补金额：两个清单都是${one.zh}。`, en: `Amount of the reward: ${one.en} on both lists.` }
  return { id: 'rewards', policy: 'rewards', differs, words, citation: 'citation' in national ? national.citation : citation } // prettier-ignore
}

function amountWords(amount: Amount): Bilingual {
  if (amount.by === 'none') return { zh: '没有奖补', en: 'none' }
  const most = amount.mostYuan.toLocaleString('en-US')
  if (amount.by === 'share') {
    return { zh: `计划资金的 ${amount.percentOfPlanned}%，不超过 ${most} 元`, en: `${amount.percentOfPlanned}% of the money planned, at most ${most} yuan` } // prettier-ignore
  }
  const base = amount.baseYuan.toLocaleString('en-US')
  return {
    zh: `${amount.baseYuan === 0 ? '' : `${base} 元加`}每平方米 ${amount.yuanPerM2} 元，不超过 ${most} 元`,
    en: `${amount.baseYuan === 0 ? '' : `${base} yuan and `}${amount.yuanPerM2} yuan per m², at most ${most} yuan`,
  }
}

/** The first rule of bundles is of 2022: earlier days have none. */
function bundles(day: string): readonly Judged[] {
  if (day < '2022-01-01') return []
  const { value, citation } = policyAt('pilot-bundle', day)
  return [
    {
      id: 'pilot-bundle',
      policy: 'pilot-bundle',
      differs: true,
      words: {
        zh: `试点打捆申报只看国家清单：不少于 ${value.applicant.nationalWatersFrom} 个国家清单水体，或面积达到 ${value.applicant.areaM2From.toLocaleString('en-US')} 平方米。`,
        en: `Pilot bundles ask for the national list alone: ${value.applicant.nationalWatersFrom} or more of its waters, or ${value.applicant.areaM2From.toLocaleString('en-US')} m² of them.`,
      },
      citation,
    },
  ]
}
