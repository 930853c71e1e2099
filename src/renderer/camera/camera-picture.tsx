import { type RefObject, useId, useLayoutEffect, useRef } from 'react';

/**
 * The picture of a camera, covering its box. The decoder reads the picture at the width of the inner element
 * (640 px in camera.css) whatever the size of the box: a small box must not cost sharpness.
 */
export function CameraPicture({
  picture,
  label,
}: {
  picture: RefObject<HTMLDivElement | null>;
  label: string;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const outer = box.current;
    const inner = picture.current;
    if (outer === null || inner === null) return;
    const observer = new ResizeObserver(() => {
      const scale = Math.max(
        outer.clientWidth / inner.offsetWidth,
        inner.offsetHeight === 0 ? 0 : outer.clientHeight / inner.offsetHeight,
      );
      if (frame.current !== null) frame.current.style.transform = `translate(-50%, -50%) scale(${scale})`;
    });
    observer.observe(outer);
    observer.observe(inner);
    return () => observer.disconnect();
  }, [picture]);
  return (
    <div ref={box} className="camera-picture" role="img" aria-label={label}>
      <div ref={frame} className="camera-frame">
        <div ref={picture} id={id} className="camera-reader" />
      </div>
    </div>
  );
}
