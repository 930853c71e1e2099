/** What a person has chosen and not saved yet. */
export interface Draft {
  readonly name: string;
  readonly role: 'desk' | 'kiosk';
  readonly checkpoint: string;
  readonly printer: string;
}
