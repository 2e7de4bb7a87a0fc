import { countUnread } from '../../../notices/contract.ts'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { noticesWords as words } from './notices-words.ts'
import './notices.css'

/** How many notices wait to be read, beside the menu's word; nothing where none does. */
export function UnreadMark() {
  const say = useSay()
  const { data } = useAnswer(countUnread)
  if (data === undefined || data.unread === 0) return null
  return (
    <span className="unread-mark number" aria-label={say(words.unread(data.unread))}>
      {data.unread > 99 ? '99+' : data.unread}
    </span>
  )
}
