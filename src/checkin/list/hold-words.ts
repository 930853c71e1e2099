const YES = words('yes y true 1 x hold √ ✓ ✔ 是 有 需 要 需要 需接待 接待 专人接待 礼宾 礼宾接待 vip接待');
const NO = words('no n false 0 none - / × ✗ 否 无 不 不需 不需要 不接待 无需 无需接待');

/** Whether a cell says that the guest is to be met; '' is no, a word that says neither is null. */
export function readHold(text: string): boolean | null {
  const word = text.normalize('NFKC').toLowerCase();
  if (word === '' || NO.has(word)) return false;
  return YES.has(word) ? true : null;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.normalize('NFKC').split(' '));
}
