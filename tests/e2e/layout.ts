/** What a test sees of a screen's layout in the real window: each finding is a line with the element that has it. */
import type { Page } from 'playwright-core';

/** What can be pressed and is smaller than so many pixels in one direction. A label is pressed for its hidden input. */
export function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const pressed =
      'button, a[href], [role=option], [role=checkbox], .choice, .switch, input:not([type=file])';
    return [...document.querySelectorAll<HTMLElement>(pressed)].flatMap((element) => {
      const isHidden = !element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('[inert]');
      const { width, height } = element.getBoundingClientRect();
      const isForItsLabel = element.matches('label input, .slider-thumb input');
      if (isHidden || isForItsLabel || element.closest('.visually-hidden, [data-react-aria-prevent-focus]'))
        return [];
      const isSmall = width < least - 0.5 || height < least - 0.5;
      return isSmall
        ? [`${width.toFixed(1)} x ${height.toFixed(1)}: ${element.outerHTML.slice(0, 160)}`]
        : [];
    });
  }, leastPx);
}

/** What moves, or would when something changes. */
export function motion(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const running = document.getAnimations().map((animation) => `running: ${animation.playState}`);
    const computed = [...document.querySelectorAll('*')].flatMap((element) =>
      ['', '::before', '::after'].flatMap((part) => {
        const style = getComputedStyle(element, part === '' ? null : part);
        const isAnimated = style.animationName !== 'none';
        const isGliding = style.transitionDuration.split(', ').some((text) => Number.parseFloat(text) > 0);
        return isAnimated || isGliding ? [`${part} ${element.outerHTML.slice(0, 120)}`] : [];
      }),
    );
    return [...running, ...computed];
  });
}

/** What reaches out of the window or out of its button sideways, and words that lie on other words. */
export function collisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Words {
      readonly text: string;
      readonly box: DOMRect;
    }
    /** What of a box its ancestors let show; null where nothing is left. */
    function shown(element: Element, box: DOMRect): DOMRect | null {
      let { left, top, right, bottom } = box;
      for (let above: Element | null = element; above !== null; above = above.parentElement) {
        const style = getComputedStyle(above);
        const frame = above.getBoundingClientRect();
        if (style.overflowX !== 'visible')
          [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
        if (style.overflowY !== 'visible')
          [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
      }
      return right - left > 2 && bottom - top > 2 ? new DOMRect(left, top, right - left, bottom - top) : null;
    }
    const words: Words[] = [];
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (text === '' || element === null || element.closest('[inert], .visually-hidden, script, style'))
        continue;
      if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        // A line's box is higher than its letters.
        const letters = new DOMRect(line.x, line.y + line.height * 0.25, line.width, line.height * 0.5);
        const box = shown(element, letters);
        if (box === null) continue;
        if (box.left < -1 || box.right > innerWidth + 1)
          found.push(`out of the window: ${text.slice(0, 60)}`);
        words.push({ text, box });
      }
    }
    for (const [place, one] of words.entries()) {
      for (const other of words.slice(place + 1)) {
        if (one.text === other.text) continue;
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 2 && height > 2)
          found.push(`on each other: ${one.text.slice(0, 60)} | ${other.text.slice(0, 60)}`);
      }
    }
    for (const button of document.querySelectorAll<HTMLElement>('button:not([inert] *)')) {
      const isShortened = getComputedStyle(button).textOverflow === 'ellipsis';
      const isWide = button.checkVisibility() && button.scrollWidth > button.clientWidth + 1;
      if (isWide && !isShortened) found.push(`wider than its button: ${button.outerHTML.slice(0, 120)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
}

/** What can be pressed and cannot be brought into view whole and on top. */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    // Radios and sliders have inputs that nobody sees: what is seen of them is asked.
    [
      ...document.querySelectorAll<HTMLElement>('button, .choice, .slider-thumb, input:not([type])'),
      ...document.querySelectorAll<HTMLElement>('input[type=text], input[type=search]'),
    ].flatMap((element) => {
      if (!element.checkVisibility()) return [];
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
      const isInside = left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
      const middle = document.elementFromPoint(left + width / 2, top + height / 2);
      const isOnTop = middle !== null && (element.contains(middle) || middle.contains(element));
      return isInside && isOnTop ? [] : [element.outerHTML.slice(0, 120)];
    }),
  );
}

/** What has the focus, and the ring around it: its two colours and what is behind them, as `#rrggbb`. */
export interface Focused {
  readonly element: string;
  readonly ring: readonly string[];
  readonly behind: string;
  /** Sides on which what scrolls or clips around it hides the ring. */
  readonly cutSides: number;
}

/** Tabs once around the screen from where the focus is. */
export async function tabAround(page: Page): Promise<Focused[]> {
  const around: Focused[] = [];
  const seen = new Set<string>();
  await page.evaluate(() => {
    let numbers = 0;
    document.addEventListener(
      'focusin',
      ({ target }) => {
        if (target instanceof HTMLElement) target.dataset.tab ??= String(numbers++);
      },
      true,
    );
  });
  for (;;) {
    await page.keyboard.press('Tab');
    const { tab, ...focused } = await page.evaluate(lookAtFocus);
    if (tab === undefined || seen.has(tab)) return around;
    seen.add(tab);
    around.push(focused);
  }
}

function lookAtFocus(): Focused & { readonly tab: string | undefined } {
  function hex(colour: string): string | null {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (alpha < 1) return null;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  }
  function hasRing(element: Element): boolean {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  }
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body)
    return { tab: undefined, element: '', ring: [], behind: '#ffffff', cutSides: 0 };
  // What is seen of a radio or a switch is its label; of a field without a frame, what frames it.
  const isHiddenInput = focused.matches('input:is([type=radio], [type=checkbox], [type=range])');
  let seen = (isHiddenInput ? focused.closest<HTMLElement>('label, .slider-thumb') : null) ?? focused;
  while (!hasRing(seen) && seen.parentElement?.matches('.search-field, .react-aria-ComboBox, .field'))
    seen = seen.parentElement;
  const style = getComputedStyle(seen);
  const isInside = Number.parseFloat(style.outlineOffset) < 0;
  // A shadow outside of a ring that has to stay inside is cut off with everything else there.
  const isShadowSeen = style.boxShadow.includes('inset') || !isInside;
  const shadow = isShadowSeen ? (style.boxShadow.match(/rgba?\([^)]*\)/)?.[0] ?? null) : null;
  const ring = hasRing(seen) ? [style.outlineColor, ...(shadow === null ? [] : [shadow])] : [];
  let behind: string | null = null;
  for (
    let above = isInside ? seen : seen.parentElement;
    above !== null && behind === null;
    above = above.parentElement
  )
    behind = hex(getComputedStyle(above).backgroundColor);
  const reach = Number.parseFloat(style.outlineOffset) + Number.parseFloat(style.outlineWidth);
  const box = seen.getBoundingClientRect();
  const cut = new Set<string>();
  for (let above = seen.parentElement; above !== null; above = above.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(above);
    const frame = above.getBoundingClientRect();
    if (overflowX !== 'visible' && box.left - reach < frame.left - 0.5) cut.add('left');
    if (overflowX !== 'visible' && box.right + reach > frame.right + 0.5) cut.add('right');
    if (overflowY !== 'visible' && box.top - reach < frame.top - 0.5) cut.add('top');
    if (overflowY !== 'visible' && box.bottom + reach > frame.bottom + 0.5) cut.add('bottom');
  }
  return {
    tab: focused.dataset.tab,
    element: seen.outerHTML.slice(0, 140),
    ring: ring.flatMap((colour) => hex(colour) ?? []),
    behind: behind ?? '#ffffff',
    cutSides: cut.size,
  };
}
