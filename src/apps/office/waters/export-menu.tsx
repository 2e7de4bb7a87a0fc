import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { getSession } from '../../../people/contract.ts'
import { exportWaters, type ExportFormat } from '../../../waters/contract.ts'
import { addressOf, call } from '../../shared/client.ts'
import { problemWords } from '../../shared/components/problem-alert.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { filterOf, type WaterFilters } from './water-filters.ts'
import { watersWords as words } from './waters-words.ts'

const formats: readonly ExportFormat[] = ['xlsx', 'csv', 'geojson', 'gpkg']

/** Saves every row of the filter, streamed by the platform; the session is asked first so that no refusal lands in the file. */
export function ExportWatersMenu({ filters }: { readonly filters: WaterFilters }) {
  const say = useSay()
  const { message } = App.useApp()
  const labels = {
    xlsx: common.exportXlsx,
    csv: common.exportCsv,
    geojson: common.exportGeojson,
    gpkg: common.exportGeopackage,
  } as const satisfies Record<ExportFormat, { zh: string; en: string }>
  const save = async (format: ExportFormat) => {
    try {
      await call(getSession)
      location.assign(addressOf(exportWaters, { query: { ...filterOf(filters), format } }))
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
          { type: 'group', key: 'note', label: say(words.exportNote) },
          ...formats.map(format => ({ key: format, label: say(labels[format]), onClick: () => void save(format) })),
        ],
      }}
    >
      <Button size="small" icon={<DownloadOutlined />}>
        {say(common.export)}
      </Button>
    </Dropdown>
  )
}
