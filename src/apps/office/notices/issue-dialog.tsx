import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, Select } from 'antd'
import { roleIds, roles, type Role } from '../../../domain/permissions.ts'
import { issueNotice, putNoticeFile, type Notice } from '../../../notices/contract.ts'
import { noticeKindIds, noticeKinds, type NoticeKind } from '../../../notices/rules.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { SentFiles } from '../../shared/components/send-files.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { noticesWords as words } from './notices-words.ts'
import { useNoticesChanged } from './use-notices-changed.ts'

type Values = {
  readonly kind: NoticeKind
  readonly title: string
  readonly number?: string
  readonly text: string
  readonly divisions: readonly string[]
  readonly roles?: readonly Role[]
  readonly replyBy?: string
  readonly files?: readonly string[]
}

/** Issues a notice, or one in the place of another. */
export function IssueDialog(props: { readonly replaces?: Notice; readonly onClose: () => void }) {
  const say = useSay()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const account = useAccount()
  const changed = useNoticesChanged()
  const { replaces } = props
  const save = async ({ number = '', replyBy = '', files = [], ...said }: Values) => {
    const body = {
      ...said,
      divisions: [...said.divisions],
      roles: [...(said.roles ?? [])],
      files: [...files],
      ...(number.trim() === '' ? {} : { number }),
      ...(replyBy === '' ? {} : { replyBy }),
      ...(replaces === undefined ? {} : { replaces: replaces.id }),
    }
    const { id } = await call(issueNotice, { body })
    await changed()
    void message.success(say(words.issuedDone))
    await navigate({ to: `/notices/${id}` })
  }
  return (
    <FormDialog<Values>
      title={say(replaces === undefined ? words.issue : words.replace)}
      saveLabel={say(words.issue)}
      width={720}
      initialValues={
        replaces === undefined
          ? { kind: 'notice', divisions: [account.regionCode] }
          : {
              kind: replaces.kind,
              title: replaces.title,
              text: replaces.text,
              divisions: replaces.divisions.map(({ code }) => code),
              roles: replaces.roles,
            }
      }
      onClose={props.onClose}
      onSave={save}
    >
      <p className="quiet">{say(words.issueAsk)}</p>
      <Form.Item name="kind" label={say(words.kind)} rules={[{ required: true }]}>
        <Select options={noticeKindIds.map(value => ({ value, label: say(noticeKinds[value]) }))} />
      </Form.Item>
      <Form.Item name="title" label={say(words.titleField)} rules={[{ required: true, whitespace: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="number" label={say(words.number)}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="text" label={say(words.text)} rules={[{ required: true, whitespace: true, min: 2 }]}>
        <Input.TextArea rows={8} maxLength={50_000} />
      </Form.Item>
      <Divisions within={account.regionCode} />
      <Form.Item name="roles" label={say(words.roles)}>
        <Select
          mode="multiple"
          placeholder={say(words.allRoles)}
          options={roleIds.map(value => ({ value, label: say(roles[value].name) }))}
        />
      </Form.Item>
      <Form.Item name="files" label={say(words.files)} extra={say(words.filesHint)}>
        <NoticeFilesField />
      </Form.Item>
      <Form.Item name="replyBy" label={say(words.replyBy)}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  )
}

/** Sends papers ahead of the notice they will go out with. A form control: its value are their ids. */
function NoticeFilesField(control: {
  readonly value?: readonly string[]
  readonly onChange?: (files: readonly string[]) => void
}) {
  const say = useSay()
  return (
    <SentFiles
      {...control}
      caption={say(words.addFile)}
      label={say(words.addFile)}
      nameOf={number => say(words.fileOf(number))}
      keep={(file, { id, sha256 }) =>
        call(putNoticeFile, { params: { fileId: id }, query: { name: file.name, sha256 }, body: file })
      }
    />
  )
}

function Divisions({ within }: { readonly within: string }) {
  const say = useSay()
  return (
    <Form.Item label={say(words.divisions)}>
      <Form.List name="divisions">
        {(fields, { add, remove }) => (
          <div className="notice-divisions">
            {fields.map(({ key, name }) => (
              <div key={key}>
                <Form.Item name={name} noStyle rules={[{ required: true }]}>
                  <RegionPicker within={within} label={say(words.divisions)} />
                </Form.Item>
                {fields.length > 1 ? (
                  <Button size="small" type="text" danger onClick={() => remove(name)}>
                    {say({ zh: '删除', en: 'Remove' })}
                  </Button>
                ) : null}
              </div>
            ))}
            <Button size="small" onClick={() => add()}>
              {say(words.addDivision)}
            </Button>
          </div>
        )}
      </Form.List>
    </Form.Item>
  )
}
