/** linebreak 1.1 has no types of its own. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string);
    /** The next place where the line may end, as an offset in UTF-16 code units; null after the last. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
