/** Family names of two characters, simplified and traditional; the first two of a longer name are looked up here. */
const COMPOUND_FAMILY_NAMES = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 ' +
    '司徒 鲜于 司空 闾丘 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 西门 ' +
    '第五 南荣 即墨 达奚 褚师 歐陽 司馬 東方 獨孤 南宮 聞人 諸葛 尉遲 澹臺 濮陽 公孫 鍾離 長孫 鮮于 令狐 軒轅 東郭 梁丘 西門'
  ).split(' '),
);

/** A longer text is no name: it is left whole. */
const LONGEST_SPLIT = 200;

export interface NameParts {
  readonly familyName: string;
  readonly givenName: string;
}

/**
 * A whole name, out of one column, in two parts where that is certain: `Family, Given`; Han, kana or Hangul with one
 * space (`渡邉 さくら`); Han of two or three characters, or more after a compound family name (`欧阳小明`). Every other
 * name is kept whole as the family name, since `displayName` shows such a name as it is written.
 */
export function splitName(name: string): NameParts {
  if (name.length > LONGEST_SPLIT) return parts(name, '');
  const comma = /^([^,，]+)[,，]\s*([^,，]+)$/u.exec(name);
  if (comma !== null) return parts(comma[1], comma[2]);
  const spaced =
    /^([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]+)\s+([\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]+)$/u.exec(
      name,
    );
  if (spaced !== null) return parts(spaced[1], spaced[2]);
  if (!/^\p{sc=Han}+$/u.test(name)) return parts(name, '');
  const characters = [...name];
  const compound = characters.slice(0, 2).join('');
  if (characters.length > 2 && characters.length <= 5 && COMPOUND_FAMILY_NAMES.has(compound)) {
    return parts(compound, characters.slice(2).join(''));
  }
  return characters.length <= 3 ? parts(characters[0], characters.slice(1).join('')) : parts(name, '');
}

function parts(familyName = '', givenName = ''): NameParts {
  return { familyName: familyName.trim(), givenName: givenName.trim() };
}
