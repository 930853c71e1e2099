/** What the demo did, step by step, with measured times: ends as demo-out/summary.json. */
import { writeFileSync } from 'node:fs';

interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly ms: number;
  /** What the step found out, or why it failed. */
  readonly detail: unknown;
}

export interface DemoReport {
  /** Runs a step, says how it went, and rethrows: a step that failed ends the demo. */
  step<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Writes the summary; true when every step held and all that were promised ran. */
  write(file: string): boolean;
}

/** `promised` is the number of steps of a whole run. */
export function startDemoReport(promised: number): DemoReport {
  const steps: Step[] = [];

  function note(step: Step): void {
    steps.push(step);
    const time = `${Math.round(step.ms)} ms`.padStart(9);
    process.stdout.write(`${step.ok ? 'ok    ' : 'FAILED'} ${time}  ${step.step}\n`);
  }

  return {
    async step(name, work) {
      const started = performance.now();
      const elapsed = () => Math.round(performance.now() - started);
      try {
        const value = await work();
        note({ step: name, ok: true, ms: elapsed(), detail: isPlain(value) ? value : null });
        return value;
      } catch (cause) {
        note({ step: name, ok: false, ms: elapsed(), detail: String(cause) });
        throw cause;
      }
    },
    write(file) {
      const ok = steps.length === promised && steps.every((step) => step.ok);
      writeFileSync(file, `${JSON.stringify({ ok, steps }, null, 2)}\n`);
      return ok;
    },
  };
}

/** Texts, numbers and lists of them say something in a summary; a window or a server does not. */
function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isPlain) : ['string', 'number', 'boolean'].includes(typeof value);
}
