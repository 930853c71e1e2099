/**
 * What can be wrong inside a file that a person wrote, by the key that schemas and readers tell it with: zod's own
 * faults have the sentences of its locales (`file-problem.ts`). `{word}` is filled from the problem's words. A Chinese
 * sentence has what is written so in the file (ids, values, elements) in quotation marks, and no other Latin words.
 */
export const PROBLEMS = {
  'id-form': {
    zh: '编号只能有小写字母、数字和连字符，以字母开头，最多 32 个字符',
    en: 'an id has small letters, digits and hyphens only, begins with a letter and has at most 32 characters',
  },
  'event-id-form': {
    zh: '活动编号只能有小写字母、数字和连字符，不以连字符开头，最多 64 个字符',
    en: 'an event id has small letters, digits and hyphens only, begins with no hyphen and has at most 64 characters',
  },
  'event-colour-form': {
    zh: '颜色是 # 和六位小写十六进制数，如 #1a2b3c',
    en: 'a colour is # and six hexadecimal digits in small letters, such as #1a2b3c',
  },
  'day-form': {
    zh: '不是日期；请写成 2026-09-30 这样，并且确有这一天',
    en: 'not a day: write it like 2026-09-30, and it has to exist',
  },
  'time-form': { zh: '不是时间；请写成 09:30 这样', en: 'not a time of day: write it like 09:30' },
  'time-zone-unknown': {
    zh: '没有这个 IANA 时区；请写成“Asia/Shanghai”这样',
    en: 'not a known IANA time zone: write it like "Asia/Shanghai"',
  },
  'public-key-form': {
    zh: '不是公钥：应为 43 个字母、数字、“-”或“_”',
    en: 'not a public key, which has 43 letters, digits, "-" or "_"',
  },
  'pattern-code-once': { zh: '“{code}”必须正好出现一次', en: 'has "{code}" not exactly once' },
  'pattern-endless-code': {
    zh: '“{code}”后面不能紧跟 *，否则不知道编码到哪里结束',
    en: 'has * behind "{code}", which then has no end',
  },
  'last-day-before-first': {
    zh: '最后一天早于第一天',
    en: 'the last day lies before the first',
  },
  'category-twice': { zh: '两个类别的编号相同', en: 'two categories have the same id' },
  'checkpoint-twice': { zh: '两个签到点的编号相同', en: 'two checkpoints have the same id' },
  'checkpoint-category-unknown': {
    zh: '有签到点使用了活动中没有的类别',
    en: 'a checkpoint names a category that the event does not have',
  },
  'file-too-large': { zh: '文件太大', en: 'the file is too large' },
  'text-not-storable': {
    zh: '其中的文字含有 U+0000 或半个字符',
    en: 'a text in it holds U+0000 or half a character',
  },

  'pin-form': { zh: 'PIN 码是 4 到 12 位数字', en: 'a PIN has 4 to 12 digits' },
  'staff-name-twice': { zh: '有一个名字出现了两次', en: 'a name is there twice' },
  'staff-manager-missing': { zh: '必须有一位主管', en: 'there has to be a manager' },

  'layout-colour-form': {
    zh: '颜色只能是 # 和六位十六进制数，或“category”“category-deep”“category-pale”“on-category”',
    en: 'a colour is #rrggbb, category, category-deep, category-pale or on-category',
  },
  'country-form': {
    zh: '国家代码是两个大写字母，如“CN”',
    en: 'the code of a country has two capital letters, such as "CN"',
  },
  'field-unknown': { zh: '没有这个栏目', en: 'there is no such field' },
  'weight-unknown': {
    zh: '字体只有“regular”和“bold”两种粗细',
    en: 'the fonts have the weights regular and bold',
  },
  'floor-above-largest': {
    zh: '最小字号大于最大字号',
    en: 'the floor is above the largest size',
  },
  'words-without-field': {
    zh: '“words”与栏目“words”必须一起使用，不能用于其他栏目',
    en: 'words go with the text "words", and with no other',
  },
  'qr-white-narrow': {
    zh: '二维码四周的空白至少是它边长的 8%',
    en: 'the white around the QR code has to be 8 % of its size',
  },
  'qr-leaves-page': {
    zh: '二维码连同空白超出了页面',
    en: 'the QR code with its white leaves the page',
  },
  'part-leaves-page': { zh: '超出了页面', en: 'it leaves the page' },
  'part-near-qr': { zh: '离二维码太近', en: 'it comes too near to the QR code' },
  'part-on-another': { zh: '压住了另一列或旗帜', en: 'it lies on another column or a flag' },
  'fields-too-high': { zh: '各栏加起来比所在的列高', en: 'the fields are higher than their column' },
  'fold-without-back': {
    zh: '有背面就要有折叠边，有折叠边就要有背面',
    en: 'a back needs a fold, and a fold a back',
  },
  'layout-id-taken': { zh: '另一个版式的编号也是“{id}”', en: 'another layout has the id {id}' },
  'layout-for-others-taken': {
    zh: '版式“{id}”已用于其余所有类别',
    en: 'the layout {id} is for all other categories already',
  },
  'layout-for-category-taken': {
    zh: '版式“{id}”已用于类别“{category}”',
    en: 'the layout {id} is for the category {category} already',
  },
  'layout-category-unknown': {
    zh: '活动中没有类别“{category}”，只有“{known}”',
    en: 'the event has no category {category}, but {known}',
  },
  'layouts-too-large': {
    zh: '加上它，各版式连同图片对签到设备来说太大',
    en: 'with it the layouts and their images are too large for the stations',
  },

  'image-data-too-long': {
    zh: '图片太大：写在文件中最多 {maximum} 个字符',
    en: 'the image is too large: inside the file it has at most {maximum} characters',
  },
  'image-kind': { zh: '不是 PNG、JPEG 或 SVG 图片', en: 'not a PNG, JPEG or SVG image' },
  'image-not-beside': {
    zh: '“{image}”既不是版式旁边的文件，也不是数据地址',
    en: '"{image}" is no file beside the layout and no data address',
  },
  'image-missing': { zh: '打不开图片“{image}”', en: 'the image "{image}" cannot be opened' },
  'image-too-large': {
    zh: '图片“{image}”超过 {bytes} 字节',
    en: 'the image "{image}" has more than {bytes} bytes',
  },
  'image-file-kind': {
    zh: '“{image}”不是 PNG、JPEG 或 SVG 图片',
    en: '"{image}" is not a PNG, JPEG or SVG image',
  },
  'image-pixels': { zh: '图片超过 {pixels} 像素', en: 'the image has more than {pixels} pixels' },
  'png-damaged': { zh: 'PNG 图片不完整或已损坏', en: 'the PNG image is cut off or damaged' },
  'png-shallow': {
    zh: '每像素不足 8 位的 PNG 图片不能透明，也不能隔行',
    en: 'a PNG image with fewer than 8 bits a pixel may be neither transparent nor interlaced',
  },
  'jpeg-damaged': {
    zh: 'JPEG 图片不完整、已损坏或属于少见的种类',
    en: 'the JPEG image is cut off, damaged or of a rare kind',
  },
  'svg-damaged': {
    zh: 'SVG 图片已损坏，在第 {line} 行附近',
    en: 'the SVG image is damaged near its line {line}',
  },
  'svg-none': { zh: '不是 SVG 图片', en: 'not an SVG image' },
  'svg-entities': {
    zh: 'SVG 图片声明了实体，请去掉',
    en: 'the SVG image declares entities: leave them out',
  },
  'svg-size': {
    zh: 'SVG 图片既没有“viewBox”，也没有“width”和“height”',
    en: 'the SVG image has neither a viewBox nor a width and height',
  },
  'svg-elements': {
    zh: 'SVG 图片的元素超过 {most} 个',
    en: 'the SVG image has more than {most} elements',
  },
  'svg-text': {
    zh: 'SVG 图片中有“<text>”：请把文字转成路径',
    en: 'the SVG image has <text>: turn texts into paths',
  },
  'svg-image': {
    zh: 'SVG 图片中有“<image>”：请把这张图单独放进版式',
    en: 'the SVG image has <image>: give the picture as an image of its own',
  },
  'svg-element': {
    zh: 'SVG 图片中有“<{element}>”：请去掉',
    en: 'the SVG image has <{element}>: leave it out',
  },
  'svg-link': { zh: 'SVG 图片链接到“{link}”，请去掉', en: 'the SVG image links to "{link}": leave it out' },
} as const;

/** What is wrong, as schemas and readers tell it. */
export type ProblemKey = keyof typeof PROBLEMS;

/** One thing that is wrong, with what its sentence needs. */
export interface Problem {
  readonly key: ProblemKey;
  readonly words: Readonly<Record<string, string>>;
}

export function problem(key: ProblemKey, words: Problem['words'] = {}): Problem {
  return { key, words };
}

/** Whether a message of a schema is one of ours, not zod's. */
export function isProblemKey(message: string): message is ProblemKey {
  return Object.hasOwn(PROBLEMS, message);
}

/** A problem in words; braces that no word of the problem fills stand for themselves, as in `{code}`. */
export function problemSentence({ key, words }: Problem, language: 'zh' | 'en'): string {
  return PROBLEMS[key][language].replaceAll(/\{(\w+)\}/g, (braces, word: string) => words[word] ?? braces);
}
