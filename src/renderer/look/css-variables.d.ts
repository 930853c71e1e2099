import 'react';

declare module 'react' {
  interface CSSProperties {
    /** A custom property, for a colour that only the event knows. */
    [name: `--${string}`]: string;
  }
}
