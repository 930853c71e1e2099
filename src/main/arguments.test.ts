import { describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';

describe('the arguments of the app', () => {
  it('are read among the switches of Chromium; the last of two counts', () => {
    const argv = [
      'electron',
      '--no-sandbox',
      '.',
      '--data=/a',
      '--data=/b=c',
      '--window=kiosk',
      '--lang=zh-CN',
    ];
    expect(readArguments(argv)).toEqual({ data: '/b=c', window: 'kiosk', lang: 'zh-CN' });
  });

  it('are null where nothing is said', () => {
    expect(readArguments(['electron', '.'])).toEqual({ data: null, window: null, lang: null });
  });

  it.each(['--window=wall', '--lang=fr', '--data='])(
    'are refused when they make no sense: %s',
    (argument) => {
      expect(() => readArguments(['electron', '.', argument])).toThrow();
    },
  );
});
