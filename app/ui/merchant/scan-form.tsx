import { Banner, BlockStack, Card, Link, Page, Text } from "@shopify/polaris";
import { counterWords } from "../words/counter";
import { useWords } from "./language";
import { counterPath } from "./paths";
import { SubmitButton } from "./submit-button";

export type ScanAnswer = { ok: false; reason: "too-heavy" | "too-many-pixels" | "not-a-scan" | "unreadable" | "nothing-chosen"; linkId: string };

const scanPath = (noteId: string) => `/app/till/scans/${noteId}`;

/** A cheque's photo: to see, to attach, to replace. A plain form: its page answers where the file is wrong. */
export function ScanForm({ noteId, linkId, hasScan }: { noteId: string; linkId: string; hasScan: boolean }) {
  const { scan: words } = useWords(counterWords);
  return (
    <BlockStack gap="100" inlineAlign="start">
      {hasScan ? <Link url={`${scanPath(noteId)}?file`} target="_blank">{words.see}</Link> : null}
      <details className="plain-refund">
        <summary>{hasScan ? words.replace : words.add}</summary>
        <FileFields noteId={noteId} linkId={linkId} />
      </details>
    </BlockStack>
  );
}

function FileFields({ noteId, linkId }: { noteId: string | null; linkId: string }) {
  const { scan: words } = useWords(counterWords);
  const id = `scan-${noteId ?? "again"}`;
  return (
    <form method="post" encType="multipart/form-data" {...(noteId !== null && { action: scanPath(noteId) })}>
      <input type="hidden" name="linkId" value={linkId} />
      <BlockStack gap="200" inlineAlign="start">
        <label htmlFor={id}>{words.add}</label>
        <input id={id} className="file" type="file" name="scan" accept="image/png,image/jpeg,image/webp,application/pdf" aria-describedby={`${id}-help`} />
        <span id={`${id}-help`}><Text as="span" tone="subdued" variant="bodySm">{words.help}</Text></span>
        <SubmitButton intent="scan">{words.upload}</SubmitButton>
      </BlockStack>
    </form>
  );
}

/** Where a refused file is told, and another one asked for. */
export function ScanScreen({ answer }: { answer: ScanAnswer | null }) {
  const words = useWords(counterWords);
  return (
    <Page narrowWidth title={words.scan.add} backAction={{ content: words.forLink, url: answer?.linkId ? counterPath(answer.linkId) : "/app/till/cheques" }}>
      <BlockStack gap="400">
        {answer === null ? null : <Banner tone="critical"><p>{words.scan.problems[answer.reason]}</p></Banner>}
        <Card><FileFields noteId={null} linkId={answer?.linkId ?? ""} /></Card>
      </BlockStack>
    </Page>
  );
}
