import i18next, { type TFunction } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { LocalizedText } from '../../contract/event.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh-CN.json' with { type: 'json' };

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const CHOICE_KEY = 'language';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** Starts with the language chosen before at this station, else with that of the computer. */
export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    supportedLngs: [...LANGUAGES],
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  markDocument(currentLanguage());
  i18next.on('languageChanged', () => markDocument(currentLanguage()));
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

/** The language of the event's own texts and of the failure sentences. */
export function textLanguage(language: Language = currentLanguage()): keyof LocalizedText {
  return language === 'en' ? 'en' : 'zh';
}

export function otherLanguage(language: Language = currentLanguage()): Language {
  return language === 'en' ? 'zh-CN' : 'en';
}

/** Changes the language of the window; `keep` remembers it for the next start. */
export function changeLanguage(language: Language, keep: boolean): void {
  if (keep) localStorage.setItem(CHOICE_KEY, language);
  void i18next.changeLanguage(language);
}

/** The words of one language, whatever the window speaks: a verdict is said in both at once. */
export function wordsIn(language: Language): TFunction {
  return i18next.getFixedT(language);
}

export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = localStorage.getItem(CHOICE_KEY) ?? asked ?? navigator.language;
  return wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

function markDocument(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = i18next.dir(language);
}
