import { z } from 'zod';
import type { Supply } from '../../contract/print.ts';

const texts = z.array(z.string()).catch([]);
const numbers = z.array(z.number()).catch([]);

/** How CUPS (`marker-…`) and IPP printers (`printer-supply…`, PWG 5100.13) tell of ink, toner and ribbons. */
export const SUPPLY_ATTRIBUTES = {
  'marker-names': texts,
  'marker-types': texts,
  'marker-levels': numbers,
  'printer-supply': texts,
  'printer-supply-description': texts,
};
const AttributesSchema = z.object(SUPPLY_ATTRIBUTES);

/** What is known of a printer's supplies; a level that it cannot tell is null. */
export function supplies(attributes: z.infer<typeof AttributesSchema>): Supply[] {
  const types = attributes['marker-types'];
  const levels = attributes['marker-levels'];
  const markers = attributes['marker-names'].map((name, index) => ({
    name,
    kind: types[index] ?? 'unknown',
    level: perCent(levels[index] ?? -1, 100),
  }));
  if (markers.length > 0) return markers;
  const descriptions = attributes['printer-supply-description'];
  return attributes['printer-supply'].map((supply, index) => readSupply(supply, descriptions[index]));
}

/** `type=toner;maxcapacity=100;level=75;…` (PWG 5100.13, section 5.6.19) */
function readSupply(text: string, description: string | undefined): Supply {
  const said = new Map(text.split(';').map((part) => pair(part)));
  const kind = said.get('type') ?? 'unknown';
  const most = Number(said.get('maxcapacity') ?? 100);
  return { name: description ?? kind, kind, level: perCent(Number(said.get('level') ?? -1), most) };
}

function pair(part: string): [string, string] {
  const [name = '', value = ''] = part.split('=');
  return [name.trim().toLowerCase(), value.trim()];
}

/** Negative levels and capacities mean that it does not know (RFC 3805). */
function perCent(level: number, most: number): number | null {
  const share = Math.round((level / most) * 100);
  return level >= 0 && most > 0 && share <= 100 ? share : null;
}
