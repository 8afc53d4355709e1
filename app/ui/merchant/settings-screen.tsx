import { Form, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, InlineStack, Layout, Page, Text } from "@shopify/polaris";
import type { ShopperLocale, Words } from "../../core/locale";
import { accountWords } from "../words/account";
import { journalWords } from "../words/journal";
import { sendWords } from "../words/send";
import { settingsWords } from "../words/settings";
import { shellWords } from "../words/shell";
import { useCollected } from "./collected";
import { HealthBadge, HealthNews, type ConnectionProps } from "./connection-screen";
import { Facts, SectionTitle } from "./facts";
import { TextInput } from "./fields";
import { useFileUrl } from "./file-url";
import { useSay, useWords } from "./language";
import { connectionPath, newConnectionPath } from "./paths";
import { SubmitButton } from "./submit-button";

/** What came of the sample mail. */
export type TestAnswer =
  | { ok: true; email: string }
  | { ok: false; reason: "email-wrong" | "no-messenger"; email: string }
  | { ok: false; reason: "refused"; detail: string; email: string }
  | { ok: false; reason: "trouble"; words: Words; email?: string };

type Shop = { name: string; legalLines: string[]; website: string | null; contactEmail: string | null; locale: ShopperLocale; timeZone: string; linkDays: number; hasLogo: boolean };
type Port = { port: ConnectionProps["port"]; connections: ConnectionProps[]; offered: { vendor: string; name: string }[] };

export type SettingsScreenProps = { shop: Shop; memberEmail: string; hasMessenger: boolean; ports: Port[]; answer: TestAnswer | null };

/** The shop as customers see it, what it is connected to, and the reader's own account. */
export function SettingsScreen(props: SettingsScreenProps) {
  const words = useWords(settingsWords);
  const { team } = useWords(accountWords);
  const journal = useWords(journalWords);
  const collected = useCollected();
  const textOf = (port: Port["port"]) => (port === "messenger" ? collected?.mailText : undefined) ?? words.ports[port].text;
  return (
    <Page title={words.title}>
      <Layout>
        <Layout.AnnotatedSection title={words.shop.title} description={collected?.shopText ?? words.shop.text}><ShopCard shop={props.shop} /></Layout.AnnotatedSection>
        {props.ports.map((port) => (
          <Layout.AnnotatedSection key={port.port} title={words.ports[port.port].title} description={textOf(port.port)}>
            <div id={port.port} className="anchor"><PortCard {...port} /></div>
          </Layout.AnnotatedSection>
        ))}
        {props.hasMessenger ? (
          <Layout.AnnotatedSection title={words.test.title} description={words.test.text}><TestCard {...props} /></Layout.AnnotatedSection>
        ) : null}
        {props.memberEmail === "" ? null : (
          <Layout.AnnotatedSection title={team.title} description={team.text}><Card><Button url="/app/settings/members">{team.open}</Button></Card></Layout.AnnotatedSection>
        )}
        <Layout.AnnotatedSection title={journal.title} description={journal.text}><Card><Button url="/app/settings/journal">{journal.open}</Button></Card></Layout.AnnotatedSection>
        <Layout.AnnotatedSection title={words.account.title} description={props.memberEmail === "" ? words.account.textInside : words.account.text(props.memberEmail)}><AccountCard hasPassword={props.memberEmail !== ""} /></Layout.AnnotatedSection>
      </Layout>
    </Page>
  );
}

function ShopCard({ shop }: { shop: Shop }) {
  const fileUrl = useFileUrl();
  const { shop: words, logo } = useWords(settingsWords);
  const { locales } = useWords(sendWords);
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={shop.name}><Button url="/app/settings/shop" accessibilityLabel={`${words.edit} : ${words.title}`}>{words.edit}</Button></SectionTitle>
        {shop.hasLogo ? <div><img className="logo" src={fileUrl("/app/settings/logo.png")} alt={logo.alt} /></div> : null}
        <Facts
          facts={[
            { name: words.legal, value: shop.legalLines.length === 0 ? "–" : shop.legalLines.map((line) => <span key={line} style={{ display: "block" }}>{line}</span>) },
            { name: words.website, value: shop.website ?? "–" },
            { name: words.contact, value: shop.contactEmail ?? "–" },
            { name: words.locale, value: locales[shop.locale] },
            { name: words.zone, value: shop.timeZone },
            { name: words.days, value: String(shop.linkDays) },
          ]}
        />
      </BlockStack>
    </Card>
  );
}

function PortCard({ port, connections, offered }: Port) {
  const { ports, connection: words } = useWords(settingsWords);
  // A shop writes from one address: a second set-up would only take the first one's place.
  const isOffered = port !== "messenger" || connections.length === 0;
  const collected = useCollected();
  const none = (port === "messenger" ? collected?.mailNone : undefined) ?? ports[port].none;
  return (
    <Card>
      <BlockStack gap="400">
        {connections.length === 0 ? <Text as="p" tone="subdued">{none}</Text> : (
          <ul className="plain-list">
            {connections.map((connection) => (
              <li key={connection.id}>
                <BlockStack gap="300">
                  <InlineStack align="space-between" blockAlign="center" gap="200">
                    <BlockStack gap="050">
                      <InlineStack align="start" gap="200" blockAlign="center">
                        <Text as="h3" variant="headingSm">{connection.vendorName}</Text>
                        <HealthBadge {...connection} />
                      </InlineStack>
                      {connection.title === "" ? null : <Text as="p" tone="subdued" breakWord>{connection.title}</Text>}
                    </BlockStack>
                    <Button url={connectionPath(connection.id)} accessibilityLabel={`${words.edit} ${connection.vendorName} ${connection.title}`}>{words.edit}</Button>
                  </InlineStack>
                  <HealthNews {...connection} />
                </BlockStack>
              </li>
            ))}
          </ul>
        )}
        <InlineStack gap="200">
          {(isOffered ? offered : []).map(({ vendor, name }) => (
            <Button key={vendor} url={newConnectionPath(port, vendor)} {...(connections.length > 0 && { variant: "plain" as const })}>{ports[port].add(name)}</Button>
          ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function TestCard({ memberEmail, answer }: SettingsScreenProps) {
  const { test } = useWords(settingsWords);
  const say = useSay();
  const isBusy = useNavigation().formMethod === "POST";
  const problem = answer === null || answer.ok ? null
    : answer.reason === "trouble" ? say(answer.words) : answer.reason === "refused" ? test.refused(answer.detail) : answer.reason === "no-messenger" ? test.noMail : null;
  return (
    <Card>
      <BlockStack gap="400">
        {answer?.ok ? <Banner tone="success"><p role="status">{test.sent(answer.email)}</p></Banner> : null}
        {problem === null ? null : <Banner tone="critical"><p>{problem}</p></Banner>}
        <Form method="post" action="/app/settings?index" preventScrollReset>
          <BlockStack gap="300">
            <TextInput
              name="email" type="email" label={test.email} initial={answer?.email ?? memberEmail} inputMode="email"
              problem={answer && !answer.ok && answer.reason === "email-wrong" ? test.emailWrong : undefined}
            />
            <div><SubmitButton isBusy={isBusy} busy={test.sending}>{test.submit}</SubmitButton></div>
          </BlockStack>
        </Form>
      </BlockStack>
    </Card>
  );
}

/** The same as the account menu, for readers without script; inside a shop's admin there is nobody to sign out. */
function AccountCard({ hasPassword }: { hasPassword: boolean }) {
  const words = useWords(shellWords);
  const { password } = useWords(accountWords);
  return (
    <Card>
      <InlineStack gap="300">
        {hasPassword ? <Button url="/app/settings/account">{password.show}</Button> : null}
        <Form method="post" action="/app/language">
          <input type="hidden" name="locale" value={words.otherLocale} />
          <input type="hidden" name="to" value="/app/settings" />
          <SubmitButton intent="language">{words.otherLanguage}</SubmitButton>
        </Form>
        {hasPassword ? <Form method="post" action="/sign-out"><SubmitButton intent="sign-out">{words.signOut}</SubmitButton></Form> : null}
      </InlineStack>
    </Card>
  );
}
