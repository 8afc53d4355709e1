import { useSubmit } from "@remix-run/react";
import { BlockStack, Button, Card, Link, Text } from "@shopify/polaris";
import { useContext, useState } from "react";
import type { Bridge } from "../../core/embedding";
import type { Health } from "../../core/ports";
import { olderOrdersWords } from "../words/older-orders";
import { SectionTitle } from "./facts";
import { useSay, useWords } from "./language";
import { connectionPath } from "./paths";
import { askForPermissions, BridgeContext } from "./permissions";

type CardProps = NonNullable<Health["olderOrders"]> & { isInstalled: boolean };

/** The shop shows its latest orders only: says so, and asks its admin for the others where that admin is around. */
export function OlderOrdersCard({ shownDays, permissions, howTo, isInstalled }: CardProps) {
  const words = useWords(olderOrdersWords);
  const say = useSay();
  const bridge = useContext(BridgeContext);
  const submit = useSubmit();
  const [asked, setAsked] = useState<"asking" | "granted" | "declined" | "failed" | null>(null);
  const ask = async (admin: Bridge) => {
    setAsked("asking");
    const answer = await askForPermissions(admin, permissions);
    setAsked(answer);
    if (answer === "granted") submit({ intent: "check" }, { method: "post" });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={words.title(shownDays)} />
        <Text as="p">{words.text(shownDays)}</Text>
        {bridge === null || !isInstalled
          ? <Text as="p">{isInstalled ? words.inAdmin : say(howTo)}</Text>
          : <div><Button loading={asked === "asking"} onClick={() => void ask(bridge)}>{words.ask}</Button></div>}
        <div role="status">{asked === null || asked === "asking" ? null : <Text as="p">{words[asked]}</Text>}</div>
      </BlockStack>
    </Card>
  );
}

type LineProps = { platforms: { id: string; shownDays: number | null }[] };

/** The same in one line, below the list of orders; nothing where every order is shown. */
export function OlderOrdersLine({ platforms }: LineProps) {
  const words = useWords(olderOrdersWords);
  const limited = platforms.filter((platform): platform is { id: string; shownDays: number } => platform.shownDays !== null);
  return (
    <>
      {limited.map(({ id, shownDays }) => (
        <Text key={id} as="p" tone="subdued" variant="bodySm">{words.line(shownDays)} <Link url={connectionPath(id)}>{words.see}</Link></Text>
      ))}
    </>
  );
}
