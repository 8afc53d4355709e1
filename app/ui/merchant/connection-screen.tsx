import { Form } from "@remix-run/react";
import { Badge, Banner, BlockStack, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import type { Currency } from "../../core/currency";
import type { Health, SettingsField, SettingsValues } from "../../core/ports";
import { settingsWords } from "../words/settings";
import { CodesCard, type CodesAnswer, type CodesProps } from "./codes-card";
import { ConnectionForm, type ConnectAnswer } from "./connection-form";
import { Facts, SectionTitle, Stranger } from "./facts";
import { Time, useSay, useWords } from "./language";
import { OlderOrdersCard } from "./older-orders";
import { SubmitButton } from "./submit-button";

export type ConnectionProps = {
  id: string;
  port: "platform" | "provider" | "messenger";
  vendorName: string;
  title: string;
  fields: readonly SettingsField[];
  values: SettingsValues;
  savedSecrets: string[];
  isInstalled: boolean;
  isEnabled: boolean;
  health: Health | null;
  lastHookAt: Date | null;
  lastSyncAt: Date | null;
  missingCurrencies: Currency[];
};

type ScreenProps = ConnectionProps & {
  answer: ConnectAnswer | null;
  /** Where the shop has templates of its own that can draw a payment code. */
  codes: CodesProps | null;
  codesAnswer: CodesAnswer | null;
};

/** One connected vendor: how it is, and its settings. */
export function ConnectionScreen({ answer, codes, codesAnswer, ...props }: ScreenProps) {
  const words = useWords(settingsWords);
  return (
    <Page fullWidth backAction={{ content: words.title, url: "/app/settings" }} title={props.vendorName} titleMetadata={<HealthBadge {...props} />} subtitle={props.title}>
      <InlineGrid columns={{ xs: 1, md: ["twoThirds", "oneThird"] }} gap="400" alignItems="start">
        <BlockStack gap="400">
          <HealthNews {...props} />
          {props.isEnabled && props.health?.olderOrders ? <OlderOrdersCard {...props.health.olderOrders} isInstalled={props.isInstalled} /> : null}
          <Card>
            <BlockStack gap="400">
              <SectionTitle title={words.connection.settings} />
              {props.isInstalled
                ? <Text as="p" tone="subdued">{words.connection.installed}</Text>
                : <ConnectionForm fields={props.fields} values={props.values} savedSecrets={props.savedSecrets} answer={answer} />}
            </BlockStack>
          </Card>
          {codes === null ? null : <CodesCard {...codes} answer={codesAnswer} />}
        </BlockStack>
        <HealthCard {...props} />
      </InlineGrid>
    </Page>
  );
}

export function HealthBadge({ isEnabled, health }: Pick<ConnectionProps, "isEnabled" | "health">) {
  const { connection: words } = useWords(settingsWords);
  if (!isEnabled) return <Badge>{words.disabled}</Badge>;
  if (health === null) return <Badge tone="info">{words.unchecked}</Badge>;
  return health.isWorking ? <Badge tone="success">{words.working}</Badge> : <Badge tone="critical">{words.failing}</Badge>;
}

/** What is wrong and what to do, in the vendor adapter's words, and the currencies nobody could pay in. */
export function HealthNews({ health, isEnabled, missingCurrencies }: ConnectionProps) {
  const { connection: words } = useWords(settingsWords);
  const say = useSay();
  const problems = isEnabled ? (health?.problems ?? []) : [];
  return (
    <>
      {problems.length === 0 ? null : (
        <Banner tone={health?.isWorking ? "warning" : "critical"}>
          <BlockStack gap="100">{problems.map((problem) => <p key={problem.en}>{say(problem)}</p>)}</BlockStack>
        </Banner>
      )}
      {missingCurrencies.length === 0 ? null : <Banner tone="warning"><p>{words.missingCurrencies(missingCurrencies.join(", "))}</p></Banner>}
    </>
  );
}

function HealthCard(props: ConnectionProps) {
  const { connection: words } = useWords(settingsWords);
  const say = useSay();
  const { health, isEnabled, lastHookAt, lastSyncAt, port } = props;
  const moment = (at: Date | null) => (at === null ? words.never : <Time at={at} length="moment" />);
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.health}><HealthBadge {...props} /></SectionTitle>
        <Facts
          facts={[
            { name: words.checkedAt, value: moment(health?.checkedAt ?? null) },
            { name: words.lastHook, value: port === "messenger" ? null : moment(lastHookAt) },
            { name: words.lastSync, value: port === "platform" ? moment(lastSyncAt) : null },
          ]}
        />
        {health === null || health.facts.length === 0 ? null : (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">{words.facts}</Text>
            <Facts facts={health.facts.map(({ label, value }) => ({ name: say(label), value: <Stranger>{value}</Stranger> }))} />
          </BlockStack>
        )}
        <Form method="post">
          <InlineStack gap="200">
            {isEnabled ? <SubmitButton intent="check" busy={words.checking}>{words.check}</SubmitButton> : null}
            {isEnabled ? <SubmitButton intent="disable" look="plain">{words.disable}</SubmitButton> : <SubmitButton intent="enable" look="primary">{words.enable}</SubmitButton>}
          </InlineStack>
        </Form>
      </BlockStack>
    </Card>
  );
}
