import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { listAliases, registerAlias } from '../../../places/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
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
        empty={{ title: say(words.aliasesEmpty), hint: say(words.aliasesLead) }}
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
  const saving = useDoing()
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async (body: Values) => {
    const done = await saving.run(async () => {
      await call(registerAlias, { body })
      await cache.invalidateQueries({ queryKey: answerKey(listAliases) })
    })
    if (done) onClose()
  }
  return (
    <Modal
      open
      title={say(words.newAlias)}
      okText={say(common.save)}
      cancelText={say(common.cancel)}
      okButtonProps={{ htmlType: 'submit', form: 'new-alias', loading: saving.busy }}
      onCancel={onClose}
    >
      <Form<Values> id="new-alias" layout="vertical" onFinish={values => void save(values)}>
        <Form.Item name="name" label={say(words.name)} rules={needed}>
          <Input maxLength={50} />
        </Form.Item>
        <Form.Item name="within" label={say(words.within)} rules={needed}>
          <RegionPicker within={account.regionCode} deepest="town" />
        </Form.Item>
        <Form.Item name="source" label={say(words.source)} extra={say(words.sourceHint)} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
    </Modal>
  )
}
