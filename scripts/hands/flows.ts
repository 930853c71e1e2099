/** The two things that a person at a desk must be quick at, key by key. */
import type { Page } from 'playwright-core';
import type { Hands } from './hands.ts';

/** As long as the middle one of the Latin names of the sample list (14 letters); no two of the same. */
export const WALK_INS = [
  'Hanna Quimbley',
  'Berta Zwirnlow',
  'Clara Vauxhall',
  'Doris Ullmaier',
  'Elena Yarborne',
];
/** The same of its Latin organisations, and how far it is typed until the desk names it. */
const ORGANIZATION = 'New Retail Co., Ltd.';
const BEGUN = 'New R';

/** From a desk at rest to the verdict: name, organisation, another category than the first. */
export async function walkIn(page: Page, hands: Hands, name: string): Promise<void> {
  const panel = page.locator('[data-panel=walk-in]');
  hands.think();
  await hands.press('Alt+N');
  await hands.see(panel);
  hands.think();
  await hands.type(name);
  await hands.press('Tab');
  hands.think();
  await hands.type(BEGUN);
  await hands.see(panel.getByText(ORGANIZATION));
  hands.think();
  await hands.press('Down');
  await hands.press('Tab');
  await hands.press('Tab');
  hands.think();
  await hands.press('Right');
  await hands.press('Enter');
  await hands.see(page.locator('.verdict[data-verdict=admit]', { hasText: name }));
}

/** From the first screen to the desk, by the QR code of the console under the scanner. */
export async function setUpByScan(page: Page, hands: Hands, link: string): Promise<void> {
  hands.think();
  await hands.scan(link);
  await hands.see(page.getByRole('region', { name: 'Enrolled' }));
  await hands.press('Enter');
  await restOfSetUp(page, hands);
}

/** The same with address and code typed off the console. */
export async function setUpByHand(
  page: Page,
  hands: Hands,
  { url, code }: { url: string; code: string },
): Promise<void> {
  hands.think();
  await hands.click(page.getByText('Together with a server'));
  await hands.see(page.getByRole('textbox', { name: 'Address of the server' }));
  await hands.click(page.getByRole('textbox', { name: 'Address of the server' }));
  hands.think();
  await hands.press('Ctrl+A');
  await hands.type(url);
  await hands.press('Tab');
  hands.think();
  await hands.type(code);
  await hands.press('Enter');
  await hands.see(page.getByRole('region', { name: 'Enrolled' }));
  await hands.press('Enter');
  await restOfSetUp(page, hands);
}

/** Role, checkpoint and printer are looked at and each set by the mouse; the test of the scanner is passed over. */
async function restOfSetUp(page: Page, hands: Hands): Promise<void> {
  await hands.see(page.locator('[data-step=station]'));
  hands.think();
  await hands.click(page.getByText('Desk', { exact: true }).first());
  hands.think();
  await hands.click(page.locator('[data-step=station] .choose'));
  await hands.see(page.getByRole('option').first());
  await hands.click(page.getByRole('option').last());
  await hands.click(page.getByRole('button', { name: 'Next' }));
  await hands.see(page.getByRole('checkbox', { name: /PDF folder/ }));
  hands.think();
  await hands.click(page.getByRole('button', { name: 'Next' }));
  await hands.see(page.locator('[data-step=scanner]'));
  hands.think();
  await hands.click(page.getByRole('button', { name: 'Done, start check-in' }));
  await hands.see(page.locator('[data-verdict=idle]'));
}
