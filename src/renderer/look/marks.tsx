/** The shapes that go with the colours, so that no verdict is told by colour alone. */
const PATHS = {
  tick: 'M5 13l4.5 4.5L19 7',
  again: 'M19 12a7 7 0 1 1-2.1-5M19 3v5h-5',
  back: 'M5 9h9.5a4.75 4.75 0 0 1 0 9.5H8M9 5L5 9l4 4',
  cross: 'M6 6l12 12M18 6L6 18',
  question: 'M8.5 9a3.5 3.5 0 1 1 5 3.1c-1 .5-1.5 1.1-1.5 2.4M12 18.5v.1',
  warning: 'M12 5v9M12 18.5v.1',
  barred: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16M6.5 17.5l11-11',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20a7.5 7.5 0 0 1 15 0',
  hourglass: 'M7 3.5h10M7 20.5h10M8 3.5v3.5l4 5 4-5V3.5M8 20.5V17l4-5 4 5v3.5',
  badge: 'M7 6h10v14H7zM10 3.5h4M4.5 20.5l15-15',
  out: 'M4 12h14M12 6l6 6-6 6',
  alert: 'M12 4l9.5 16.5h-19zM12 10.5v4.5M12 17.8v.1',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  delete: 'M9 6h11v12H9l-5-6zM12 10l4 4M16 10l-4 4',
  desk: 'M4 9h16M6 9v10M18 9v10M12 3.5v2.5M9.5 6h5',
} as const;

export type MarkName = keyof typeof PATHS;

export function Mark({ name }: { name: MarkName }) {
  return (
    <svg className="mark-shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
