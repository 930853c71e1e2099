import { Component, type ReactNode } from 'react';
import { failureSentence } from '../../contract/failure-sentences.ts';
import { wordsIn } from '../language/language.ts';

/** Where no staff stand by: a guest is sent to the desk meanwhile. */
const RELOAD_AFTER_MS = 5_000;
const FAILURE = { code: 'unexpected', details: {} } as const;

/** A fault in a screen leaves words and a way on, never an empty window. Check-ins are in the core, not here. */
export class CrashScreen extends Component<
  { readonly children: ReactNode; readonly isAlone?: boolean },
  { readonly isCrashed: boolean }
> {
  override state = { isCrashed: false };

  static getDerivedStateFromError(): { isCrashed: boolean } {
    return { isCrashed: true };
  }

  override componentDidCatch(): void {
    if (this.props.isAlone === true) window.setTimeout(() => location.reload(), RELOAD_AFTER_MS);
  }

  override render(): ReactNode {
    if (!this.state.isCrashed) return this.props.children;
    if (this.props.isAlone === true)
      return (
        <main className="crashed crashed-alone" data-screen="crashed">
          <h1 lang="zh-CN">{wordsIn('zh-CN')('kiosk.away')}</h1>
          <p lang="en">{wordsIn('en')('kiosk.away')}</p>
        </main>
      );
    return (
      <main className="crashed" data-screen="crashed">
        <h1 lang="zh-CN">{failureSentence(FAILURE, 'zh')}</h1>
        <p lang="en">{failureSentence(FAILURE, 'en')}</p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          {wordsIn('zh-CN')('core.reload')} {wordsIn('en')('core.reload')}
        </button>
      </main>
    );
  }
}
