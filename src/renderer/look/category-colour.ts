import { contrast } from './contrast.ts';

const PLATE = '#ffffff';
const ON_PLATE = '#10222e';
const LEAST_CONTRAST = 4.5;

/** The colour of a category's word on white: its own where it can be read (WCAG 2.2, 1.4.3), else ink. */
export function categoryTextColour(colour: string): string {
  return contrast(colour, PLATE) >= LEAST_CONTRAST ? colour : ON_PLATE;
}
