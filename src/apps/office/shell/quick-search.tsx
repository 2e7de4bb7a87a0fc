import { SearchOutlined } from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { useSay } from '../../shared/i18n/language.tsx'
import { shellWords } from './shell-words.ts'

/** Finds waters from anywhere; `/` brings the cursor here. */
export function QuickSearch() {
  const say = useSay()
  const navigate = useNavigate()
  const field = useRef<InputRef>(null)
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      field.current?.focus({ cursor: 'all' })
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])
  return (
    <search className="quick-search">
      <Input
        ref={field}
        prefix={<SearchOutlined className="quiet" />}
        suffix={<kbd aria-hidden="true">/</kbd>}
        placeholder={say(shellWords.searchWaters)}
        aria-label={say(shellWords.searchLabel)}
        onPressEnter={event => {
          const search = event.currentTarget.value.trim()
          void navigate({ to: '/waters', search: search === '' ? {} : { search } })
        }}
      />
    </search>
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
