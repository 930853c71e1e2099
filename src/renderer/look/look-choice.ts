/** What a person may choose; `system` goes with the computer. */
export const LOOK_CHOICES = ['system', 'light', 'dark'] as const;
export type LookChoice = (typeof LOOK_CHOICES)[number];

/** What a window looks like. */
export type Look = Exclude<LookChoice, 'system'>;
