import arabic from '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf?url';
import arabicBold from '@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf?url';
import devanagari from '@expo-google-fonts/noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf?url';
import devanagariBold from '@expo-google-fonts/noto-sans-devanagari/700Bold/NotoSansDevanagari_700Bold.ttf?url';
import hebrew from '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf?url';
import hebrewBold from '@expo-google-fonts/noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf?url';
import thaana from '@expo-google-fonts/noto-sans-thaana/400Regular/NotoSansThaana_400Regular.ttf?url';
import thaanaBold from '@expo-google-fonts/noto-sans-thaana/700Bold/NotoSansThaana_700Bold.ttf?url';
import thai from '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf?url';
import thaiBold from '@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf?url';

/** The family in tokens.css. */
const FAMILY = 'Yanqi Scripts';

const FACES = [
  {
    regular: arabic,
    bold: arabicBold,
    range: 'U+0600-06FF, U+0750-077F, U+08A0-08FF, U+FB50-FDFF, U+FE70-FEFF',
  },
  { regular: devanagari, bold: devanagariBold, range: 'U+0900-097F, U+1CD0-1CFF, U+A8E0-A8FF' },
  { regular: hebrew, bold: hebrewBold, range: 'U+0590-05FF, U+FB1D-FB4F' },
  { regular: thaana, bold: thaanaBold, range: 'U+0780-07BF' },
  { regular: thai, bold: thaiBold, range: 'U+0E00-0E7F' },
];

/** Gives the window the fonts of the scripts that many computers have none for; each is loaded when a name needs it. */
export function addScriptFonts(): void {
  for (const { regular, bold, range } of FACES) {
    document.fonts.add(new FontFace(FAMILY, `url(${regular})`, { weight: '400', unicodeRange: range }));
    document.fonts.add(new FontFace(FAMILY, `url(${bold})`, { weight: '700', unicodeRange: range }));
  }
}
