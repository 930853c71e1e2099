import { useEffect, useMemo } from 'react';
import { Sounds } from './sounds.ts';

/** The sounds of a screen, loaded with it. */
export function useSounds(): Sounds {
  const sounds = useMemo(() => new Sounds(), []);
  useEffect(() => sounds.load(), [sounds]);
  return sounds;
}
