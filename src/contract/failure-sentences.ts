import type { LocalizedText } from './event.ts';
import type { Failure, FailureCode } from './failure.ts';
import { fieldWords } from './field-words.ts';

/** What a person at a desk reads; `{word}` is filled from the failure's details. */
const SENTENCES: Record<FailureCode, LocalizedText> = {
  'wrong-use': { zh: '命令用法不对：{problem}', en: 'The command is not used as it should be: {problem}' },
  'file-missing': {
    zh: '打不开文件 {file}。请检查路径。',
    en: 'The file {file} cannot be opened. Check its path.',
  },
  'file-not-a-list': {
    zh: '{file} 不是名单（需要 CSV 或 XLSX）。没有导入任何内容。',
    en: '{file} is not a list (CSV or XLSX). Nothing was imported.',
  },
  'file-not-json': {
    zh: '{file} 不是 JSON 文件。请选择正确的文件。',
    en: '{file} is not a JSON file. Choose the right file.',
  },
  'file-not-an-event': {
    zh: '{file} 不是活动文件：{problemZh}',
    en: '{file} is not an event file: {problemEn}',
  },
  'file-not-a-layout': {
    zh: '{file} 不是胸卡版式：{problemZh}',
    en: '{file} is not a badge layout: {problemEn}',
  },
  'columns-missing': {
    zh: '{file} 缺少列：{columns}。没有导入任何内容。',
    en: '{file} has no column for: {columns}. Nothing was imported.',
  },
  'event-has-ops': {
    zh: '这台设备已有活动 {event} 的签到记录。请换一个数据文件夹。',
    en: 'This station holds check-ins of the event {event}. Use another data folder.',
  },
  'registration-unknown': {
    zh: '名单中没有 {registration}。',
    en: 'There is no {registration} on the list.',
  },
  'checkpoint-unknown': { zh: '没有签到点 {checkpoint}。', en: 'There is no checkpoint {checkpoint}.' },
  'category-unknown': {
    zh: '活动中没有类别 {category}。',
    en: 'The event has no category {category}.',
  },
  'exits-not-tracked': {
    zh: '签到点 {checkpoint} 不登记离场。',
    en: 'The checkpoint {checkpoint} does not scan guests out.',
  },
  'name-missing': { zh: '请填写姓名。', en: 'A name is needed.' },
  'text-missing': { zh: '请填写“{field}”。', en: 'The {field} is empty: write something.' },
  'text-too-long': {
    zh: '“{field}”太长：最多 {limit} 个字符。没有保存。',
    en: 'The {field} is too long: at most {limit} characters. Nothing was saved.',
  },
  'nothing-to-correct': {
    zh: '{registration} 的资料已经如此，没有改动。',
    en: 'The registration {registration} says so already. Nothing was changed.',
  },
  'nothing-to-confirm': {
    zh: '{registration} 不需要接待确认，或已确认。',
    en: '{registration} is not waiting to be met, or was met already.',
  },
  'nothing-to-settle': {
    zh: '这次入场（{entry}）没有待处理的事，或已处理。',
    en: 'There is nothing to settle about the admission {entry}, or it is settled already.',
  },
  'op-unknown': { zh: '找不到这条记录（{op}）。', en: 'There is no record {op}.' },
  'op-not-undoable': {
    zh: '这类记录（{kind}）不能撤销。',
    en: 'A record of this kind ({kind}) cannot be taken back.',
  },
  'op-undone': { zh: '这条记录已经撤销。', en: 'This record was taken back already.' },
  'printer-missing': {
    zh: '找不到打印机 {printer}。胸卡在等待，请接好打印机或另选一台。',
    en: 'The printer {printer} is not there. The badge waits: connect the printer or choose another.',
  },
  'database-damaged': {
    zh: '数据库 {file} 已损坏，原文件保留不动。最近的备份：{backup}',
    en: 'The database {file} is damaged and is kept as it is. Last backup: {backup}',
  },
  'database-newer': {
    zh: '数据库 {file} 由更新的版本写成。请升级雁栖签到。',
    en: 'The database {file} was written by a newer version. Upgrade Yanqi Desk.',
  },
  'data-folder-unusable': {
    zh: '数据文件夹 {folder} 无法使用。请检查权限和磁盘空间。',
    en: 'The data folder {folder} cannot be used. Check permissions and free space.',
  },
  'backup-failed': { zh: '备份到 {file} 失败。', en: 'The backup to {file} failed.' },
  'backup-unusable': {
    zh: '{file} 不是可用的备份。没有改动任何内容。',
    en: '{file} is not a usable backup. Nothing was changed.',
  },
  'not-enrolled': {
    zh: '这台设备还没有登记到服务器。请先登记。',
    en: 'This station is not enrolled at a server. Enrol it first.',
  },
  'token-sealed': {
    zh: '这台设备的令牌由系统钥匙串保管，命令行读不到。请在雁栖签到窗口中同步。',
    en: 'The token of this station is locked by the keyring of the computer. Sync from the window of Yanqi Desk.',
  },
  'enrolment-code-refused': {
    zh: '登记码不对、已用过或已过期。请在服务器上取一个新的。',
    en: 'The enrolment code is wrong, used or expired. Get a new one at the server.',
  },
  'enrolment-refused': {
    zh: '服务器不再接受这台设备。签到照常保存，请重新登记。',
    en: 'The server no longer accepts this station. Check-ins are kept: enrol it again.',
  },
  'import-running': {
    zh: '正在导入另一份名单。请等它完成，或先停止。',
    en: 'Another list is being imported. Wait until it is done, or stop it.',
  },
  'key-revoked': {
    zh: '这台设备的签名密钥已作废。请重新登记。',
    en: 'The signing key of this station was revoked. Enrol it again.',
  },
  'key-unreadable': {
    zh: '这里读不到本机的签名密钥。请在雁栖签到窗口中操作，或重新登记。',
    en: 'The signing key of this station cannot be read here. Use the window of Yanqi Desk, or enrol it again.',
  },
  'station-unknown': { zh: '没有设备 {station}。', en: 'There is no station {station}.' },
  'station-revoked': {
    zh: '这台设备已被撤销，来宾资料已从设备上删除。服务器还没有的记录仍保留，重新登记后会发送。',
    en: 'This station was revoked, and its guest data was removed. Records that the server does not have yet are kept, and are sent once it is enrolled again.',
  },
  'server-unreachable': {
    zh: '连不上服务器 {url}。签到照常进行，恢复后自动同步。',
    en: 'The server {url} cannot be reached. Check-in goes on and syncs when it is back.',
  },
  'enrolment-unreachable': {
    zh: '连不上服务器 {url}，尚未登记。请检查地址和网络，然后再登记一次。',
    en: 'The server {url} cannot be reached, so nothing was enrolled. Check the address and the network, then enrol again.',
  },
  'server-answer-invalid': {
    zh: '服务器 {url} 的回答无法理解。没有改动任何内容。',
    en: 'The answer of the server {url} makes no sense. Nothing was changed.',
  },
  'protocol-mismatch': {
    zh: '版本不一致：本机协议 {station}，服务器协议 {server}。请升级{olderZh}。',
    en: 'Versions differ: this station speaks protocol {station}, the server {server}. Upgrade the {olderEn}.',
  },
  'badge-unprintable': {
    zh: '无法制作 {registration} 的胸卡：{problem}',
    en: 'The badge of {registration} cannot be made: {problem}',
  },
  'badge-printed-before': {
    zh: '{registration} 的胸卡（第 {generation} 张）已于 {at} 在 {station} 打印（{printer}）。如需再打印，请说明原因。',
    en: 'Badge {generation} of {registration} was made at {at} by {station} on {printer}. Say why another one is needed.',
  },
  'badge-under-way': {
    zh: '这张胸卡还在打印中。请稍候，或先取消。',
    en: 'This badge is still on its way. Wait for it, or cancel it first.',
  },
  'printing-off': {
    zh: '这台设备设置为不打印胸卡。',
    en: 'This station is set to print no badges.',
  },
  'job-unknown': { zh: '没有打印任务 {job}。', en: 'There is no print job {job}.' },
  'job-finished': {
    zh: '打印任务 {job} 已经结束（{state}）。',
    en: 'The print job {job} is finished already ({state}).',
  },
  'organization-unknown': {
    zh: '名单中没有单位“{organization}”。',
    en: 'Nobody on the list is of {organization}.',
  },
  'batch-empty': { zh: '没有需要打印的人。', en: 'There is nobody to print badges for.' },
  'batch-unknown': { zh: '没有批量打印任务 {batch}。', en: 'There is no batch {batch}.' },
  'batch-finished': {
    zh: '这个批量打印任务已结束（{state}）。',
    en: 'This batch is finished already ({state}).',
  },
  'signed-out': { zh: '已锁定：请先登录。', en: 'Locked: sign in first.' },
  'not-your-role': {
    zh: '只有{roleZh}可以这样做。请找一位{roleZh}登录。',
    en: 'Only a {roleEn} may do this. Ask one to sign in.',
  },
  'pin-wrong': { zh: 'PIN 码不对，请再试一次。', en: 'That PIN is not right. Try again.' },
  'pin-wait': {
    zh: 'PIN 码多次不对。请等 {seconds} 秒再试。',
    en: 'Wrong PINs too often. Try again in {seconds} s.',
  },
  // Hyphens and spaces at which no line breaks: somebody reads this off a kiosk and types it.
  'no-staff': {
    zh: '这台设备没有工作人员的 PIN 码，只能用命令行退出自助机：station\u00a0configure\u00a0\u2011\u2011role\u00a0desk',
    en: 'This station has no staff PIN. It is left by the command line only: station\u00a0configure\u00a0\u2011\u2011role\u00a0desk',
  },
  'staff-unknown': { zh: '工作人员中没有 {name}。', en: 'There is no {name} among the staff.' },
  'staff-known': {
    zh: '工作人员中已有 {name}。请换一个名字。',
    en: 'There is a {name} among the staff already. Use another name.',
  },
  'staff-of-server': {
    zh: '{name} 由服务器管理，只能在服务器上更改。',
    en: '{name} comes from the server and can only be changed there.',
  },
  'manager-needed': {
    zh: '必须有一位主管，否则没有人能再更改工作人员。',
    en: 'There has to be a manager, or nobody could change the staff again.',
  },
  'file-not-staff': {
    zh: '{file} 不是工作人员文件：{problemZh}',
    en: '{file} is not a file of staff: {problemEn}',
  },
  'core-unreachable': {
    zh: '后台程序正在重新启动，请再试一次。',
    en: 'The station is restarting. Try again.',
  },
  unexpected: {
    zh: '出了意外的问题，已写入日志。请再试一次。',
    en: 'Something unexpected went wrong and is in the log. Try again.',
  },
};

/** The sentence for a failure in one language; a detail that is missing shows as its own name. */
export function failureSentence(failure: Failure, language: keyof LocalizedText): string {
  return SENTENCES[failure.code][language].replaceAll(/\{(\w+)\}/g, (_placeholder, word: string) => {
    const detail = failure.details[word] ?? word;
    return word === 'field' ? fieldWords(detail, language) : detail;
  });
}
