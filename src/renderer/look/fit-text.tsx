import { useLayoutEffect, useRef } from 'react';

interface FitTextProps {
  readonly text: string;
  readonly className: string;
  /** Sizes in px, the largest first: the first that fits into the element is taken, the last one is cut. */
  readonly sizes: readonly number[];
}

/** A text of any length and script in a box of fixed height: as large as it can be, then wrapped, then cut. */
export function FitText({ text, className, sizes }: FitTextProps) {
  const ref = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides whether it fits
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const fit = () => {
      for (const size of sizes) {
        element.style.fontSize = `${size}px`;
        if (element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth)
          return;
      }
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [text, sizes]);
  return (
    <div ref={ref} className={className} dir="auto">
      {text}
    </div>
  );
}
