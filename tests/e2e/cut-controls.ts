import type { Page } from 'playwright-core';

/** What is pressed or written in and is not whole in the window: cut off by its panel, or out of the window. */
export function cutControls(page: Page): Promise<string[]> {
  return page.evaluate(findCut);
}

/** Runs in the window. What a person can scroll to is not cut. */
function findCut(): string[] {
  const tolerance = 2;
  // Choices of one and of several are drawn by us around fields that nobody sees.
  const controls = document.querySelectorAll(
    'button, [role=option], input:not([type=radio], [type=checkbox], [type=range])',
  );
  return [...controls].filter(isCut).map((control) => control.outerHTML.slice(0, 160));

  function isCut(control: Element): boolean {
    const own = control.getBoundingClientRect();
    // Of one pixel: for screen readers only.
    if (control.closest('.visually-hidden, [style*="width: 1px"]') !== null) return false;
    let isReached = { x: false, y: false };
    for (let box = control.parentElement; box !== null; box = box.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(box);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      const around = box.getBoundingClientRect();
      isReached = { x: isReached.x || scrolls(overflowX), y: isReached.y || scrolls(overflowY) };
      if (!isReached.x && reachesOut(own.left, own.right, around.left, around.right)) return true;
      if (!isReached.y && reachesOut(own.top, own.bottom, around.top, around.bottom)) return true;
    }
    if (!isReached.x && reachesOut(own.left, own.right, 0, window.innerWidth)) return true;
    return !isReached.y && reachesOut(own.top, own.bottom, 0, window.innerHeight);
  }

  function scrolls(overflow: string): boolean {
    return overflow === 'auto' || overflow === 'scroll';
  }

  function reachesOut(start: number, end: number, from: number, to: number): boolean {
    return start < from - tolerance || end > to + tolerance;
  }
}
