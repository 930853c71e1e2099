/** What fontkit 2.0 does and its types do not say. */
import 'fontkit';

declare module 'fontkit' {
  interface MarkPositioner {
    applyAnchor(mark: { readonly markAnchor: object | null }, baseAnchor: object | null, base: number): void;
  }

  interface Font {
    /** Its engine for OpenType tables; without such tables there is none. */
    readonly _layoutEngine: { readonly engine?: { readonly GPOSProcessor?: MarkPositioner | null } | null };
  }
}
