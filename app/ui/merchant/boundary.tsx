import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { doorWords } from "../../core/door-words";
import type { Words } from "../../core/locale";
import { doorRefusalOf } from "../door-refusal";
import { shellWords } from "../words/shell";
import { useLocale, useSay, useWords } from "./language";

/** What a page shows instead of itself: what is missing, what a vendor said, or that the fault is ours. Never a stack. */
export function MerchantError() {
  const words = useWords(shellWords);
  const say = useSay();
  const error = useRouteError();
  const locale = useLocale();
  const trouble = isRouteErrorResponse(error) ? troubleIn(error.data) : null;
  const refusal = doorRefusalOf(error);
  const text = isRouteErrorResponse(error) && error.status === 404 ? words.notFound : refusal ? doorWords[locale][refusal] : trouble ? words.trouble : words.broken;
  return (
    <Page narrowWidth title={text.title}>
      <BlockStack gap="400">
        {trouble ? <Banner tone="critical"><p>{say(trouble)}</p></Banner> : null}
        <Card>
          <BlockStack gap="400" inlineAlign="start">
            <Text as="p">{text.text}</Text>
            <Button url="/app/orders">{words.home}</Button>
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}

function troubleIn(data: unknown): Words | null {
  const trouble = (data as { trouble?: unknown } | null)?.trouble as Partial<Words> | undefined;
  return typeof trouble?.fr === "string" && typeof trouble.en === "string" ? { fr: trouble.fr, en: trouble.en } : null;
}
