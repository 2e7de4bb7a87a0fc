import { MenuOutlined } from '@ant-design/icons'
import { Outlet, useLocation } from '@tanstack/react-router'
import { Button, Drawer, Layout } from 'antd'
import { useState } from 'react'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Brand } from './brand.tsx'
import { Jurisdiction } from './jurisdiction.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { MainMenu } from './main-menu.tsx'
import { QuickSearch } from './quick-search.tsx'
import { shellWords } from './shell-words.ts'
import './shell.css'

const menuKey = 'jiuqing.menu' // persisted in browsers

/** The frame of every page: menu at the left (a drawer on a phone), header with jurisdiction, search, language and account. */
export function Shell() {
  const say = useSay()
  const phone = usePhone()
  const [folded, setFolded] = useState(() => localStorage.getItem(menuKey) === 'folded')
  const fold = (next: boolean) => {
    localStorage.setItem(menuKey, next ? 'folded' : 'open')
    setFolded(next)
  }
  return (
    <Layout className="shell">
      <a className="skip-link" href="#content">
        {say(common.skipToContent)}
      </a>
      {phone ? null : (
        <Layout.Sider
          width={216}
          collapsedWidth={64}
          collapsible
          collapsed={folded}
          onCollapse={fold}
          className="shell-sider"
        >
          <Brand small={folded} />
          <MainMenu label={say(shellWords.menu)} />
        </Layout.Sider>
      )}
      <Layout>
        <Layout.Header className="shell-header">
          {phone ? <MenuDrawer /> : null}
          <Jurisdiction />
          <QuickSearch />
          <LanguageSwitch />
          <AccountMenu />
        </Layout.Header>
        <Layout.Content id="content" className="shell-content" tabIndex={-1}>
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

function MenuDrawer() {
  const say = useSay()
  const { pathname } = useLocation()
  const [openAt, setOpenAt] = useState<string>()
  return (
    <>
      <Button
        type="text"
        icon={<MenuOutlined />}
        aria-label={say(shellWords.openMenu)}
        onClick={() => setOpenAt(pathname)}
      />
      <Drawer
        placement="left"
        size={264}
        open={openAt === pathname}
        onClose={() => setOpenAt(undefined)}
        closable={false}
        title={<Brand small={false} />}
        aria-label={say(shellWords.menu)}
        classNames={{ body: 'menu-drawer-body', header: 'menu-drawer-header' }}
      >
        <MainMenu label={say(shellWords.menu)} />
      </Drawer>
    </>
  )
}
