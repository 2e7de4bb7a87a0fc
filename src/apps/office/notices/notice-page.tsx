import { PaperClipOutlined } from '@ant-design/icons'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { roles } from '../../../domain/permissions.ts'
import {
  confirmNotice,
  getNotice,
  getNoticeFile,
  openNotice,
  withdrawNotice,
  type Notice,
} from '../../../notices/contract.ts'
import { noticeKinds } from '../../../notices/rules.ts'
import { addressOf, call } from '../../shared/client.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { NoticeStateMark, ReceiptMark } from './notice-marks.tsx'
import { NoticeReceipts } from './notice-receipts.tsx'
import { noticesWords as words } from './notices-words.ts'
import { useNoticesChanged } from './use-notices-changed.ts'
import './notices.css'

/** One notice. That an addressee has it on screen is recorded once; its issuer sees the receipts below. */
export default function NoticePage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const found = useAnswer(getNotice, { params: { id } })
  const isAsked = found.data?.receipt === 'unread' || found.data?.receipt === 'overdue'
  useOpening(id, isAsked)
  if (found.error !== null) return <ProblemAlert error={found.error} onRetry={found.refetch} />
  if (found.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} style={{ padding: '24px 0' }} />
  const notice = found.data
  return (
    <div className="stack">
      <NoticeHeader notice={notice} />
      <Standing notice={notice} />
      <Panel title={say(noticeKinds[notice.kind])}>
        <p className="notice-text">{notice.text}</p>
        <NoticeFiles notice={notice} />
      </Panel>
      <Facts notice={notice} />
      {notice.receipts === undefined ? null : <NoticeReceipts receipts={notice.receipts} />}
    </div>
  )
}

/** Records once a visit that the addressee has the notice on screen; where that fails it is readable all the same, and the next visit records it. */
function useOpening(id: string, isAsked: boolean): void {
  const changed = useNoticesChanged()
  const recorded = useRef<string>(undefined)
  useEffect(() => {
    if (!isAsked || recorded.current === id) return
    recorded.current = id
    void call(openNotice, { params: { id } }).then(changed, () => undefined)
  }, [id, isAsked, changed])
}

function NoticeHeader({ notice }: { readonly notice: Notice }) {
  const say = useSay()
  return (
    <PageHeader
      crumbs={[{ label: say(words.title), to: '/notices' }]}
      title={notice.title}
      marks={
        <>
          <NoticeStateMark state={notice.state} />
          {notice.receipt === undefined ? null : <ReceiptMark state={notice.receipt} />}
        </>
      }
      subtitle={
        <>
          {notice.number === undefined ? null : `${notice.number} · `}
          {notice.issuerPlace} · <DateText at={notice.issuedAt} />
          {notice.replyBy === undefined ? null : (
            <>
              {' '}
              · {say(words.replyBy)} <DateText at={notice.replyBy} />
            </>
          )}
        </>
      }
      actions={<Actions notice={notice} />}
    />
  )
}

function Actions({ notice }: { readonly notice: Notice }) {
  const say = useSay()
  const { message } = App.useApp()
  const mayIssue = useAccount().may('notice.issue') && notice.own
  const changed = useNoticesChanged()
  const confirming = useDoing()
  const [open, setOpen] = useState<'withdraw' | 'replace'>()
  if (notice.state !== 'in-force') return null
  const confirm = () =>
    confirming.run(async () => {
      await call(confirmNotice, { params: { id: notice.id } })
      await changed()
      void message.success(say(words.confirmed))
    })
  const withdraw = async ({ reason }: { readonly reason: string }) => {
    await call(withdrawNotice, { params: { id: notice.id }, body: { reason } })
    await changed()
    void message.success(say(words.withdrawn))
  }
  return (
    <>
      {notice.receipt === undefined || notice.receipt === 'confirmed' ? null : (
        <Button type="primary" loading={confirming.busy} onClick={() => void confirm()}>
          {say(words.confirm)}
        </Button>
      )}
      {mayIssue ? <Button onClick={() => setOpen('replace')}>{say(words.replace)}</Button> : null}
      {mayIssue ? (
        <Button danger onClick={() => setOpen('withdraw')}>
          {say(words.withdraw)}
        </Button>
      ) : null}
      {confirming.error === undefined ? null : <ProblemAlert error={confirming.error} />}
      {open === 'replace' ? <IssueDialog replaces={notice} onClose={() => setOpen(undefined)} /> : null}
      <ReasonDialog
        open={open === 'withdraw'}
        title={say(words.withdraw)}
        explain={say(words.withdrawAsk)}
        confirmLabel={say(words.withdraw)}
        danger
        onClose={() => setOpen(undefined)}
        onSubmit={withdraw}
      />
    </>
  )
}

function Standing({ notice }: { readonly notice: Notice }) {
  const say = useSay()
  if (notice.state === 'withdrawn') {
    return <Alert type="warning" showIcon title={say(words.isWithdrawn)} description={notice.withdrawnReason} />
  }
  if (notice.replacedBy === undefined) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.isReplaced)}
      action={<Link to={`/notices/${notice.replacedBy}`}>{say(words.openNewest)}</Link>}
    />
  )
}

function NoticeFiles({ notice: { id, files } }: { readonly notice: Notice }) {
  const say = useSay()
  if (files.length === 0) return null
  return (
    <ul className="notice-files" aria-label={say(words.files)}>
      {files.map(({ id: fileId, name, bytes }) => (
        <li key={fileId}>
          <a href={addressOf(getNoticeFile, { params: { id, fileId } })} className="file-link long-name">
            <PaperClipOutlined /> {name}
          </a>{' '}
          <span className="quiet">
            <Num value={Math.max(1, Math.round(bytes / 1024))} unit="KB" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Facts({ notice }: { readonly notice: Notice }) {
  const say = useSay()
  const separator = say({ zh: '、', en: ', ' })
  return (
    <Panel title={say(words.divisions)}>
      <FactList
        lines={[
          { label: say(words.divisions), value: notice.divisions.map(({ name }) => name).join(separator), wide: true },
          {
            label: say(words.roles),
            value:
              notice.roles.length === 0
                ? say(words.allRoles)
                : notice.roles.map(role => say(roles[role].name)).join(separator),
            wide: true,
          },
          notice.annualPlanId === undefined
            ? undefined
            : {
                label: say(words.annualPlan),
                value: <Link to={`/annual-plans/${notice.annualPlanId}`}>{say(words.openAnnualPlan)}</Link>,
              },
          { label: say(words.issuer), value: <PersonName person={notice.issuedBy} /> },
          notice.replaces === undefined
            ? undefined
            : {
                label: say(words.openReplaced),
                value: <Link to={`/notices/${notice.replaces}`}>{say(words.openReplaced)}</Link>,
              },
        ]}
      />
    </Panel>
  )
}
