import { DownOutlined, FileWordOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { getSession } from '../../../people/contract.ts'
import { call } from '../client.ts'
import { common } from '../i18n/common-words.ts'
import { useLanguage, useSay } from '../i18n/language.tsx'
import { problemWords } from './problem-alert.tsx'

/**
 * Saves something as an official paper, Word or PDF, in the language of the page.
 *
 * @example <PaperMenu addressOf={how => addressOf(getPlanDocument, { params: { id }, query: how })} />
 */
export function PaperMenu(props: {
  readonly addressOf: (how: { readonly format: 'docx' | 'pdf'; readonly language: 'zh' | 'en' }) => string
}) {
  const say = useSay()
  const { language } = useLanguage()
  const { message } = App.useApp()
  const save = async (format: 'docx' | 'pdf') => {
    try {
      // Asked first, so that no refusal lands in the file.
      await call(getSession)
      location.assign(props.addressOf({ format, language }))
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
          { key: 'docx', label: say(common.paperWord), onClick: () => void save('docx') },
          { key: 'pdf', label: say(common.paperPdf), onClick: () => void save('pdf') },
        ],
      }}
    >
      <Button icon={<FileWordOutlined />}>
        {say(common.paper)} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
