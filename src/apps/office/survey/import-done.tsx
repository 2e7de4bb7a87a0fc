import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { getAnswerWorkbook, type SurveyImport } from '../../../survey/import/contract.ts'
import { addressOf } from '../../shared/client.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Tally } from '../../shared/components/tally.tsx'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { noDrafts } from './import-drafts.ts'
import { ImportTabs } from './import-tabs.tsx'
import { importWords as words } from './import-words.ts'

/** The report after writing: what became of the rows, and where to go from here. */
export function ImportDone({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  const locale = useLocale()
  const { outcome } = held
  const count = (value: number) => formatNumber(value, locale)
  return (
    <>
      <Alert
        type="success"
        showIcon
        title={say(words.doneTitle)}
        action={
          <span className="import-commit-actions">
            <Link to="/waters" search={{ sort: '-updated' }}>
              <Button type="primary">{say(words.toWaters)}</Button>
            </Link>
            <Link to="/identification">
              <Button>{say(words.toJudge)}</Button>
            </Link>
          </span>
        }
      />
      {outcome === undefined ? null : (
        <Tally
          label={say(words.doneTitle)}
          figures={[
            { label: say(words.total), value: count(outcome.read) },
            { label: say(words.created), value: count(outcome.created), tone: 'good' },
            { label: say(words.updated), value: count(outcome.updated) },
            { label: say(words.unchanged), value: count(outcome.unchanged) },
            {
              label: say(words.leftOut),
              value: count(outcome.refused),
              tone: outcome.refused > 0 ? 'warn' : undefined,
            },
          ]}
        />
      )}
      <p className="row-actions">
        <Button icon={<DownloadOutlined />} href={addressOf(getAnswerWorkbook, { params: { id: held.id } })}>
          {say(words.answerWorkbook)}
        </Button>
        <Link to="/import">
          <Button>{say(words.another)}</Button>
        </Link>
      </p>
      <ImportTabs held={held} drafts={noDrafts} editable={false} />
    </>
  )
}
