import type { SurveyImport } from '../../../survey/import/contract.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Tally } from '../../shared/components/tally.tsx'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { importWords as words } from './import-words.ts'

/** What the check found, in four numbers. */
export function ImportFigures({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, locale)
  const corrected = held.corrections.length
  return (
    <Tally
      label={say(words.figures)}
      figures={[
        {
          label: say(words.total),
          value: count(held.rowsRead),
          note: corrected === 0 ? say(words.rowsUnit) : say(words.correctedNote(corrected)),
        },
        { label: say(words.ready), value: count(held.ready), note: say(words.readyNote), tone: 'good' },
        {
          label: say(words.refused),
          value: count(held.refused),
          note: say(words.refusedNote),
          tone: held.refused > 0 ? 'bad' : undefined,
        },
        {
          label: say(words.undecided),
          value: count(held.undecided),
          note: say(words.undecidedNote),
          tone: held.undecided > 0 ? 'warn' : undefined,
        },
      ]}
    />
  )
}
