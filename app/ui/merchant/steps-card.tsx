import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { stepsWords } from "../words/steps";
import { SectionTitle } from "./facts";
import { useWords } from "./language";
import { newLinkPath } from "./paths";

/** Which of the three things a new shop needs are there. */
export type StepsProps = Record<(typeof stepNames)[number], boolean>;
const stepNames = ["platform", "provider", "messenger"] as const;

/** What is still to be set up before a link can be sent and paid; the next thing to do stands out. */
export function StepsCard({ steps }: { steps: StepsProps }) {
  const words = useWords(stepsWords);
  const next = stepNames.find((name) => !steps[name]);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <SectionTitle title={words.title} />
          <Text as="p" tone="subdued">{words.text}</Text>
        </BlockStack>
        <ol className="plain-list">
          {stepNames.map((name) => (
            <li key={name}>
              <InlineStack align="space-between" blockAlign="center" gap="300">
                <BlockStack gap="050">
                  <InlineStack gap="200" blockAlign="center" align="start">
                    <Text as="h3" variant="headingSm">{words[name].title}</Text>
                    <Badge {...(steps[name] && { tone: "success" as const })}>{steps[name] ? words.done : words.todo}</Badge>
                  </InlineStack>
                  <Text as="p" tone="subdued">{words[name].text}</Text>
                </BlockStack>
                {steps[name] ? null : <Button url={`/app/settings#${name}`} {...(name === next && { variant: "primary" as const })}>{words[name].action}</Button>}
              </InlineStack>
            </li>
          ))}
        </ol>
        {steps.platform ? null : (
          <InlineStack gap="300" blockAlign="center"><Text as="p" tone="subdued">{words.without}</Text><Button variant="plain" url={newLinkPath}>{words.ask}</Button></InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}
