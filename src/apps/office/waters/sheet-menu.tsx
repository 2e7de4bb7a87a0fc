import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { getSession } from '../../../people/contract.ts'
import { getWaterSheetDocument, type SheetFormat } from '../../../reports/water-sheet/contract.ts'
import { getWaterSheet, type Water } from '../../../waters/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { problemWords } from '../../shared/components/problem-alert.tsx'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { waterWords as words } from './water-words.ts'

/** The sheet of a water: printed from the browser, or saved as an official paper in the language of the page. */
export function SheetMenu({ water }: { readonly water: Water }) {
  const say = useSay()
  const { language } = useLanguage()
  const { message } = App.useApp()
  const params = { id: water.id }
  const save = async (format: SheetFormat) => {
    try {
      // Asked first, so that no refusal lands in the file.
      await call(getSession)
      location.assign(addressOf(getWaterSheetDocument, { params, query: { format, language } }))
    } catch (error) {
      void message.error(say(problemWords(error)))
    }
  }
  const print = () => window.open(addressOf(getWaterSheet, { params }), '_blank', 'noopener')
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'docx', label: say(words.sheetWord), onClick: () => void save('docx') },
          { key: 'pdf', label: say(words.sheetPdf), onClick: () => void save('pdf') },
          { key: 'print', label: say(words.sheetPrint), onClick: print },
        ],
      }}
    >
      <Button icon={<PrinterOutlined />}>
        {say(words.sheet)} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
