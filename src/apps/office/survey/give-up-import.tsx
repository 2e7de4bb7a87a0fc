import { App, Button } from 'antd'
import { cancelImport, type SurveyImport } from '../../../survey/import/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { importWords as words } from './import-words.ts'
import { useKeepImport } from './use-keep-import.ts'

/** Asks once more, because corrections made on the page go with it. */
export function GiveUpImport({ held, onDone }: { readonly held: SurveyImport; readonly onDone?: () => void }) {
  const say = useSay()
  const keep = useKeepImport()
  const { modal } = App.useApp()
  const doing = useDoing()
  const ask = () =>
    modal.confirm({
      title: say(words.giveUp),
      content: say(words.giveUpConfirm),
      okText: say(words.giveUp),
      okButtonProps: { danger: true },
      cancelText: say(common.back),
      onOk: () =>
        doing.run(async () => {
          const cancelled = await call(cancelImport, { params: { id: held.id } })
          onDone?.()
          keep(cancelled)
        }),
    })
  return (
    <>
      <Button type="text" loading={doing.busy} onClick={ask}>
        {say(words.giveUp)}
      </Button>
      {doing.error === undefined ? null : <ProblemAlert error={doing.error} />}
    </>
  )
}
