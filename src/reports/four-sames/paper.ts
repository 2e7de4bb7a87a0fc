import { chinaMinute } from '../../domain/dates.ts'
import { supervisionListIds, supervisionLists, type SupervisionList } from '../../domain/waters.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import type { Block, OfficialDocument } from '../../platform/documents/document.ts'
import type { AnswerOf } from '../../platform/http/endpoint.ts'
import { cite, sectionBlocks, tableBlocks } from '../paper-parts.ts'
import type { getFourSames } from './contract.ts'
import { paperWords as words } from './paper-words.ts'
import {
  aspectIds,
  aspects,
  figureOf,
  figures,
  kindFigures,
  measuredWords,
  sameMarks,
  type Aspect,
  type Sameness,
} from './rules.ts'

type FourSames = AnswerOf<typeof getFourSames>
type How = { readonly language: Language; readonly madeAt: Date }

/** The comparison of both lists (四同对比) as an official paper, aspect by aspect, then by division. */
export function fourSamesDocument(compared: FourSames, { language, madeAt }: How): OfficialDocument {
  const { regionName, year, policy } = compared
  const line: Bilingual = {
    zh: `来源：久清平台　统计时间 ${chinaMinute(madeAt)}（北京时间）`,
    en: `Source: Jiuqing platform. Counted at ${chinaMinute(madeAt)} (China)`,
  }
  return {
    language,
    title: words.title(regionName)[language],
    subtitle: words.year(year)[language],
    blocks: [
      { kind: 'note', text: words.lead(policy)[language] },
      { kind: 'note', text: cite(policy.citation, language) },
      ...sectionBlocks(words.lists, listTable(compared, language), language),
      ...aspectIds.flatMap(aspect => aspectBlocks(compared, aspect, language)),
      ...sectionBlocks(words.namedRules, namedRules(compared, language), language),
      ...sectionBlocks(words.divisions, divisionTable(compared, language), language),
    ],
    footer: { lines: [line[language]] },
    about: { author: words.author[language], subject: `${regionName} ${year}`, madeAt },
  }
}

function listTable({ lists }: FourSames, language: Language): readonly Block[] {
  const row = (list: SupervisionList) => [
    supervisionLists[list][language],
    String(lists[list].waters),
    lists[list].areaM2.toLocaleString('en-US'),
  ]
  return tableBlocks(
    [
      [words.list, 3],
      [words.waters, 2, 'right'],
      [words.areaM2, 3, 'right'],
    ],
    [row('national'), row('municipal'), row('county')],
    language,
  )
}

function aspectBlocks(compared: FourSames, aspect: Aspect, language: Language): readonly Block[] {
  const kinds = compared.kinds.filter(({ id }) => kindFigures[id].aspect === aspect)
  return sectionBlocks(
    aspects[aspect],
    [
      ...figureTable(compared, aspect, language),
      ...kinds.flatMap(({ id, rows, sameness }): readonly Block[] => [
        { kind: 'heading', level: 2, text: kindFigures[id].label[language] },
        ...kindTable(rows, language),
        { kind: 'note', text: saying(sameness, language) },
      ]),
    ],
    language,
  )
}

const columns = [
  [words.figure, 8],
  [supervisionLists.national, 6, 'right'],
  [supervisionLists.municipal, 6, 'right'],
  [words.countyApart, 5, 'right'],
  [words.compared, 8],
] as const

function figureTable(compared: FourSames, aspect: Aspect, language: Language): readonly Block[] {
  const own = compared.figures.filter(({ id }) => figures[id].aspect === aspect)
  const isEmpty = (list: SupervisionList) => compared.lists[list].waters === 0
  const rows = own.map(({ id, lists, sameness }) => {
    const entry = figureOf(id)
    return [
      `${entry.label[language]}\n${entry.means[language]}`,
      ...supervisionListIds.map(list => (isEmpty(list) ? '—' : measuredWords(entry, lists[list])[language])),
      saying(sameness, language),
    ]
  })
  return tableBlocks(columns, rows, language)
}

/** Where nothing was compared the sentence says so itself. */
function saying({ mark, words: said }: Sameness, language: Language): string {
  if (mark === 'nothing' || mark === 'too-few') return said[language]
  return `${sameMarks[mark][language]}${language === 'zh' ? '：' : ': '}${said[language]}`
}

function kindTable(rows: FourSames['kinds'][number]['rows'], language: Language): readonly Block[] {
  return tableBlocks(
    [[words.kind, 5], [supervisionLists.national, 3, 'right'], [supervisionLists.municipal, 3, 'right'], [words.countyApart, 3, 'right']], // prettier-ignore
    rows.map(({ name, national, municipal, county }) => [name[language], String(national), String(municipal), String(county)]), // prettier-ignore
    language,
  )
}

function namedRules({ namedRules: rules }: FourSames, language: Language): readonly Block[] {
  const rows = rules.map(({ differs, words: said, citation }) => [
    said[language],
    (differs ? words.differs : words.sameRule)[language],
    cite(citation, language),
  ])
  return tableBlocks(
    [
      [words.rule, 6],
      [words.treatment, 2],
      [words.source, 5],
    ],
    rows,
    language,
  )
}

function divisionTable({ divisions }: FourSames, language: Language): readonly Block[] {
  const rows = divisions.map(({ name, waters, figures: compared }) => {
    const looks = compared.filter(({ mark }) => mark === 'look')
    const labels = looks.map(({ id }) => figures[id].label[language])
    return [
      name,
      String(waters.national),
      String(waters.municipal),
      String(looks.length),
      labels.length === 0 ? '—' : labels.join(language === 'zh' ? '、' : '; '),
    ]
  })
  return tableBlocks(
    [
      [words.division, 3],
      [supervisionLists.national, 2, 'right'],
      [supervisionLists.municipal, 2, 'right'],
      [words.gaps, 2, 'right'],
      [words.gapNames, 7],
    ],
    rows,
    language,
  )
}
