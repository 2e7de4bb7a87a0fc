import { Select, Tabs } from 'antd'
import type { ReactNode } from 'react'
import { usePhone } from '../hooks/use-phone.ts'

export type PageTab = { readonly key: string; readonly label: string; readonly children: ReactNode }

/**
 * The parts of a page, one shown at a time. On a phone more than two become a list to choose from: a strip that does not fit hides
 * tabs behind a button that screen readers stumble over.
 *
 * @example <PageTabs label={say(words.title)} activeKey={tab} onChange={setTab} items={[{ key: 'a', label: ..., children: ... }]} />
 */
export function PageTabs(props: {
  readonly label: string
  readonly activeKey: string
  readonly onChange: (key: string) => void
  readonly items: readonly PageTab[]
}) {
  const phone = usePhone()
  const { label, activeKey, onChange, items } = props
  if (!phone || items.length < 3) {
    return <Tabs className="page-tabs" activeKey={activeKey} onChange={onChange} items={[...items]} />
  }
  return (
    <div className="stack">
      <Select
        aria-label={label}
        value={activeKey}
        onChange={onChange}
        options={items.map(({ key, label }) => ({ value: key, label }))}
      />
      {items.find(({ key }) => key === activeKey)?.children}
    </div>
  )
}
