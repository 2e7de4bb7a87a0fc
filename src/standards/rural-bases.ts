import type { Bilingual, Citation } from '../domain/words.ts'
import type {
  BasisKind,
  BasisOutcomes,
  BasisVerdict,
  BlackOdourOutcome,
  CombinedBases,
  OtherBases,
  QuestionnaireCount,
  SensesRecord,
} from './standard.ts'

export type RuralBasesEdition = {
  readonly senses: Citation
  readonly questionnaire: Citation
  readonly combination: Citation
  /** Valid forms asked for at each water; where fewer adults live, all of them. */
  readonly leastForms: number
  /** Percent of the valid forms that identifies, itself included. */
  readonly identifyingPercent: number
}

/** The bases of the rural guide beside monitoring, with an edition's numbers. */
export function ruralBases(edition: RuralBasesEdition): OtherBases {
  return {
    combination: edition.combination,
    judgeSenses: record => judgeSenses(edition, record),
    judgeQuestionnaire: count => judgeQuestionnaire(edition, count),
    combine: outcomes => combineBases(edition, outcomes),
  }
}

/** Colour clearly abnormal, or strong or unpleasant odour: either identifies; both denied clear; else the senses cannot tell. */
function judgeSenses({ senses: citation }: RuralBasesEdition, record: SensesRecord): BasisVerdict {
  const { colourAbnormal, odourOffensive, finding } = record
  if (colourAbnormal === true || odourOffensive === true) {
    const what = { zh: [] as string[], en: [] as string[] } // literals would narrow to never[]
    if (colourAbnormal === true) push(what, { zh: '颜色明显异常', en: 'the colour is clearly abnormal' })
    if (odourOffensive === true) push(what, { zh: '散发浓烈或难闻气味', en: 'the odour is strong or unpleasant' })
    return basis('black-odorous', citation, {
      zh: `感官：${what.zh.join('，')}。`,
      en: `Senses: ${what.en.join(' and ')}.`,
    })
  }
  if (colourAbnormal === false && odourOffensive === false) {
    if (finding === 'black-odorous') return contradictory(citation)
    return basis('not-black-odorous', citation, {
      zh: '感官：颜色无明显异常，无浓烈或难闻气味。',
      en: 'Senses: the colour is not clearly abnormal and there is no strong or unpleasant odour.',
    })
  }
  return finding === undefined || finding === 'undecided' ? sensesCannot(citation) : concluded(citation, finding)
}

function push(list: { zh: string[]; en: string[] }, words: Bilingual): void {
  list.zh.push(words.zh)
  list.en.push(words.en)
}

function concluded(citation: Citation, finding: 'black-odorous' | 'not-black-odorous'): BasisVerdict {
  const black = finding === 'black-odorous'
  return basis(finding, citation, {
    zh: `感官：现场人员认为${black ? '黑臭' : '不黑臭'}。`,
    en: `Senses: the observer finds the water ${black ? 'black or odorous' : 'neither black nor odorous'}.`,
  })
}

function contradictory(citation: Citation): BasisVerdict {
  return basis(
    'undecided',
    citation,
    {
      zh: '感官记录前后矛盾：颜色和气味均记为正常，结论却为黑臭。',
      en: 'The senses record contradicts itself: colour and odour are normal, yet it concludes black-odorous.',
    },
    [{ zh: '请核对感官记录。', en: 'Check the record of the senses.' }],
  )
}

function sensesCannot(citation: Citation): BasisVerdict {
  return basis(
    'undecided',
    citation,
    { zh: '感官：颜色或气味不能确定。', en: 'Senses: colour or odour is not certain.' },
    [{ zh: '请补记颜色和气味，或开展公众评议。', en: 'Record colour and odour, or hold the questionnaire.' }],
  )
}

/**
 * At least `identifyingPercent` of the valid forms saying black or odorous identifies. Too few forms settle nothing, unless they
 * are those of all adults who live there.
 */
function judgeQuestionnaire(edition: RuralBasesEdition, count: QuestionnaireCount): BasisVerdict {
  const { questionnaire: citation, leastForms, identifyingPercent } = edition
  const { validForms, blackForms, adultsLivingThere } = count
  if (!isCount(validForms) || !isCount(blackForms) || blackForms > validForms) return impossible(citation, count)
  const needed = Math.min(leastForms, adultsLivingThere ?? leastForms)
  if (validForms === 0 || validForms < needed) return tooFew(citation, validForms, Math.max(needed, 1))
  const black = blackForms * 100 >= identifyingPercent * validForms // whole numbers: exact
  const percent = Math.round((1000 * blackForms) / validForms) / 10
  const sum = `${blackForms} / ${validForms} = ${percent} %`
  return basis(black ? 'black-odorous' : 'not-black-odorous', citation, {
    zh: `公众评议：认为黑臭 ${sum}，${black ? '达到' : '未达到'} ${identifyingPercent} %${mark(citation).zh}。`,
    en: `Questionnaire: ${sum} say black or odorous, ${black ? 'at least' : 'less than'} ${identifyingPercent} %${mark(citation).en}.`,
  })
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function mark({ confidence }: Citation): Bilingual {
  return confidence === 'to-be-confirmed' ? { zh: '〔待核实〕', en: ' [to be confirmed]' } : { zh: '', en: '' }
}

function impossible(citation: Citation, { validForms, blackForms }: QuestionnaireCount): BasisVerdict {
  return basis(
    'undecided',
    citation,
    {
      zh: `公众评议份数有误：有效 ${validForms} 份，认为黑臭 ${blackForms} 份。`,
      en: `Impossible counts: ${validForms} valid forms, ${blackForms} of them black or odorous.`,
    },
    [{ zh: '请核对问卷份数。', en: 'Check the counts of forms.' }],
  )
}

function tooFew(citation: Citation, valid: number, needed: number): BasisVerdict {
  return basis(
    'undecided',
    citation,
    {
      zh: `公众评议：有效问卷 ${valid} 份，少于 ${needed} 份${mark(citation).zh}，不能认定。`,
      en: `Questionnaire: ${valid} valid forms, fewer than ${needed}${mark(citation).en}: undecided.`,
    },
    [
      {
        zh: `请再收集 ${needed - valid} 份有效问卷；常住成年人不足时调查全部成年人并填写其人数。`,
        en: `Collect ${needed - valid} more valid forms; where fewer adults live there, ask all of them and state how many they are.`,
      },
    ],
  )
}

function basis(
  outcome: BlackOdourOutcome,
  citation: Citation,
  words: Bilingual,
  missing: readonly Bilingual[] = [],
): BasisVerdict {
  return { outcome, words, citation, missing }
}

const basisNames = {
  senses: { zh: '感官', en: 'the senses' },
  questionnaire: { zh: '公众评议', en: 'the questionnaire' },
  monitoring: { zh: '水质监测', en: 'monitoring' },
} as const satisfies Record<BasisKind, Bilingual>

/** Senses decide first; where they cannot, the questionnaire; where that cannot either or the result is disputed, monitoring. */
function combineBases({ combination: citation }: RuralBasesEdition, outcomes: BasisOutcomes): CombinedBases {
  const order: readonly BasisKind[] = outcomes.disputed ? ['monitoring'] : ['senses', 'questionnaire', 'monitoring']
  const basis = order.find(kind => outcomes[kind] !== undefined && outcomes[kind] !== 'undecided')
  if (basis === undefined) {
    return {
      outcome: 'undecided',
      basis: null,
      citation,
      words: outcomes.disputed
        ? {
            zh: '结论有争议，而水质监测尚不能认定。',
            en: 'The result is disputed, and monitoring cannot settle it yet.',
          }
        : { zh: '三项依据均不能认定。', en: 'None of the three bases can tell.' },
    }
  }
  const why = outcomes.disputed ? { zh: '结论有争议，', en: 'the result is disputed: ' } : { zh: '', en: '' }
  return {
    outcome: outcomes[basis]!,
    basis,
    citation,
    words: { zh: `${why.zh}以${basisNames[basis].zh}为准。`, en: `${why.en}${basisNames[basis].en} decides.` },
  }
}
