import { BlockStack, Button, Card, Text } from "@shopify/polaris";
import { counterWords } from "../words/counter";
import { NoteList, type NoteProps } from "./counter-notes";
import { SectionTitle } from "./facts";
import { useWords } from "./language";
import { counterPath } from "./paths";

export type CounterProps = { linkId: string; notes: NoteProps[]; today: string };

/** On a link's page: what was noted by hand, each step with its day, and the button that notes more. */
export function CounterCard({ counter }: { counter: CounterProps | null }) {
  const words = useWords(counterWords);
  if (counter === null) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.title}><Button url={counterPath(counter.linkId)}>{words.button}</Button></SectionTitle>
        {counter.notes.length === 0 ? <Text as="p" tone="subdued">{words.intro}</Text> : <NoteList notes={counter.notes} actId={null} today={counter.today} />}
      </BlockStack>
    </Card>
  );
}
