import type { Translate } from "../contract";

/** What we use of the admin's global `shopify`: every admin target has it. */
export type AdminSurface = {
  i18n: { translate: Translate; formatDate: (date: Date, options?: Intl.DateTimeFormatOptions) => string };
  data: { selected: { id: string }[] };
};

/** The language of the words on screen: each locale file names its own, so that the app's sentences match ours. */
export function localeOf(surface: AdminSurface): string {
  return surface.i18n.translate("locale");
}

/** The order or draft this page is about; empty on a page without one. */
export function selectedRef(surface: AdminSurface): string {
  return surface.data.selected[0]?.id ?? "";
}
