import { expect, it } from 'vitest';
import { supplies } from './supplies.ts';

const NOTHING = {
  'marker-names': [],
  'marker-types': [],
  'marker-levels': [],
  'printer-supply': [],
  'printer-supply-description': [],
};

it.each([
  ['nothing', NOTHING, []],
  [
    'markers of CUPS; a negative level is unknown',
    {
      ...NOTHING,
      'marker-names': ['Black Ribbon', 'Waste'],
      'marker-types': ['ribbon-wax'],
      'marker-levels': [40, -2],
    },
    [
      { name: 'Black Ribbon', kind: 'ribbon-wax', level: 40 },
      { name: 'Waste', kind: 'unknown', level: null },
    ],
  ],
  [
    'supplies of an IPP printer; the level is a share of what fits',
    {
      ...NOTHING,
      'printer-supply': [
        'index=1;class=supplyThatIsConsumed;type=toner;unit=percent;maxcapacity=250;level=100;colorantname=black;',
        'index=2;type=wasteToner;maxcapacity=-2;level=-3;',
        'nonsense',
      ],
      'printer-supply-description': ['Black Toner'],
    },
    [
      { name: 'Black Toner', kind: 'toner', level: 40 },
      { name: 'wasteToner', kind: 'wasteToner', level: null },
      { name: 'unknown', kind: 'unknown', level: null },
    ],
  ],
])('%s', (_name, attributes, shown) => {
  expect(supplies(attributes)).toEqual(shown);
});
