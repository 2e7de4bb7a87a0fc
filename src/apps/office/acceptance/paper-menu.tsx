import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { getSession } from '../../../people/contract.ts'
import { getFileDocument } from '../../../reports/acceptance-file/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { problemWords } from '../../shared/components/problem-alert.tsx'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'

/** The file as an official paper, in the language of the page. */
export function PaperMenu({ fileId }: { readonly fileId: string }) {
  const say = useSay()
  const { language } = useLanguage()
  const { message } = App.useApp()
  const save = async (format: 'docx' | 'pdf') => {
    try {
      // Asked first, so that no refusal lands in the file.
      await call(getSession)
      location.assign(addressOf(getFileDocument, { params: { id: fileId }, query: { format, language } }))
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
          { key: 'docx', label: say(words.paperWord), onClick: () => void save('docx') },
          { key: 'pdf', label: say(words.paperPdf), onClick: () => void save('pdf') },
        ],
      }}
    >
      <Button icon={<PrinterOutlined />}>
        {say(words.paper)} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
