import { Link } from '@tanstack/react-router'
import { Breadcrumb } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'

export type Crumb = { readonly label: string; readonly to?: string }

/** Breadcrumbs, the page's one `h1`, marks beside it, a line below it, and actions. Sets the window's title. */
export function PageHeader(props: {
  readonly title: string
  readonly crumbs?: readonly Crumb[]
  readonly marks?: ReactNode
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
}) {
  const say = useSay()
  const { title, crumbs = [] } = props
  const product = say(common.product)
  useEffect(() => {
    document.title = `${title} - ${product}`
  }, [title, product])
  return (
    <header className="page-header">
      <div className="page-title">
        {crumbs.length === 0 ? null : (
          <Breadcrumb
            items={[...crumbs, { label: title }].map((crumb, index) => ({
              key: String(index),
              title: 'to' in crumb && crumb.to !== undefined ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label,
            }))}
          />
        )}
        <h1 className="long-name">
          {title}
          {props.marks === undefined ? null : <span className="page-marks">{props.marks}</span>}
        </h1>
        {props.subtitle === undefined ? null : <div className="page-subtitle long-name">{props.subtitle}</div>}
      </div>
      {props.actions === undefined ? null : <div className="page-actions">{props.actions}</div>}
    </header>
  )
}

/** A framed part of a page with its own heading and tools. */
export function Panel(props: {
  readonly title: ReactNode
  readonly tools?: ReactNode
  readonly flush?: boolean
  readonly id?: string
  readonly className?: string
  readonly children: ReactNode
}) {
  return (
    <section className={`panel ${props.className ?? ''}`} id={props.id}>
      <div className="panel-head">
        <h2>{props.title}</h2>
        {props.tools === undefined ? null : <div className="panel-tools">{props.tools}</div>}
      </div>
      <div className={`panel-body${props.flush === true ? ' flush' : ''}`}>{props.children}</div>
    </section>
  )
}
