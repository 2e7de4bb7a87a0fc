import { Link } from '@tanstack/react-router'
import { Alert, Modal } from 'antd'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import type { checkWater, Duplicate } from '../../../waters/contract.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { formWords as words } from './new-water-words.ts'

export type Checked = AnswerOf<typeof checkWater>
type Findings = Checked['doubts']

export function isClean({ refusals, doubts, duplicates }: Checked): boolean {
  return refusals.length + doubts.length + duplicates.length === 0
}

/** What the platform doubts before something is recorded: refusals must be corrected, doubts and likely duplicates confirmed. */
export function ReviewDialog(props: {
  readonly checked: Checked | undefined
  readonly busy: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}) {
  const say = useSay()
  const { checked } = props
  const refused = (checked?.refusals.length ?? 0) > 0
  return (
    <Modal
      open={checked !== undefined}
      title={say(words.review)}
      okText={say(words.saveAnyway)}
      okButtonProps={{ disabled: refused, loading: props.busy }}
      cancelText={say(words.goBack)}
      onOk={props.onConfirm}
      onCancel={props.onClose}
    >
      <FindingList title={say(words.refused)} findings={checked?.refusals ?? []} type="error" />
      <FindingList title={say(words.doubts)} findings={checked?.doubts ?? []} type="warning" />
      <DuplicateList duplicates={checked?.duplicates ?? []} />
    </Modal>
  )
}

export function FindingList(props: {
  readonly title: string
  readonly findings: Findings
  readonly type: 'error' | 'warning'
}) {
  const say = useSay()
  if (props.findings.length === 0) return null
  return (
    <Alert
      style={{ marginBottom: 12 }}
      type={props.type}
      showIcon
      title={props.title}
      description={
        <ul className="plain-list">
          {props.findings.map(finding => (
            <li key={`${finding.field} ${finding.code}`}>{say(finding)}</li>
          ))}
        </ul>
      }
    />
  )
}

export function DuplicateList({ duplicates }: { readonly duplicates: readonly Duplicate[] }) {
  const say = useSay()
  if (duplicates.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.duplicates)}
      description={
        <ul className="plain-list">
          {duplicates.map(({ water, reasons }) => (
            <li key={water.id}>
              <Link to={`/waters/${water.id}`} target="_blank">
                {water.name}
              </Link>{' '}
              <span className="quiet">{water.code}</span> {reasons.map(say).join(say({ zh: '，', en: ', ' }))}
            </li>
          ))}
        </ul>
      }
    />
  )
}
