import { redirect, redirectDocument, type ActionFunctionArgs, type HeadersFunction, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, InlineStack, List, Page, Text } from "@shopify/polaris";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { z } from "zod";
import { isSafeSite, isWithin } from "../core/companion";
import { cleanText } from "../core/order";
import { actInside, readForm, showInside } from "../door.server";
import { dismissCompanion, grantCompanion } from "../flows/connect-companion.server";
import type { PageHandle } from "../root";
import { MerchantProvider } from "../ui/merchant/provider";
import { SubmitButton } from "../ui/merchant/submit-button";
import { connectShopWords } from "../ui/words/connect-shop";

/** No script: the page only asks yes or no, and the browser itself carries the answer back to the shop. */
export const handle: PageHandle = { isStatic: true };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];
export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

const address = z.url().max(500);
const asked = z.object({
  name: z.string().max(300).transform((name) => cleanText(name, 80)),
  site: address,
  return: address,
  state: z.string().regex(/^[\w-]{20,100}$/),
  challenge: z.string().regex(/^[\w-]{43}$/),
});
type Asked = z.infer<typeof asked>;

/** What a companion asks for when it sends its administrator here; with nothing asked, the shops connected so. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  return showInside(args, async ({ ctx, member }) => {
    const { pathname, search, searchParams: params } = new URL(args.request.url);
    // Reached by script, after signing in, the page would stand under the policy of the page before.
    if (args.request.headers.get("sec-fetch-dest") === "empty") throw redirectDocument(pathname.replace(/\.data$/, "") + search);
    const read = asked.safeParse(Object.fromEntries(params));
    const shops = ctx.platforms.flatMap(({ connection: { id, companion } }) => (companion ? [{ id, site: companion.site }] : []));
    const request = read.success ? read.data : null;
    const isFitting = request !== null && isSafeSite(request.site) && isWithin(request.site, request.return);
    const view = {
      locale: member.locale, timeZone: ctx.store.timeZone, store: ctx.store.name, shops,
      request: isFitting ? request : null,
      problem: params.size === 0 || isFitting ? null : request === null ? ("incomplete" as const) : ("addressesDiffer" as const),
    };
    return Response.json(view, { headers: { "Content-Security-Policy": policyFor(view.request), "Referrer-Policy": "no-referrer" } });
  });
}

/** A form's answer may be redirected only where the policy lets forms go: to ourselves, and to the shop that asked. */
function policyFor(request: Asked | null): string {
  const shop = request ? ` ${new URL(request.return).origin}` : "";
  return `default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'${shop}; base-uri 'none'; frame-ancestors 'none'`;
}

export async function action(args: ActionFunctionArgs) {
  return actInside(args, async ({ ctx, member }) => {
    const { intent, connection, ...fields } = await readForm(args.request);
    if (intent === "end") return dismissCompanion(ctx, connection ?? "");
    const read = asked.safeParse(fields);
    if (!read.success) return { ok: false as const, reason: "incomplete" as const };
    const { site, state, challenge } = read.data;
    const back = new URL(read.data.return);
    const granted = intent === "yes" ? await grantCompanion(ctx, { memberId: member.id, site, returnUrl: back.href, challenge }) : null;
    if (intent === "yes" && granted === null) return { ok: false as const, reason: "addressesDiffer" as const };
    if (!isWithin(site, back.href)) return { ok: false as const, reason: "addressesDiffer" as const };
    back.searchParams.set("reglo_state", state);
    if (granted) back.searchParams.set("reglo_code", granted.code);
    else back.searchParams.set("reglo_error", "refused");
    return redirect(back.href, 303);
  });
}

type View = { locale: "fr" | "en"; timeZone: string; store: string; shops: { id: string; site: string }[]; request: Asked | null; problem: "incomplete" | "addressesDiffer" | null };

export default function ConnectShop() {
  const view = useLoaderData<typeof loader>() as unknown as View;
  const answer = useActionData<typeof action>();
  const words = connectShopWords[view.locale];
  const refused = answer && !answer.ok && (answer.reason === "incomplete" || answer.reason === "addressesDiffer") ? answer.reason : view.problem;
  return (
    <MerchantProvider locale={view.locale} timeZone={view.timeZone}>
      <Page narrowWidth title={words.title}>
        <BlockStack gap="400">
          {answer?.ok && <Banner tone={answer.isShopTold ? "success" : "warning"}>{answer.isShopTold ? words.ended : words.endedUntold}</Banner>}
          {refused && <Banner tone="critical">{words[refused]}</Banner>}
          {view.request ? <Question view={view} request={view.request} /> : <Shops view={view} />}
        </BlockStack>
      </Page>
    </MerchantProvider>
  );
}

function Question({ view, request }: { view: View; request: Asked }) {
  const words = connectShopWords[view.locale];
  return (
    <Card>
      <form method="post">
        {Object.entries(request).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">{words.ask(request.name || new URL(request.site).host, view.store)}</Text>
          <BlockStack gap="100">
            <Text as="p">{words.address}</Text>
            <Box background="bg-surface-secondary" padding="300" borderRadius="200"><Text as="p" variant="headingLg" breakWord>{new URL(request.site).host}</Text><Text as="p" tone="subdued" breakWord>{request.site}</Text></Box>
          </BlockStack>
          <List>{words.meaning.map((line) => <List.Item key={line}>{line}</List.Item>)}</List>
          <InlineStack gap="200">
            <SubmitButton look="primary" intent="yes">{words.yes}</SubmitButton>
            <SubmitButton intent="no">{words.no}</SubmitButton>
          </InlineStack>
        </BlockStack>
      </form>
    </Card>
  );
}

function Shops({ view }: { view: View }) {
  const words = connectShopWords[view.locale];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">{words.listTitle}</Text>
        {view.shops.length === 0 && <Text as="p" tone="subdued">{words.listEmpty}</Text>}
        {view.shops.map(({ id, site }) => (
          <form method="post" key={id}>
            <input type="hidden" name="connection" value={id} />
            <InlineStack gap="300" align="space-between" blockAlign="center">
              <BlockStack><Button variant="plain" url={site} external textAlign="left">{site}</Button><Text as="p" tone="subdued">{words.endMeaning}</Text></BlockStack>
              <SubmitButton look="critical" intent="end">{words.end}</SubmitButton>
            </InlineStack>
          </form>
        ))}
      </BlockStack>
    </Card>
  );
}
