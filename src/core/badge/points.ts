import type { Box } from '../../contract/badge-layout.ts';

/** Layouts count in mm, PDF in points. */
export const POINTS_PER_MM = 72 / 25.4;

export function inPoints({ x, y, width, height }: Box): Box {
  return {
    x: x * POINTS_PER_MM,
    y: y * POINTS_PER_MM,
    width: width * POINTS_PER_MM,
    height: height * POINTS_PER_MM,
  };
}
