import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { markReadings, type ReadingsReport } from '../../../monitoring/import/contract.ts'
import { call } from '../../shared/client.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { saveFile } from '../../shared/export/table-file.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { ReadingsProblems } from './readings-problems.tsx'
import { readingsImportWords as words } from './readings-import-words.ts'

type Outcome = {
  readonly file: File
  /** Of a check it counts what could be written; after writing, what was. */
  readonly report: ReadingsReport
  readonly busy: boolean
  readonly onWrite: (partial: boolean) => void
}

/** What a file of readings would do, with the way on; after writing, what it did. */
export function ReadingsOutcome(props: Outcome) {
  const { report } = props
  return (
    <>
      <ReadingsFigures report={report} />
      {report.dryRun ? <Checked {...props} /> : <Done report={report} />}
      {report.problems.length === 0 ? null : <ReadingsProblems problems={report.problems} />}
    </>
  )
}

function ReadingsFigures({ report }: { readonly report: ReadingsReport }) {
  const say = useSay()
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, locale)
  const { read, created, unchanged, refused, dryRun } = report
  return (
    <Tally
      label={say(words.figures)}
      figures={[
        { label: say(words.read), value: count(read), note: say(words.readNote) },
        {
          label: say(dryRun ? words.fresh : words.written),
          value: count(created),
          note: say(words.freshNote),
          tone: created > 0 ? 'good' : undefined,
        },
        { label: say(words.unchanged), value: count(unchanged), note: say(words.unchangedNote) },
        {
          label: say(words.refused),
          value: count(refused),
          note: say(words.refusedNote),
          tone: refused > 0 ? 'bad' : undefined,
        },
      ]}
    />
  )
}

function Checked({ file, report, busy, onWrite }: Outcome) {
  const say = useSay()
  const { read, created, refused } = report
  if (refused > 0) return <Refused file={file} report={report} busy={busy} onWrite={onWrite} />
  if (created === 0)
    return <Alert type="info" showIcon title={say(read === 0 ? words.nothingRead : words.nothingNew)} />
  return (
    <Alert
      type="info"
      showIcon
      title={say(words.allSound(created))}
      description={<Judging report={report} />}
      action={
        <Button type="primary" loading={busy} onClick={() => onWrite(false)}>
          {say(words.write(created))}
        </Button>
      }
    />
  )
}

function Refused({ file, report, busy, onWrite }: Outcome) {
  const say = useSay()
  const marking = useDoing()
  const { created, refused } = report
  const mark = () =>
    marking.run(async () => {
      const marked = await call(markReadings, { query: { fileName: file.name.slice(-200) }, body: file })
      saveFile(`${file.name.replace(/\.[^.]*$/, '')}-问题说明.xlsx`, marked, marked.type)
    })
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={say(words.hasRefusals(refused))}
        description={
          <>
            {say(words.hasRefusalsHint)}
            <div className="readings-ways">
              <Button type="primary" icon={<DownloadOutlined />} loading={marking.busy} onClick={() => void mark()}>
                {say(words.marked)}
              </Button>
              {created === 0 ? null : (
                <Button loading={busy} onClick={() => onWrite(true)}>
                  {say(words.writeSound(created))}
                </Button>
              )}
            </div>
          </>
        }
      />
      {marking.error === undefined ? null : <ProblemAlert error={marking.error} />}
    </>
  )
}

function Done({ report }: { readonly report: ReadingsReport }) {
  const say = useSay()
  return (
    <Alert
      className="readings-done"
      type="success"
      showIcon
      title={say(words.done(report.created))}
      description={
        <>
          {say(words.doneHint)} <Link to="/waters">{say(words.toWaters)}</Link>
          <Judging report={report} />
        </>
      }
    />
  )
}

/** What becomes of suspected waters with new readings. */
function Judging({ report: { suspected, judged } }: { readonly report: ReadingsReport }) {
  const say = useSay()
  if (suspected === 0) return null
  return <p className="note-line">{say(judged ? words.willJudge(suspected) : words.willWait(suspected))}</p>
}
