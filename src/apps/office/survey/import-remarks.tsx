import type { SurveyImport } from '../../../survey/import/contract.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { importWords as words } from './import-words.ts'

/** What was noticed about sheets and columns rather than about one water. */
export function ImportRemarks({ remarks }: { readonly remarks: SurveyImport['remarks'] }) {
  const say = useSay()
  const bySheet = [...Map.groupBy(remarks, ({ sheet }) => sheet)]
  return (
    <section className="panel" aria-label={say(words.tabRemarks)}>
      <h2 className="visually-hidden">{say(words.tabRemarks)}</h2>
      {bySheet.length === 0 ? <EmptyState title={say(words.noRemarks)} /> : null}
      {bySheet.map(([sheet, ofSheet]) => (
        <div key={sheet} className="import-remarks">
          <h3>{sheet}</h3>
          <ul>
            {ofSheet.map(remark => (
              <li key={`${remark.cell ?? remark.row} ${remark.code} ${remark.zh}`}>
                <code>{remark.cell ?? say(words.row(remark.row))}</code>
                <span className={`severity-${remark.severity}`}>{say(remark)}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
