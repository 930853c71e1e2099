import type { RegistrationStatus } from '../../contract/registration.ts';

const WORDS: Readonly<Record<RegistrationStatus, string>> = {
  confirmed:
    'confirmed registered approved accepted active valid paid 已确认 确认 已报名 已注册 已通过 通过 审核通过 有效 正常 已缴费 已付款',
  cancelled: 'cancelled canceled withdrawn refunded void 已取消 取消 已退票 退票 已退款 退款 已作废 作废',
  blocked: 'blocked banned denied 禁止入场 禁止 禁入 黑名单 拒绝入场',
};

const STATUS_OF_WORD = new Map<string, RegistrationStatus>();
for (const status of ['confirmed', 'cancelled', 'blocked'] as const) {
  for (const word of WORDS[status].split(' ')) STATUS_OF_WORD.set(word, status);
}

/** The status that an English or Chinese word names; '' is confirmed, since the person is on the list; null unknown. */
export function readStatus(text: string): RegistrationStatus | null {
  return text === '' ? 'confirmed' : (STATUS_OF_WORD.get(text.normalize('NFKC').toLowerCase()) ?? null);
}
