import type { ReactNode } from 'react';

/** The drawings of a kiosk, for people who read neither of its languages. */
const DRAWINGS = {
  /** A phone that shows a code. */
  code: (
    <>
      <rect x="30" y="8" width="60" height="104" rx="10" />
      <path d="M54 102h12" />
      <path d="M42 30h14v14H42zM64 30h14v14H64zM42 52h14v14H42zM64 52h6v6h-6zM72 60h6v6h-6zM42 76h6M54 74v8M64 76h14" />
    </>
  ),
  /** The phone under an eye that reads. */
  hold: (
    <>
      <path d="M16 34V18a8 8 0 0 1 8-8h16M80 10h16a8 8 0 0 1 8 8v16M104 86v16a8 8 0 0 1-8 8H80M40 110H24a8 8 0 0 1-8-8V86" />
      <rect x="42" y="30" width="36" height="60" rx="6" />
      <path d="M50 44h7v7h-7zM63 44h7v7h-7zM50 58h7v7h-7zM64 60h6M66 66h4" strokeWidth="3" />
      <path d="M6 60h24M90 60h24" />
    </>
  ),
  /** A badge that comes out of a slot. */
  take: (
    <>
      <path d="M14 30h92" strokeWidth="9" />
      <path d="M32 34v60a8 8 0 0 0 8 8h40a8 8 0 0 0 8-8V34" />
      <path d="M48 56h24M44 72h32M52 86h16" />
    </>
  ),
  sit: (
    <>
      <circle cx="52" cy="16" r="9" />
      <path d="M52 32v32h28l12 34h12M52 46h24" />
      <path d="M42 54a28 28 0 1 0 38 38" />
    </>
  ),
  stand: (
    <>
      <circle cx="60" cy="16" r="9" />
      <path d="M60 30v40M60 38L38 56M60 38l22 18M60 70l-16 40M60 70l16 40" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export function Picture({ name }: { name: keyof typeof DRAWINGS }) {
  return (
    <svg className="picture" viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="5" strokeLinecap="round" strokeLinejoin="round">
        {DRAWINGS[name]}
      </g>
    </svg>
  );
}
