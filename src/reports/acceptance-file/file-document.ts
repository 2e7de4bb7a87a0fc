import type { File } from '../../acceptance/contract.ts'
import {
  acceptanceSteps,
  deciders,
  fileDecisions,
  fileItems,
  fileStates,
  itemOutcomes,
} from '../../acceptance/rules.ts'
import { chinaDate, chinaMinute } from '../../domain/dates.ts'
import { personWords } from '../../domain/person-label.ts'
import { supervisionLists, waterTypes } from '../../domain/waters.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import { policyEditions } from '../../policy/policy.ts'
import type { Block, OfficialDocument } from '../../platform/documents/document.ts'
import { findStandard } from '../../standards/registry.ts'
import { fileWords as words } from './file-words.ts'

/** The file of acceptance (验收材料) as an official paper: what was sent in, word for word, and what was decided since. */
export function acceptanceDocument(file: File, at: Date, language: Language): OfficialDocument {
  const { water } = file.snapshot
  return {
    language,
    title: words.title[language],
    subtitle: language === 'zh' ? `${water.name}（${water.code}）` : `${water.name} (${water.code})`,
    blocks: [
      ...section(words.facts, language, facts(file, language)),
      ...section(words.checklist, language, checklist(file, language)),
      ...section(words.declared, language, declared(file, language)),
      ...section(words.decisions, language, decisions(file, language)),
      ...section(words.notice, language, notice(file, language)),
    ],
    footer: {
      lines: [words.footer(file.id, chinaMinute(at))[language]],
      fingerprint: words.fingerprint(file.snapshotHash)[language],
    },
    about: { author: words.author[language], subject: `${water.code} ${water.name}`, madeAt: at },
  }
}

function section(title: Bilingual, language: Language, blocks: readonly Block[]): readonly Block[] {
  const none: Block = { kind: 'note', text: words.none[language] }
  return [{ kind: 'heading', level: 1, text: title[language] }, ...(blocks.length === 0 ? [none] : blocks)]
}

function facts(file: File, language: Language): readonly Block[] {
  const { snapshot, regionNames } = file
  const { water } = snapshot
  const place = [regionNames.county, regionNames.town, regionNames.village].filter(Boolean).join(' ')
  const waiting = file.step === undefined ? undefined : waitingFor(file, language)
  const rows: readonly (readonly [Bilingual, string | undefined])[] = [
    [words.water, `${water.name} ${water.code}`],
    [words.place, place],
    [words.kind, waterTypes[water.type].label[language]],
    [words.list, water.list === undefined ? undefined : supervisionLists[water.list][language]],
    [words.area, water.areaM2 === undefined ? undefined : water.areaM2.toLocaleString('en-US')],
    [words.cycle, String(water.cycle)],
    [words.completedOn, snapshot.completedOn],
    [words.takenOn, snapshot.takenOn],
    [words.submittedBy, personWords(file.submittedBy)[language]],
    [words.state, fileStates[file.state][language]],
    [words.standard, findStandard(snapshot.standardId)?.citation.title ?? snapshot.standardId],
    [words.policy, words.policyFrom(snapshot.policyFrom)[language]],
    [words.waiting, waiting],
    [words.note, file.note],
  ]
  return [{ kind: 'pairs', abreast: 2, rows: rows.map(([name, value]) => [name[language], value] as const) }]
}

function waitingFor({ step, decider, dueOn }: File, language: Language): string | undefined {
  if (step === undefined || decider === undefined) return undefined
  const [what, who] = [acceptanceSteps[step][language], deciders[decider][language]]
  return language === 'zh' ? `${what}（${who}，${dueOn ?? ''} 前）` : `${what} (${who}, by ${dueOn ?? ''})`
}

function checklist({ snapshot }: File, language: Language): readonly Block[] {
  const table: Block = {
    kind: 'table',
    columns: [
      { title: words.item[language], share: 4 },
      { title: words.outcome[language], share: 2 },
      { title: words.why[language], share: 9 },
      { title: words.clause[language], share: 6 },
    ],
    rows: snapshot.items.map(({ id, outcome, words: said, citation: { title, clause, confidence } }) => [
      fileItems[id][language],
      itemOutcomes[outcome][language],
      said[language],
      `${title} ${clause}${confidence === 'to-be-confirmed' ? words.toBeConfirmed[language] : ''}`,
    ]),
  }
  return [table, { kind: 'note', text: words.asSentIn[language] }]
}

function declared({ snapshot }: File, language: Language): readonly Block[] {
  if (snapshot.declared.length === 0) return []
  const catalogue = new Map(
    policyEditions('measures')
      .flatMap(({ value }) => value.measures)
      .map(one => [one.id, one]),
  )
  return [
    {
      kind: 'table',
      columns: [
        { title: words.measure[language], share: 4 },
        { title: words.source[language], share: 6 },
        { title: words.quantity[language], share: 3, align: 'right' },
        { title: words.startsOn[language], share: 3 },
      ],
      rows: snapshot.declared.map(({ measureId, source, quantity, startsOn }) => {
        const measure = catalogue.get(measureId)
        const amount = quantity === undefined ? '—' : `${quantity.toLocaleString('en-US')} ${unitText(measure?.unit)}`
        return [measure?.name[language] ?? measureId, source ?? '—', amount, startsOn]
      }),
    },
  ]
}

const unitText = (unit: string | undefined) => (unit ?? '').replace('m2', 'm²').replace('m3', 'm³')

function decisions(file: File, language: Language): readonly Block[] {
  if (file.decisions.length === 0) return []
  return [
    {
      kind: 'table',
      columns: [
        { title: words.time[language], share: 4 },
        { title: words.step[language], share: 4 },
        { title: words.decision[language], share: 3 },
        { title: words.reason[language], share: 7 },
        { title: words.person[language], share: 4 },
      ],
      rows: file.decisions.map(({ at, step, decision, reason, items, by }) => [
        chinaMinute(new Date(at)),
        step === undefined ? '—' : acceptanceSteps[step][language],
        fileDecisions[decision][language],
        items.length === 0
          ? reason
          : `${reason}\n${items.map(id => fileItems[id][language]).join(language === 'zh' ? '、' : ', ')}`,
        personWords(by)[language],
      ]),
    },
  ]
}

function notice({ notice: given, objections }: File, language: Language): readonly Block[] {
  if (given === undefined) return []
  const pairs: Block = {
    kind: 'pairs',
    rows: [
      [words.noticeDays[language], words.fromTo(given.startsOn, given.endsOn)[language]],
      [words.noticePlace[language], given.place],
    ],
  }
  if (objections.length === 0) return [pairs, { kind: 'note', text: words.noObjections[language] }]
  return [
    pairs,
    {
      kind: 'table',
      columns: [
        { title: words.receivedOn[language], share: 3 },
        { title: words.objection[language], share: 7 },
        { title: words.answer[language], share: 7 },
        { title: words.outcome[language], share: 3 },
      ],
      rows: objections.map(({ receivedOn, text, answer, upheld, answeredAt }) => [
        receivedOn,
        text,
        answer === undefined ? '—' : `${answer}\n${answeredAt === undefined ? '' : chinaDate(new Date(answeredAt))}`,
        upheld === undefined ? words.open[language] : upheld ? words.upheld[language] : words.notUpheld[language],
      ]),
    },
  ]
}
