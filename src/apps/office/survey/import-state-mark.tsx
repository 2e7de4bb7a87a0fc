import type { ImportState } from '../../../survey/import/contract.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { importStateWords } from './import-words.ts'

const tones = {
  reading: undefined,
  ready: 'green',
  open: 'amber',
  writing: undefined,
  imported: 'green',
  cancelled: undefined,
  failed: 'red',
} as const satisfies Record<ImportState, 'green' | 'amber' | 'red' | undefined>

export function ImportStateMark({ state }: { readonly state: ImportState }) {
  const say = useSay()
  const tone = tones[state]
  return <Mark tone={tone}>{say(importStateWords[state])}</Mark>
}
