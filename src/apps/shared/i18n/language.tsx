import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type { Bilingual, Language } from '../../../domain/words.ts'

type LanguageChoice = { readonly language: Language; choose(language: Language): void }

const storageKey = 'jiuqing.language' // persisted in browsers
const htmlLanguages = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>

const LanguageContext = createContext<LanguageChoice>({ language: 'zh', choose: () => undefined })

/** `?lang=en` in the address decides and is remembered; then what this browser remembers; then Chinese. */
function initialLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(storageKey)
  return asked === 'en' ? 'en' : 'zh'
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = useState<Language>(initialLanguage)
  useEffect(() => {
    document.documentElement.lang = htmlLanguages[language]
    localStorage.setItem(storageKey, language)
  }, [language])
  const choice = useMemo(() => ({ language, choose }), [language])
  return <LanguageContext value={choice}>{children}</LanguageContext>
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext)
}

/** The locale for `Intl` and the `lang` attribute. */
export function useLocale(): string {
  return htmlLanguages[useLanguage().language]
}

/**
 * Gives the reader's language of a bilingual text.
 *
 * @example const say = useSay(); <h1>{say(waterWords.title)}</h1>
 */
export function useSay(): (text: Bilingual) => string {
  const { language } = useLanguage()
  return useCallback((text: Bilingual) => text[language], [language])
}
