import { useLayoutEffect, useRef } from 'react';

/** Scripts that write no spaces, in which a browser breaks a line inside of a name. */
const UNSPACED = /([\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/u;

interface FitTextProps {
  readonly text: string;
  readonly className: string;
  /** Sizes in px, the largest first: the first that fits into the element is taken, the last one is cut. */
  readonly sizes: readonly number[];
  /** Of the text, where it is not that of the window. */
  readonly lang?: string;
  /** A span stands where no block may, such as in a heading. */
  readonly as?: 'div' | 'span';
}

/** A text of any length and script in a box: as large as it can be with its words whole, then broken, then cut. */
export function FitText({ text, className, sizes, lang, as: Element = 'div' }: FitTextProps) {
  const ref = useRef<HTMLDivElement & HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides whether it fits
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    let fitted = '';
    const fit = () => {
      if (fitted === boxOf(element)) return;
      choose();
      fitted = boxOf(element);
    };
    const choose = () => {
      for (const words of ['whole', 'broken']) {
        element.dataset.words = words;
        for (const size of sizes) {
          element.style.fontSize = `${size}px`;
          if (isWhole(element, size)) return;
        }
      }
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [text, sizes]);
  return (
    <Element ref={ref} className={`fit-text ${className}`} lang={lang} dir="auto">
      {text.split(UNSPACED).map((part, place) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no other name, and stay in their places
        place % 2 === 1 ? <span key={place}>{part}</span> : part,
      )}
    </Element>
  );
}

/** What changes when the text has to be fitted anew: the room for it, or its height once its font has come. */
function boxOf({ clientWidth, clientHeight }: HTMLElement): string {
  return `${clientWidth} ${clientHeight}`;
}

/** Fonts of tall scripts reach out of their line, which is no second line. */
function isWhole(element: HTMLElement, size: number): boolean {
  const below = element.scrollHeight - element.clientHeight;
  return below <= size * 0.25 && element.scrollWidth <= element.clientWidth;
}
