import { noticeStates, receiptStates, type NoticeState, type ReceiptState } from '../../../notices/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'

const receiptTones = {
  unread: 'amber',
  opened: undefined,
  confirmed: 'green',
  overdue: 'red',
} as const satisfies Record<ReceiptState, 'amber' | 'green' | 'red' | undefined>

export function ReceiptMark({ state }: { readonly state: ReceiptState }) {
  const say = useSay()
  const tone = receiptTones[state]
  return <Mark tone={tone}>{say(receiptStates[state])}</Mark>
}

const noticeTones = { 'in-force': 'green', replaced: undefined, withdrawn: 'red' } as const satisfies Record<
  NoticeState,
  'green' | 'red' | undefined
>

export function NoticeStateMark({ state }: { readonly state: NoticeState }) {
  const say = useSay()
  const tone = noticeTones[state]
  return <Mark tone={tone}>{say(noticeStates[state])}</Mark>
}
