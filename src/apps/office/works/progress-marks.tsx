import {
  progressLevels,
  scheduleStates,
  type ProgressLevel,
  type ScheduleState,
} from '../../../works/progress/rules.ts'
import { partStates, type PartState, type PartUrgency } from '../../../works/progress/parts/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { progressWords as words } from './progress-words.ts'

/** Bars of the Gantt and points of the map; beside them the words always stand. */
export const levelColours = {
  late: '#b3261e',
  silent: '#6b4fa0',
  slipping: '#c78a12',
  'on-time': '#2c8a5a',
} as const satisfies Record<ProgressLevel, string>

export function LevelMark({ level }: { readonly level: ProgressLevel }) {
  const say = useSay()
  return <Mark dot={levelColours[level]}>{say(progressLevels[level])}</Mark>
}

export function ScheduleMark({ state }: { readonly state: ScheduleState }) {
  const say = useSay()
  return <Mark {...(state === 'completed' ? { tone: 'green' as const } : {})}>{say(scheduleStates[state])}</Mark>
}

export function PartMark({ state }: { readonly state: PartState }) {
  const say = useSay()
  const tone = state === 'signed' ? 'green' : state === 'refused' ? 'red' : undefined
  return <Mark tone={tone}>{say(partStates[state])}</Mark>
}

export function PartUrgencyMark({ urgency }: { readonly urgency: PartUrgency }) {
  const say = useSay()
  if (urgency === 'late') return <Mark tone="red">{say(words.overdue)}</Mark>
  return urgency === 'due-soon' ? <Mark tone="amber">{say(words.dueSoon)}</Mark> : null
}

/** A share as whole percent, never rounded up to all. @example percentOf(0.999) // 99 */
export function percentOf(share: number): number {
  return share >= 1 ? 100 : Math.floor(Number((share * 100).toFixed(6)))
}
