import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { getSession } from '../../../people/contract.ts'
import { getCompendium } from '../../../planning/cases/contract.ts'
import type { QueryOf } from '../../../platform/http/endpoint.ts'
import { addressOf, call } from '../../shared/client.ts'
import { problemWords } from '../../shared/components/problem-alert.tsx'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { caseWords as words } from './case-words.ts'

type Filter = Omit<QueryOf<typeof getCompendium>, 'format' | 'language'>

/** The compendium under a filter, or one case, as an official paper in the language of the page. */
export function CompendiumMenu({ filter, label }: { readonly filter: Filter; readonly label: string }) {
  const say = useSay()
  const { language } = useLanguage()
  const { message } = App.useApp()
  const save = async (format: 'docx' | 'pdf') => {
    try {
      // Asked first, so that no refusal lands in the file.
      await call(getSession)
      location.assign(addressOf(getCompendium, { query: { ...filter, format, language } }))
    } catch (error) {
      void message.error(say(problemWords(error)))
    }
  }
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'docx', label: say(words.word), onClick: () => void save('docx') },
          { key: 'pdf', label: say(words.pdf), onClick: () => void save('pdf') },
        ],
      }}
    >
      <Button icon={<PrinterOutlined />}>
        {label} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
