import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import {
  getPlace,
  importPlacesFile,
  listAliases,
  listEditions,
  listPlaces,
  type PlacesImportReport,
} from '../../../places/contract.ts'
import { call } from '../../shared/client.ts'
import { FileDrop } from '../../shared/components/file-drop.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { EditionReport } from './edition-report.tsx'
import { placesWords as words } from './places-words.ts'

/** What is not in the file itself; left empty where it is. */
type Stated = { readonly edition: string; readonly cityName: string }

type Held = { readonly file: File; readonly stated: Stated; readonly report: PlacesImportReport }

/** A new edition: first what it would change, then, on purpose, the import. */
export function ImportEdition() {
  const say = useSay()
  const sending = useDoing()
  const send = useSend()
  const [stated, setStated] = useState<Stated>({ edition: '', cityName: '' })
  const [held, setHeld] = useState<Held>()
  const outdated = held !== undefined && held.report.dryRun && held.stated !== stated
  const check = (file: File) => {
    setHeld(undefined)
    return sending.run(async () => setHeld({ file, stated, report: await send(file, stated, true) }))
  }
  const keep = (file: File) =>
    sending.run(async () => setHeld({ file, stated, report: await send(file, stated, false) }))
  return (
    <Panel title={say(words.importTitle)}>
      <div className="stack">
        <StatedFields stated={stated} onChange={setStated} />
        <FileDrop
          accept=".csv,.xlsx,.xls,.zip"
          maxBytes={200 * 1024 * 1024}
          title={say(words.importDrop)}
          hint={say(words.importHint)}
          busy={sending.busy}
          onFile={check}
        />
        {sending.error === undefined ? null : <ProblemAlert error={sending.error} />}
        {outdated ? (
          <Button loading={sending.busy} onClick={() => void check(held.file)}>
            {say(words.checkAgain(held.file.name))}
          </Button>
        ) : null}
        {held === undefined || outdated ? null : (
          <EditionReport {...held} busy={sending.busy} onKeep={() => keep(held.file)} />
        )}
      </div>
    </Panel>
  )
}

function StatedFields(props: { readonly stated: Stated; readonly onChange: (stated: Stated) => void }) {
  const say = useSay()
  const { stated, onChange } = props
  const unfinished = stated.edition.length > 0 && stated.edition.length < 4
  return (
    <Form layout="vertical" className="edition-fields">
      <Form.Item
        label={say(common.optional(words.editionYear))}
        htmlFor="edition-year"
        extra={say(words.editionYearHint)}
        {...(unfinished ? { validateStatus: 'error' as const, help: say(words.editionYearWrong) } : {})}
      >
        <Input
          id="edition-year"
          inputMode="numeric"
          maxLength={4}
          value={stated.edition}
          onChange={({ target }) => onChange({ ...stated, edition: target.value.replaceAll(/\D/g, '') })}
        />
      </Form.Item>
      <Form.Item label={say(common.optional(words.cityName))} htmlFor="edition-city" extra={say(words.cityNameHint)}>
        <Input
          id="edition-city"
          maxLength={30}
          value={stated.cityName}
          onChange={({ target }) => onChange({ ...stated, cityName: target.value })}
        />
      </Form.Item>
    </Form>
  )
}

function useSend() {
  const cache = useQueryClient()
  return async (file: File, { edition, cityName }: Stated, dryRun: boolean) => {
    const report = await call(importPlacesFile, {
      query: {
        fileName: file.name.slice(-200),
        dryRun: String(dryRun),
        ...(edition.length === 4 ? { edition } : {}),
        ...(cityName.trim() === '' ? {} : { cityName: cityName.trim() }),
      },
      body: file,
    })
    const stale = [listEditions, listPlaces, getPlace, listAliases]
    if (!dryRun) await Promise.all(stale.map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
    return report
  }
}
