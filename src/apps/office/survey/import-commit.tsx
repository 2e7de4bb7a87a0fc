import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { commitImport, getAnswerWorkbook, type SurveyImport } from '../../../survey/import/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import type { Drafts } from './import-drafts.ts'
import { GiveUpImport } from './give-up-import.tsx'
import { importWords as words } from './import-words.ts'
import { useKeepImport } from './use-keep-import.ts'

/** Writing what is sound, taking the marked workbook along, or giving up: each said plainly before it happens. */
export function ImportCommit({ held, drafts }: { readonly held: SurveyImport; readonly drafts: Drafts }) {
  const say = useSay()
  const locale = useLocale()
  const keep = useKeepImport()
  const { modal } = App.useApp()
  const doing = useDoing()
  const { id } = held
  const open = held.refused + held.undecided
  const pending = drafts.cells.length
  const sound = formatNumber(held.ready, locale)
  const commit = () =>
    modal.confirm({
      title: say(words.confirmAll(sound)),
      content: open === 0 ? say(words.confirmAllText) : say(words.confirmSoundText(sound, formatNumber(open, locale))),
      okText: say(open === 0 ? words.commitAll(sound) : words.commitSound(sound)),
      cancelText: say(common.cancel),
      onOk: () =>
        doing.run(async () => keep(await call(commitImport, { params: { id }, body: { partial: open > 0 } }))),
    })
  return (
    <section className="panel import-commit" aria-label={say(words.commitTitle)}>
      <div className="import-commit-line">
        <p>
          {say(open === 0 ? words.allSound(sound) : words.someOpen(formatNumber(open, locale)))}
          {pending === 0 ? null : <span className="import-pending">{say(words.checkBeforeWriting)}</span>}
        </p>
        <div className="import-commit-actions">
          <GiveUpImport held={held} onDone={drafts.clear} />
          <Button
            icon={<DownloadOutlined />}
            href={addressOf(getAnswerWorkbook, { params: { id } })}
            title={say(words.answerHint)}
          >
            {say(words.answerWorkbook)}
          </Button>
          <Button
            type={open === 0 ? 'primary' : 'default'}
            disabled={held.ready === 0 || pending > 0}
            loading={doing.busy}
            onClick={commit}
          >
            {say(open === 0 ? words.commitAll(sound) : words.commitSound(sound))}
          </Button>
        </div>
      </div>
      {doing.error === undefined ? null : <ProblemAlert error={doing.error} />}
    </section>
  )
}
