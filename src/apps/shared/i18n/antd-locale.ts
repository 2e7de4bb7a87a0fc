import type { ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { Language } from '../../../domain/words.ts'

type Locale = NonNullable<ConfigProviderProps['locale']>

// The kit's files are ES modules without saying so in its package.json: the bundler hands over the locale itself, where the
// compiler expects a wrapped one.
export const antdLocales = {
  zh: zhCN as unknown as Locale,
  en: enUS as unknown as Locale,
} as const satisfies Record<Language, Locale>
