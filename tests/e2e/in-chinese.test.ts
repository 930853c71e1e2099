/** A day in Chinese: each flow that the other tests go through in English, once more, with the words of the desk. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { projectFolder } from '../../scripts/built-app.ts';
import { writeMovedEvent } from '../../scripts/demo/moved-event.ts';
import { TEST_CODE } from '../../src/renderer/setup/learn-scanner.ts';
import { filmingCamera } from '../services/fake-camera.ts';
import { scan } from '../services/scanner.ts';
import { accessibilityFaults } from './accessible.ts';
import { startApp, temporaryFolder } from './app.ts';
import { checkIn, type, verdictShown } from './desk-keys.ts';
import { ops } from './ops.ts';
import { seedStation, withStation } from './seed.ts';
import { seedVenue } from './venue.ts';
import { failCamera, watchCameras } from './watched-camera.ts';

const IN_CHINESE = { arguments: ['--lang=zh-CN'], env: { CUPS_SERVER: '127.0.0.1:1' } };

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

it('the desk: search, correction and a new badge, note, undo, what is to settle, walk-in, waiting guest, ready check', async () => {
  const folder = temporaryFolder();
  await seedVenue(folder);
  await withStation(folder, async (station) => void station.configure({ protocolDesk: true }));
  const { page, display } = await startApp({ folder, ...IN_CHINESE });
  await page.getByText('请扫码').waitFor();
  await page.locator('[data-chip=scanner]', { hasText: '扫码就绪' }).waitFor();

  await page.getByRole('combobox', { name: '搜索' }).click();
  await type(page, 'oyxm');
  await page.getByRole('option', { name: /欧阳小明.*未到/s }).waitFor();
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', /准许入场.*欧阳小明.*请发胸卡/s);
  await page.locator('.badge-progress[data-badge=printed]', { hasText: '胸卡已打印' }).waitFor();

  const guest = page.locator('[data-panel=guest]');
  await page.keyboard.press('Alt+e');
  await guest.getByRole('textbox', { name: '名', exact: true }).focus();
  await type(page, '晓明');
  await page.keyboard.press('Enter');
  await guest.getByText('已保存。胸卡上还是旧内容。').waitFor();
  await press(page, '打印更正后的胸卡');
  const dialog = page.getByRole('alertdialog');
  await dialog.locator('[data-badge=printed]').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();
  await guest.locator('[data-badge-generation="1"]', { hasText: '已失效：资料已更正' }).waitFor();
  await guest.getByRole('textbox', { name: '新备注' }).click();
  await type(page, '需要轮椅');
  await page.keyboard.press('Enter');
  await guest.locator('li', { hasText: '需要轮椅' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await guest.getByRole('button', { name: /^撤销：主入口/ }).click();
  await guest.locator('.undo-question .danger', { hasText: '撤销' }).click();
  await verdictShown(page, 'undone', '已撤销');
  await guest.getByText('还没有在任何签到点入场。').waitFor();
  await page.keyboard.press('Escape');

  await checkIn(page, 'SME001');
  await verdictShown(page, 'admit', '欧阳晓明');
  await page.keyboard.press('Alt+p');
  await dialog.getByText('再打印一张胸卡？').waitFor();
  await dialog.getByRole('button', { name: '遗失' }).click();
  await dialog.locator('[data-badge=printed]').waitFor();
  await dialog.getByRole('button', { name: '关闭' }).click();

  const settle = page.locator('.settle');
  await settle.getByRole('heading', { name: /件待处理/ }).waitFor();
  await settle.getByRole('button', { name: '重新发送 1 条' }).click();
  const double = settle.locator('[data-conflict=double-admission]');
  await double.getByRole('button', { name: '是同一人' }).click();
  await double.waitFor({ state: 'detached' });
  const cancelled = settle.locator('[data-conflict]', { hasText: '其报名当时已取消' });
  await cancelled.getByRole('button', { name: '撤回入场' }).click();
  await cancelled.waitFor({ state: 'detached' });

  await page.keyboard.press('Alt+n');
  await page.locator('[data-panel=walk-in]').getByRole('textbox', { name: '姓名', exact: true }).waitFor();
  await type(page, '赵敏');
  await page.keyboard.press('Enter');
  await verdictShown(page, 'admit', '赵敏');

  await scan(display, 'CODESME002');
  await verdictShown(page, 'hold', '请稍候，专人接待');
  const alert = page.locator('[data-alert=waiting]', { hasText: /3号台.*起等候/s });
  expect(await accessibilityFaults(page)).toEqual([]);
  await alert.getByRole('button', { name: '我去接' }).click();
  await page.locator('[data-alert=answered]').getByRole('button', { name: '已接到' }).click();
  await page.locator('.guest-alerts').waitFor({ state: 'detached' });
  await scan(display, 'CODESME002');
  await verdictShown(page, 'admit', 'Константинопольская');

  await press(page, '开门前检查');
  const check = page.getByRole('dialog', { name: '断网也能用吗？' });
  await check.locator('[data-check=list][data-well=true]', { hasText: /全部 \d+ 人都在本机/ }).waitFor();
  await scan(display, 'CODESME003');
  await check.locator('[data-check=scanner][data-well=true]', { hasText: '正常' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await check.getByRole('button', { name: '关闭' }).click();

  const kinds = new Set((await ops(folder)).map(({ kind }) => kind));
  for (const kind of [
    'correction',
    'note',
    'undo',
    'walk-in',
    'conflict-settled',
    'badge-revoked',
    'hold-confirmed',
  ])
    expect(kinds).toContain(kind);
});

it('many badges: one category, to its end', async () => {
  const folder = temporaryFolder();
  await seedVenue(folder);
  const { page } = await startApp({ folder, ...IN_CHINESE });
  await press(page, '批量打印');
  const dialog = page.getByRole('dialog', { name: '批量打印胸卡' });
  await dialog.getByRole('button', { name: /类别$/ }).click();
  await page.getByRole('option', { name: /^演讲嘉宾/ }).click();
  await dialog.getByRole('button', { name: '开始打印' }).click();
  await dialog.locator('[data-batch=done]', { hasText: '已打印 1 / 1' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('staff: a wrong PIN is told, a steward scans, and a manager adds a colleague in the set-up', async () => {
  const folder = temporaryFolder();
  await seedVenue(folder);
  await withStation(folder, async ({ staff }) => {
    await staff.add('王芳', 'manager', '24680');
    await staff.add('李雷', 'steward', '9999');
  });
  const { page, display } = await startApp({ folder, ...IN_CHINESE });
  await page.getByRole('heading', { name: '已锁定' }).waitFor();
  await signIn(page, '李雷', '0000');
  await page.getByRole('alert').filter({ hasText: 'PIN 码不对' }).waitFor();
  await signIn(page, '李雷', '9999');
  await page.locator('[data-screen=steward]').waitFor();
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  await scan(display, 'CODESME001');
  await verdictShown(page, 'admit', '准许入场');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await page.getByRole('combobox').count()).toBe(0);

  await page.locator('[data-action=lock]').click();
  await signIn(page, '王芳', '24680');
  await press(page, '设置');
  await page.locator('[data-action=staff]').click();
  await page.getByRole('textbox', { name: '姓名' }).last().fill('韩梅梅');
  await page.getByLabel('PIN 码（4 至 12 位数字）').fill('1357');
  await page.getByLabel('再次输入 PIN 码').fill('1357');
  await press(page, '添加');
  await page.locator('[data-member="韩梅梅"]').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect((await ops(folder)).map(({ kind, actor }) => [kind, actor])).toContainEqual(['entry', '李雷']);
});

it('the kiosk: welcome with a badge, the desk for everybody else, large print, within reach, staff', async () => {
  const folder = temporaryFolder();
  const [one] = await seedStation(folder, { name: '自助机 1', role: 'kiosk' });
  await withStation(folder, ({ staff }) => staff.add('王芳', 'desk', '4711'));
  const { page, display } = await startApp({ folder, ...IN_CHINESE });
  await page.locator('html[lang=zh-CN] [data-screen=attract]', { hasText: '请出示二维码' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(page, /^大字/);
  await page.locator('.kiosk[data-large=true]').waitFor();
  await press(page, /^低位操作/);
  await page.locator('.kiosk[data-low=true]').waitFor();
  await scan(display, one?.code ?? '');
  await page.locator('[data-screen=welcome]', { hasText: '欢迎' }).waitFor();
  await page.locator('[data-badge=printed]', { hasText: '请取走您的胸卡' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await press(page, /^完成/);
  await page.locator('.kiosk[data-low=false][data-large=false]').waitFor();
  await scan(display, one?.code ?? '');
  await page.locator('[data-screen=see-desk]', { hasText: /请到服务台.*工作人员会为您办理/s }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('[data-screen=see-desk]').waitFor({ state: 'detached' });
  for (let touch = 0; touch < 5; touch += 1) await page.mouse.click(30, 30);
  await page.locator('[data-screen=staff-exit]', { hasText: '仅限工作人员' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

it('the set-up without a server: list with refused rows, name, printer, scanner, and the first scan', async () => {
  const { eventFile, listFile, guests } = writeMovedEvent(temporaryFolder());
  const { page, display } = await startApp(IN_CHINESE);
  const next = () => press(page, '下一步');
  const fileField = page.locator('input[type=file]');
  await page.getByText('名单从哪里来？').waitFor();
  await fileField.setInputFiles(eventFile);
  await next();
  await page.locator('[data-step=list]').waitFor();
  await fileField.setInputFiles(join(projectFolder, 'tests/fixtures/attendees-bad-rows.csv'));
  await page.getByRole('region', { name: '被拒绝的行' }).getByText('未知类别').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await fileField.setInputFiles(listFile);
  await press(page, '导入 2,000 人');
  await page.getByText('已导入 2,000 人。').waitFor();
  await next();
  await page.getByRole('textbox', { name: '名称' }).fill('7号台');
  await next();
  await page.getByRole('checkbox', { name: /PDF 文件夹/ }).waitFor();
  await next();
  await scan(display, 'Test6QaZwY;6$&!)');
  await page.locator('[data-lesson=keyboard]', { hasText: '扫码枪按法语键盘输入' }).waitFor();
  await scan(display, TEST_CODE);
  await page.locator('[data-lesson=good]', { hasText: '扫码枪正常' }).waitFor();
  await press(page, '完成，开始签到');
  await page.getByText('主入口 · 7号台').waitFor();
  await page.locator('[data-chip=scanner]:not(.chip-warn)').waitFor();
  await scan(display, guests[0]?.code ?? '');
  await verdictShown(page, 'admit', '准许入场');
});

it('the camera lets in; a badge that does not come out says why and is moved; a camera that fails says what to do', async () => {
  const folder = temporaryFolder();
  const [guest] = await seedStation(folder, { name: '3号台', printer: 'QL-820' });
  const camera = await filmingCamera([{ code: guest?.code ?? '', seconds: 1 }], folder);
  const { page } = await startApp({
    folder,
    env: IN_CHINESE.env,
    arguments: [...IN_CHINESE.arguments, ...camera],
  });
  await watchCameras(page);
  await press(page, '打开摄像头');
  await verdictShown(page, 'admit', '准许入场');
  await page.locator('.badge-progress[data-badge=stuck]', { hasText: '胸卡未打印' }).waitFor();
  const queue = page.getByRole('region', { name: '待打印胸卡 1' });
  await queue.getByText('请重启本机的打印系统').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await queue.getByRole('button', { name: '换打印机' }).click();
  await page.getByRole('menuitem', { name: 'PDF 文件夹' }).click();
  await queue.waitFor({ state: 'detached' });
  await press(page, '关闭摄像头');
  await failCamera(page, 'NotAllowedError');
  await press(page, '打开摄像头');
  await page.getByRole('alert').filter({ hasText: '请在系统设置的“隐私”“摄像头”中允许' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

async function signIn(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('radio', { name }).click();
  await page.locator('.pin-field input:focus').waitFor();
  await page.keyboard.type(pin, { delay: 120 });
  await page.keyboard.press('Enter');
}
