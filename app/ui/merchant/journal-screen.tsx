import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import type { SettingsChangeKind } from "../../core/settings-journal";
import { journalWords } from "../words/journal";
import { settingsWords } from "../words/settings";
import { Stranger } from "./facts";
import { Time, useSay, useWords } from "./language";

type Line = { id: string; kind: SettingsChangeKind; by: string | null; about: string | null; fields: { name: string; label: Words | null }[]; at: Date };

/** Who changed which setting, and when. What it was changed to is said nowhere. */
export function JournalScreen({ lines }: { lines: Line[] }) {
  const words = useWords(journalWords);
  const { title } = useWords(settingsWords);
  return (
    <Page narrowWidth backAction={{ content: title, url: "/app/settings" }} title={words.title}>
      <Card>
        <BlockStack gap="400">
          <Text as="p" tone="subdued">{words.text}</Text>
          {lines.length === 0 ? <Text as="p">{words.none}</Text> : <ol className="timeline">{lines.map((line) => <li key={line.id}><JournalItem line={line} /></li>)}</ol>}
        </BlockStack>
      </Card>
    </Page>
  );
}

function JournalItem({ line }: { line: Line }) {
  const words = useWords(journalWords);
  const say = useSay();
  const names = line.fields.map(({ name, label }) => (label ? say(label) : (words.shopFields[name] ?? name)));
  return (
    <>
      <p><Stranger>{words.kinds[line.kind](line.about ?? words.somebody)}</Stranger>{names.length === 0 ? null : `\u00a0: ${names.join(", ")}`}</p>
      <p className="when"><Time at={line.at} length="moment" />{" · "}{line.by === null ? words.system : line.by === "" ? words.admin : <Stranger>{line.by}</Stranger>}</p>
    </>
  );
}
