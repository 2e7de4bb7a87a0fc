import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { listAliases, registerAlias } from '../../../places/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { placesWords as words } from './places-words.ts'

/** Names that a source has and the edition lacks, each under its town. */
export function AliasesPanel() {
  const say = useSay()
  const account = useAccount()
  const aliases = useAnswer(listAliases)
  const [adding, setAdding] = useState(false)
  return (
    <section className="panel">
      <p className="note-line places-lead">{say(words.aliasesLead)}</p>
      <DataTable
        name={say(words.tabAliases)}
        tools={
          account.may('water.import') ? (
            <Button size="small" onClick={() => setAdding(true)}>
              {say(words.newAlias)}
            </Button>
          ) : undefined
        }
        columns={[
          { key: 'name', title: say(words.name), value: row => row.name, always: true, sortable: true, width: 200 },
          { key: 'within', title: say(words.within), value: row => row.withinName, sortable: true, width: 260 },
          { key: 'source', title: say(words.source), value: row => row.source },
          { key: 'edition', title: say(words.edition), value: row => row.edition, width: 90 },
        ]}
        rows={aliases.data?.items}
        rowKey={row => row.id}
        error={aliases.error}
        onRetry={aliases.refetch}
        empty={{ title: say(words.aliasesEmpty), hint: say(words.aliasesEmptyHint) }}
      />
      {adding ? <NewAlias onClose={() => setAdding(false)} /> : null}
    </section>
  )
}

type Values = { readonly name: string; readonly within: string; readonly source: string }

function NewAlias({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const account = useAccount()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const needed = [{ required: true, whitespace: true, message: say(words.needed) }]
  const save = async (body: Values) => {
    const { name, withinName } = await call(registerAlias, { body })
    void message.success(say(words.aliasRegistered(name, withinName)))
    await cache.invalidateQueries({ queryKey: answerKey(listAliases) })
  }
  return (
    <FormDialog<Values> title={say(words.newAlias)} saveLabel={say(words.registerIt)} onSave={save} onClose={onClose}>
      <Form.Item name="name" label={say(words.aliasName)} extra={say(words.aliasNameHint)} rules={needed}>
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item name="within" label={say(words.within)} rules={[{ required: true, message: say(words.withinNeeded) }]}>
        <RegionPicker within={account.regionCode} deepest="town" deepestOnly placeholder={say(words.addTown)} />
      </Form.Item>
      <Form.Item name="source" label={say(words.source)} extra={say(words.sourceHint)} rules={needed}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={200} />
      </Form.Item>
    </FormDialog>
  )
}
