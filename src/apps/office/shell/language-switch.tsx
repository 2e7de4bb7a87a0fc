import { Button } from 'antd'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { shellWords } from './shell-words.ts'

/** Changes between Chinese and English; its own words stand in the language one changes to. */
export function LanguageSwitch() {
  const say = useSay()
  const { language, choose } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button
      type="text"
      className="language-switch"
      lang={other === 'en' ? 'en' : 'zh-CN'}
      aria-label={say(shellWords.switchLabel)}
      onClick={() => choose(other)}
    >
      {say(shellWords.switchTo)}
    </Button>
  )
}
