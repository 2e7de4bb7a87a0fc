import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { retryImport, type SurveyImport } from '../../../survey/import/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { GiveUpImport } from './give-up-import.tsx'
import { importWords as words } from './import-words.ts'
import { useKeepImport } from './use-keep-import.ts'

const titles = { reading: words.gaveUpReading, writing: words.gaveUpWriting } as const

/** An import that stopped: why, and what whoever uploaded it can do - try again where the platform gave up, or let it go. */
export function ImportFailed({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  const keep = useKeepImport()
  const trying = useDoing()
  const { id, gaveUp, failure } = held
  const retry = () => void trying.run(async () => keep(await call(retryImport, { params: { id } })))
  return (
    <>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={say(gaveUp === undefined ? words.failedTitle : titles[gaveUp])}
        description={failure === undefined ? undefined : say(failure)}
      />
      <p className="import-commit-actions">
        {gaveUp === undefined ? null : (
          <Button type="primary" loading={trying.busy} onClick={retry}>
            {say(words.tryAgain)}
          </Button>
        )}
        <Link to="/import">
          <Button type={gaveUp === undefined ? 'primary' : 'default'}>{say(words.tryAnother)}</Button>
        </Link>
        <GiveUpImport held={held} />
      </p>
      {trying.error === undefined ? null : <ProblemAlert error={trying.error} />}
    </>
  )
}
