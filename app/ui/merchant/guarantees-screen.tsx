import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { tillWords } from "../words/till";
import { SectionTitle } from "./facts";
import { useWords } from "./language";

/** What is guaranteed of the till, what the shop must do itself, and what is not claimed. */
export function GuaranteesScreen() {
  const { guarantees: words, title } = useWords(tillWords);
  return (
    <Page narrowWidth backAction={{ content: title, url: "/app/till" }} title={words.title} subtitle={words.intro}>
      <BlockStack gap="400">
        {[words.done, words.yours].map(({ title: heading, list }) => (
          <Card key={heading}><BlockStack gap="300"><SectionTitle title={heading} /><ul className="prose">{list.map((one) => <li key={one}>{one}</li>)}</ul></BlockStack></Card>
        ))}
        <Card><BlockStack gap="300"><SectionTitle title={words.not.title} /><Text as="p">{words.not.text}</Text><Text as="p" tone="subdued">{words.law}</Text></BlockStack></Card>
      </BlockStack>
    </Page>
  );
}
