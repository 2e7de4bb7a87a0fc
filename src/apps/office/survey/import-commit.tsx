import { DownloadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import {
  cancelImport,
  commitImport,
  getAnswerWorkbook,
  getSurveyImport,
  listSurveyImports,
  type SurveyImport,
} from '../../../survey/import/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import type { Drafts } from './import-drafts.ts'
import { importWords as words } from './import-words.ts'

/** Keeps what the platform answered about an import where every part of the page reads it. */
export function useKeepImport(): (held: SurveyImport) => void {
  const cache = useQueryClient()
  return held => {
    cache.setQueryData(answerKey(getSurveyImport, { params: { id: held.id } }), held)
    void cache.invalidateQueries({ queryKey: answerKey(listSurveyImports) })
  }
}

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
  const giveUp = () =>
    modal.confirm({
      title: say(words.giveUp),
      content: say(words.giveUpConfirm),
      okText: say(words.giveUp),
      okButtonProps: { danger: true },
      cancelText: say(common.back),
      onOk: () =>
        doing.run(async () => {
          const cancelled = await call(cancelImport, { params: { id } })
          drafts.clear()
          keep(cancelled)
        }),
    })
  return (
    <section className="panel import-commit" aria-label={say(words.commitTitle)}>
      <div className="import-commit-line">
        <p>
          {say(open === 0 ? words.allSound(sound) : words.someOpen(formatNumber(open, locale)))}
          {pending === 0 ? null : <span className="import-pending">{say(words.checkBeforeWriting)}</span>}
        </p>
        <div className="import-commit-actions">
          <Button type="text" onClick={giveUp}>
            {say(words.giveUp)}
          </Button>
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
