import { Link, useLocation } from '@tanstack/react-router'
import { Menu, type MenuProps } from 'antd'
import { createElement } from 'react'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { pages, type Page } from '../pages.ts'
import { chapterLabels, type Chapter } from './shell-words.ts'

const chapters = Object.keys(chapterLabels) as readonly Chapter[] // keys of a const object are exactly its union

/** Pages the account may see, by chapter of a water's life. */
export function MainMenu({ label }: { readonly label: string }) {
  const say = useSay()
  const account = useAccount()
  const { pathname } = useLocation()
  const open = pages.filter(({ permission }) => permission === 'signed-in' || account.may(permission))
  const items: MenuProps['items'] = chapters.flatMap(chapter => {
    const own = open.filter(({ menu }) => menu?.chapter === chapter)
    if (own.length === 0) return []
    return [{ type: 'group', key: chapter, label: say(chapterLabels[chapter]), children: own.map(itemOf) }]
  })
  function itemOf({ path, menu }: Page) {
    if (menu === undefined) return { key: path, label: path }
    const mark = menu.mark === undefined ? null : createElement(menu.mark)
    return {
      key: path,
      icon: createElement(menu.icon),
      label: (
        <Link to={path}>
          {say(menu.label)}
          {mark}
        </Link>
      ),
    }
  }
  return (
    <nav aria-label={label} className="main-menu">
      <Menu theme="dark" mode="inline" items={items} selectedKeys={[currentPath(pathname, open)]} />
    </nav>
  )
}

/** The menu's page that the address lies in: the one its page names, else the longest path it begins with. */
function currentPath(pathname: string, open: readonly Page[]): string {
  const under = open.find(page => page.under !== undefined && isAt(pathname, page.path))?.under
  if (under !== undefined) return under
  return open
    .filter(
      ({ menu, path }) =>
        menu !== undefined && (pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))),
    )
    .map(({ path }) => path)
    .reduce((longest, path) => (path.length > longest.length ? path : longest), '')
}

function isAt(pathname: string, path: string): boolean {
  const [parts, wanted] = [pathname.split('/'), path.split('/')]
  return parts.length === wanted.length && wanted.every((part, index) => part.startsWith('$') || part === parts[index])
}
