import type { ConfigProviderProps } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { Language } from '../../../domain/words.ts'

export const antdLocales = { zh: zhCN, en: enUS } as const satisfies Record<Language, ConfigProviderProps['locale']>
