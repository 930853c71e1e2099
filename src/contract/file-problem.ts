import { z } from 'zod';
import { done, type FailureCode, type Result, refused } from './failure.ts';
import { isProblemKey, type Problem, problem, problemSentence } from './problem-sentences.ts';

type Language = 'zh' | 'en';
type FileCode = Extract<FailureCode, 'file-not-an-event' | 'file-not-a-layout' | 'file-not-staff'>;

/** What stands in Chinese sentences of zod in English: names of types as JSON has them. */
const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
  ['string', '文字'],
  ['boolean', '真假值'],
  ['number', '数字'],
  ['int', '整数'],
  ['array', '数组'],
  ['object', '对象'],
  ['record', '对象'],
  ['undefined', '空缺'],
]);

const inChinese = z.locales.zhCN().localeError;
const ZOD_WORDS: Record<Language, z.core.$ZodErrorMap> = {
  zh: (issue) => {
    const said = inChinese(issue);
    return typeof said === 'string' ? withoutEnglish(said) : said;
  },
  en: z.locales.en().localeError,
};

/** What a JSON file holds, with or without the mark that Windows puts before it; `file-not-json`. */
export function parseJsonFile(file: string, text: string): Result<unknown> {
  try {
    return done(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return refused('file-not-json', { file });
  }
}

/** The value by its schema; or refused with all that is wrong in the file and where, in both languages. */
export function parseFile<Value>(
  code: FileCode,
  file: string,
  schema: z.ZodType<Value>,
  value: unknown,
): Result<Value> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  // Zod puts issues into words while it parses: once more for each language, since most files are sound.
  const lines = (language: Language) => issueLines(schema, value, language);
  return refused(code, { file, problemZh: lines('zh'), problemEn: lines('en') });
}

/** Refuses a file for what its schema cannot see; `path` is the place in it. */
export function fileRefused(
  code: FileCode,
  file: string,
  found: Problem,
  path: readonly (string | number)[] = [],
): Result<never> {
  const line = (language: Language) => problemLine(problemSentence(found, language), path, language);
  return refused(code, { file, problemZh: line('zh'), problemEn: line('en') });
}

function issueLines(schema: z.ZodType, value: unknown, language: Language): string {
  const issues = schema.safeParse(value, { error: ZOD_WORDS[language] }).error?.issues ?? [];
  return issues
    .toSorted((one, other) => one.path.length - other.path.length)
    .map((issue) => problemLine(issueSentence(issue, language), issue.path, language))
    .join('\n');
}

function issueSentence(issue: z.core.$ZodIssue, language: Language): string {
  // What is wrong with a key, zod tells inside of the issue that says that there is such a key.
  const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined;
  if (inner !== undefined) return issueSentence(inner, language);
  if (!isProblemKey(issue.message)) return issue.message;
  return problemSentence(problem(issue.message, issueWords(issue)), language);
}

function issueWords(issue: z.core.$ZodIssue): Problem['words'] {
  if (issue.code === 'too_big') return { maximum: String(issue.maximum) };
  const words = issue.code === 'custom' ? Object.entries(issue.params ?? {}) : [];
  return Object.fromEntries(words.map(([word, value]) => [word, String(value)]));
}

/** In the form of `z.prettifyError`, whose "at" is English. */
function problemLine(sentence: string, path: readonly PropertyKey[], language: Language): string {
  const place =
    path.length === 0 ? '' : `\n  → ${language === 'zh' ? '位于' : 'at'} ${z.core.toDotPath(path)}`;
  return `✖ ${sentence}${place}`;
}

/** Only before the first quotation mark: behind it stand values and the names of fields. */
function withoutEnglish(said: string): string {
  return said.replace(/^[^"]*/, (words) =>
    words.replaceAll(/\([a-z]+\)/g, '').replaceAll(/[a-z]+/g, (word) => TYPE_WORDS.get(word) ?? word),
  );
}
