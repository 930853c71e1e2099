/** What axe-core finds wrong with a screen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { projectFolder } from '../../scripts/built-app.ts';

declare global {
  interface Window {
    axe: { run(options: unknown): Promise<AxeResults> };
  }
}

const axeSource = readFileSync(join(projectFolder, 'node_modules/axe-core/axe.min.js'), 'utf8');
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Off by default in axe: what is pressed is at least 24 px large or has room (WCAG 2.2, 2.5.8).
  rules: { 'target-size': { enabled: true } },
};

/** The faults by rule, each with the elements that have it; empty for an accessible screen. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate((options) => window.axe.run(options), rules);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
