import { expect, it } from 'vitest';
import { splitName } from './person-name.ts';

it.each([
  ['欧阳小明', '欧阳', '小明'],
  ['歐陽娜娜', '歐陽', '娜娜'],
  ['司马光', '司马', '光'],
  ['王伟', '王', '伟'],
  ['刘𬱖', '刘', '𬱖'],
  ['李小龙', '李', '小龙'],
  ['欧阳 小明', '欧阳', '小明'],
  ['渡邉 さくら', '渡邉', 'さくら'],
  ['김 민준', '김', '민준'],
  ['Li, Zoë', 'Li', 'Zoë'],
  ['欧阳', '欧', '阳'],
  ['范徐丽泰', '范徐丽泰', ''],
  ['买买提·艾力', '买买提·艾力', ''],
  ['Zoë Li', 'Zoë Li', ''],
  ['李', '李', ''],
  ['', '', ''],
])('%j is %j and %j', (name, familyName, givenName) => {
  expect(splitName(name)).toEqual({ familyName, givenName });
});
