import { ProgressBar } from 'react-aria-components';

interface WorkProgressProps {
  /** What is being done. */
  readonly label: string;
  readonly done: number;
  readonly total: number;
  /** Both numbers in words. */
  readonly words: string;
}

/** How far work is that takes its time. */
export function WorkProgress({ label, done, total, words }: WorkProgressProps) {
  return (
    <ProgressBar
      aria-label={label}
      className="work-progress"
      minValue={0}
      maxValue={Math.max(total, 1)}
      value={done}
      valueLabel={words}
    >
      {({ percentage = 0, valueText }) => (
        <>
          <span className="work-bar">
            <i style={{ width: `${percentage}%` }} />
          </span>
          <b>{valueText}</b>
        </>
      )}
    </ProgressBar>
  );
}
