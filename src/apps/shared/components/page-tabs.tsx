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
  const asList = phone && items.length > 2
  const renderList = () => (
    <Select
      className="page-tab-list"
      aria-label={label}
      value={activeKey}
      onChange={onChange}
      options={items.map(({ key, label }) => ({ value: key, label }))}
    />
  )
  // The panels stay the same ones when a phone is turned: what was typed into them is kept.
  return (
    <Tabs
      className="page-tabs"
      activeKey={activeKey}
      onChange={onChange}
      items={[...items]}
      {...(asList ? { renderTabBar: renderList } : {})}
    />
  )
}
