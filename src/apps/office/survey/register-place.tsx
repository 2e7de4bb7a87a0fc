import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { registerAlias } from '../../../places/contract.ts'
import { correctImport, type ImportRow } from '../../../survey/import/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { useKeepImport } from './use-keep-import.ts'
import type { Drafts } from './import-drafts.ts'
import { importWords as words } from './import-words.ts'

type Values = { readonly name: string; readonly within: string; readonly source: string }
type Props = {
  readonly importId: string
  readonly fileName: string
  readonly row: ImportRow
  readonly drafts: Drafts
}

/** Registers a village that the edition lacks with its source, and has the file checked again: with every correction typed so far. */
export function RegisterPlace(props: Props) {
  const say = useSay()
  const keep = useKeepImport()
  const registering = useDoing()
  const [open, setOpen] = useState(false)
  const { row, drafts } = props
  const save = async (body: Values) => {
    const done = await registering.run(async () => {
      await call(registerAlias, { body })
      const cells = [...drafts.cells, sameVillage(row)]
      const checked = await call(correctImport, { params: { id: props.importId }, body: { cells } })
      drafts.clear()
      keep(checked)
    })
    if (done) setOpen(false)
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say(words.registerPlace)}
      </Button>
      <Modal
        open={open}
        title={say(words.registerPlace)}
        okText={say(words.registerSubmit)}
        cancelText={say(common.cancel)}
        okButtonProps={{ htmlType: 'submit', form: 'register-place', loading: registering.busy }}
        onCancel={() => setOpen(false)}
        afterClose={registering.forget}
        destroyOnHidden
      >
        <p className="note-line">{say(words.registerExplain)}</p>
        <PlaceForm row={row} fileName={props.fileName} onSave={values => void save(values)} />
        {registering.error === undefined ? null : <ProblemAlert error={registering.error} />}
      </Modal>
    </>
  )
}

function PlaceForm(props: {
  readonly row: ImportRow
  readonly fileName: string
  readonly onSave: (values: Values) => void
}) {
  const say = useSay()
  const account = useAccount()
  const needed = [{ required: true, message: say(words.registerNeeded) }]
  return (
    <Form<Values>
      id="register-place"
      layout="vertical"
      preserve={false}
      initialValues={{ name: props.row.written['village'], source: props.fileName }}
      onFinish={props.onSave}
    >
      <Form.Item name="name" label={say(words.registerName)} rules={needed}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="within" label={say(words.registerTown)} rules={needed}>
        <RegionPicker within={account.regionCode} deepest="town" />
      </Form.Item>
      <Form.Item name="source" label={say(words.registerSource)} extra={say(words.registerSourceHint)} rules={needed}>
        <Input maxLength={200} />
      </Form.Item>
    </Form>
  )
}

/** The village's cell as it stands: a correction that changes nothing but has the file read again. */
function sameVillage(row: ImportRow) {
  return { sheet: row.sheet, cell: row.cells['village'] ?? '', text: row.written['village'] ?? '' }
}
