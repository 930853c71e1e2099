/**
 * How family names are read where pinyin-pro reads the character otherwise, or knows one reading of two that are in
 * use: two families write 盖, one says ge and one says gai. The first of each is the more common. Traditional forms
 * stand here too, of which the library knows only the everyday reading (單 is dan there).
 */
const READINGS: Readonly<Record<string, readonly string[]>> = {
  单: ['shan'],
  單: ['shan'],
  区: ['ou'],
  區: ['ou'],
  乐: ['yue', 'le'],
  樂: ['yue', 'le'],
  盖: ['ge', 'gai'],
  蓋: ['ge', 'gai'],
  覃: ['qin', 'tan'],
  翟: ['zhai', 'di'],
  牟: ['mou', 'mu'],
  隗: ['wei', 'kui'],
  缪: ['miao', 'mou'],
  繆: ['miao', 'mou'],
  谌: ['chen', 'shen'],
  諶: ['chen', 'shen'],
  员: ['yun', 'yuan'],
  員: ['yun', 'yuan'],
  柏: ['bai', 'bo'],
  祭: ['zhai', 'ji'],
  郇: ['xun', 'huan'],
  莘: ['shen', 'xin'],
  郗: ['xi', 'chi'],
  佴: ['nai', 'er'],
  秘: ['bi', 'mi'],
  种: ['chong', 'zhong'],
  洗: ['xian', 'xi'],
  召: ['shao', 'zhao'],
  黑: ['he', 'hei'],
  尉: ['wei', 'yu'],
  解: ['xie'],
  仇: ['qiu'],
  查: ['zha'],
  曾: ['zeng'],
  尉迟: ['yu chi'],
  尉遲: ['yu chi'],
  万俟: ['mo qi'],
  萬俟: ['mo qi'],
  澹台: ['tan tai'],
  澹臺: ['tan tai'],
  长孙: ['zhang sun'],
  長孫: ['zhang sun'],
  单于: ['chan yu', 'shan yu'],
  單于: ['chan yu', 'shan yu'],
};

/** How many characters of a Han name are such a family name, and its readings; null where the library knows best. */
export function surnameReadings(
  name: string,
): { readonly length: number; readonly readings: string[][] } | null {
  for (const length of [2, 1]) {
    const readings = READINGS[name.slice(0, length)];
    if (readings !== undefined) return { length, readings: readings.map((reading) => reading.split(' ')) };
  }
  return null;
}
