import { useNavigate } from '@tanstack/react-router'
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { listNotices, type NoticeSummary } from '../../../notices/contract.ts'
import { noticeKindIds, noticeKinds, noticeStates, receiptStates, type NoticeKind } from '../../../notices/rules.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { NoticeStateMark, ReceiptMark } from './notice-marks.tsx'
import { noticesWords as words } from './notices-words.ts'
import './notices.css'

const Filters = z.object({ box: z.enum(['received', 'issued']).optional(), kind: z.enum(noticeKindIds).optional() })

/** Notices received, unread first; those issued in the jurisdiction beside them. */
export default function NoticesPage() {
  const say = useSay()
  const navigate = useNavigate()
  const mayIssue = useAccount().may('notice.issue')
  const [filters, setFilters] = useSearchState(Filters)
  const [isIssuing, setIssuing] = useState(false)
  const box = filters.box ?? 'received'
  const pages = usePages([...answerKey(listNotices), filters], (cursor, signal) =>
    call(listNotices, { query: { ...filters, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.subtitle)}
        actions={
          mayIssue ? (
            <Button type="primary" onClick={() => setIssuing(true)}>
              {say(words.issue)}
            </Button>
          ) : undefined
        }
      />
      <section className="panel">
        <DataTable
          name={say(words.title)}
          tools={
            <>
              {mayIssue ? (
                <Segmented
                  size="small"
                  value={box}
                  options={[
                    { value: 'received', label: say(words.received) },
                    { value: 'issued', label: say(words.issued) },
                  ]}
                  onChange={value => setFilters({ box: value === 'issued' ? 'issued' : undefined })}
                />
              ) : null}
              <Select
                size="small"
                allowClear
                style={{ width: 160 }}
                placeholder={say(words.kind)}
                aria-label={say(words.kind)}
                {...(filters.kind === undefined ? {} : { value: filters.kind })}
                options={noticeKindIds.map(value => ({ value, label: say(noticeKinds[value]) }))}
                onChange={(kind?: NoticeKind) => setFilters({ kind })}
              />
            </>
          }
          columns={useColumns(box)}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={({ id }) => id}
          error={pages.error}
          onRetry={pages.retry}
          onOpen={({ id }) => void navigate({ to: `/notices/${id}` })}
          empty={{ title: say(words.none), hint: say(words.noneHint) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
      {isIssuing ? <IssueDialog onClose={() => setIssuing(false)} /> : null}
    </div>
  )
}

function useColumns(box: 'received' | 'issued'): readonly Column<NoticeSummary>[] {
  const say = useSay()
  const receipt: Column<NoticeSummary> = {
    key: 'receipt',
    title: say(words.receipt),
    value: row => (row.receipt === undefined ? undefined : say(receiptStates[row.receipt])),
    render: row => (row.receipt === undefined ? null : <ReceiptMark state={row.receipt} />),
    width: 140,
  }
  return [
    {
      key: 'title',
      title: say(words.titleField),
      value: row => row.title,
      render: row => (row.receipt === 'unread' || row.receipt === 'overdue' ? <strong>{row.title}</strong> : row.title),
      always: true,
      width: 340,
    },
    ...(box === 'received' ? [receipt] : []),
    { key: 'kind', title: say(words.kind), value: row => say(noticeKinds[row.kind]), width: 120 },
    { key: 'number', title: say(words.number), value: row => row.number, width: 180 },
    { key: 'issuer', title: say(words.issuer), value: row => row.issuerPlace, width: 160 },
    {
      key: 'issuedAt',
      title: say(words.issuedAt),
      value: row => row.issuedAt,
      render: row => <DateText at={row.issuedAt} />,
      width: 120,
    },
    {
      key: 'replyBy',
      title: say(words.replyBy),
      value: row => row.replyBy,
      render: row => <DateText at={row.replyBy} />,
      width: 120,
    },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(noticeStates[row.state]),
      render: row => <NoticeStateMark state={row.state} />,
      width: 110,
    },
  ]
}
