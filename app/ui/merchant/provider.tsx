import { Link } from "@remix-run/react";
import { AppProvider } from "@shopify/polaris";
import type { LinkLikeComponentProps } from "@shopify/polaris/build/ts/src/utilities/link";
import english from "@shopify/polaris/locales/en.json";
import french from "@shopify/polaris/locales/fr.json";
import { useMemo, type ReactNode } from "react";
import type { MerchantLocale } from "../../core/locale";
import { TakesMoneyContext } from "./collected";
import { FileKeyContext, useFileUrl } from "./file-url";
import { LanguageContext } from "./language";

const translations = { fr: french, en: english };

/** Everything a merchant's screen stands on: the design system in the reader's language, and links that need no reload. */
export function MerchantProvider({ locale, timeZone, fileKey = null, takesMoney = true, children }: { locale: MerchantLocale; timeZone: string; fileKey?: string | null; takesMoney?: boolean; children: ReactNode }) {
  const language = useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
  return (
    <LanguageContext.Provider value={language}>
      <FileKeyContext.Provider value={fileKey}>
        <TakesMoneyContext.Provider value={takesMoney}>
          <AppProvider i18n={translations[locale]} linkComponent={AppLink}>{children}</AppProvider>
        </TakesMoneyContext.Provider>
      </FileKeyContext.Provider>
    </LanguageContext.Provider>
  );
}

/** Files and other sites are fetched by the browser itself. */
function AppLink({ url, external, download, target, ref: _ref, children, ...rest }: LinkLikeComponentProps) {
  const fileUrl = useFileUrl();
  const isOurs = url.startsWith("/") && !download && !external;
  if (isOurs) return <Link to={url} {...rest}>{children}</Link>;
  const outward = external || target === "_blank" ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return <a href={download && url.startsWith("/app/") ? fileUrl(url) : url} {...(download ? { download } : {})} {...outward} {...rest}>{children}</a>;
}
