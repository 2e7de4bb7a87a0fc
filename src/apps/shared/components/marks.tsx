import type { ReactNode } from 'react'
import { stages, type Stage } from '../../../domain/lifecycle-table.ts'
import { supervisionLists, type SupervisionList } from '../../../domain/waters.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'

export type WarningColour = 'red' | 'yellow' | 'green'

const warningColours = {
  red: { label: { zh: '红', en: 'red' }, ground: '#d6392c' },
  yellow: { label: { zh: '黄', en: 'yellow' }, ground: '#e2a400' },
  green: { label: { zh: '绿', en: 'green' }, ground: '#2c9a58' },
} as const satisfies Record<WarningColour, { label: Bilingual; ground: string }>

export { warningColours }

export type Tone = 'red' | 'amber' | 'green'

/** A pill with an optional coloured dot; the words carry the meaning, the colour only helps. */
export function Mark(props: {
  readonly children: ReactNode
  readonly dot?: string
  readonly tone?: Tone | undefined
  readonly className?: string
}) {
  const names = ['mark', props.tone === undefined ? '' : `tone-${props.tone}`, props.className ?? '']
  return (
    <span className={names.filter(Boolean).join(' ')}>
      {props.dot === undefined ? null : <span className="dot" style={{ background: props.dot }} />}
      {props.children}
    </span>
  )
}

export function StageMark({ stage, cycle = 1 }: { readonly stage: string; readonly cycle?: number | undefined }) {
  const say = useSay()
  const known = isStage(stage) ? stages[stage] : undefined
  const again = cycle > 1 ? say({ zh: ` · 第 ${cycle} 轮`, en: ` · cycle ${cycle}` }) : ''
  return (
    <Mark dot={known?.colour ?? '#999999'}>
      {known === undefined ? stage : say(known.label)}
      {again}
    </Mark>
  )
}

const shortLists = {
  national: { zh: '国家清单', en: 'National' },
  municipal: { zh: '市级清单', en: 'Municipal' },
  county: { zh: '区县清单', en: 'County' },
} as const satisfies Record<SupervisionList, Bilingual>

export function ListMark({ list }: { readonly list: SupervisionList }) {
  const say = useSay()
  return (
    <span className={`mark list-${list}`} title={say(supervisionLists[list])}>
      {say(shortLists[list])}
    </span>
  )
}

export function ColourMark({ colour }: { readonly colour: WarningColour }) {
  const say = useSay()
  const { label, ground } = warningColours[colour]
  return (
    <span className={`mark tone-${colour}`}>
      <span className="dot" style={{ background: ground }} />
      {say(label)}
    </span>
  )
}

/** Stands beside every number whose source was not seen in a published copy. */
export function ToBeConfirmedMark() {
  const say = useSay()
  return <Mark tone="amber">{say(common.toBeConfirmed)}</Mark>
}

export function ExampleMark() {
  const say = useSay()
  return <Mark>{say(common.example)}</Mark>
}

export function isStage(text: string): text is Stage {
  return text in stages
}
