import { Banner, BlockStack, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { counterWords } from "../words/counter";
import { disputeWords } from "../words/dispute";
import { Time, useWords } from "./language";
import { evidencePath, linkPath } from "./paths";
import { SubmitButton } from "./submit-button";

export type EvidenceAnswer = { ok: false; reason: "too-heavy" | "too-many-pixels" | "not-a-scan" | "unreadable" | "nothing-chosen" | "too-many-files" };
export type EvidenceFileProps = { id: string; addedAt: Date };

/** The proof of delivery: what was added, and a plain form to add more; its page answers where a file is wrong. */
export function EvidenceForm({ linkId, paymentId, files }: { linkId: string; paymentId: string; files: readonly EvidenceFileProps[] }) {
  const { files: words } = useWords(disputeWords);
  const path = evidencePath(linkId, paymentId);
  return (
    <BlockStack gap="200" inlineAlign="start">
      {files.map(({ id, addedAt }, at) => (
        <form key={id} method="post" action={path}>
          <InlineStack gap="300" blockAlign="center">
            <Link url={`${path}?file=${id}`} target="_blank">{words.file(at + 1)}</Link>
            <Text as="span" tone="subdued" variant="bodySm"><Time at={addedAt} length="moment" /></Text>
            <input type="hidden" name="remove" value={id} />
            <SubmitButton look="plain">{words.remove}<span className="unseen"> {words.file(at + 1)}</span></SubmitButton>
          </InlineStack>
        </form>
      ))}
      <details className="plain-refund">
        <summary>{words.add}</summary>
        <Fields action={path} />
      </details>
    </BlockStack>
  );
}

function Fields({ action }: { action: string | null }) {
  const { files: words } = useWords(disputeWords);
  const { scan } = useWords(counterWords);
  return (
    <form method="post" encType="multipart/form-data" {...(action !== null && { action })}>
      <BlockStack gap="200" inlineAlign="start">
        <label htmlFor="evidence">{words.which}</label>
        <input id="evidence" className="file" type="file" name="evidence" accept="image/png,image/jpeg,image/webp,application/pdf" aria-describedby="evidence-help" />
        <span id="evidence-help"><Text as="span" tone="subdued" variant="bodySm">{scan.help}</Text></span>
        <SubmitButton intent="evidence">{scan.upload}</SubmitButton>
      </BlockStack>
    </form>
  );
}

/** Where a refused file is told, and another one asked for. */
export function EvidenceScreen({ linkId, answer }: { linkId: string; answer: EvidenceAnswer | null }) {
  const { files: words } = useWords(disputeWords);
  const { scan } = useWords(counterWords);
  return (
    <Page narrowWidth title={words.add} backAction={{ content: words.back, url: linkPath(linkId) }}>
      <BlockStack gap="400">
        {answer === null ? null : <Banner tone="critical"><p>{answer.reason === "too-many-files" ? words.tooMany : scan.problems[answer.reason]}</p></Banner>}
        <Card><Fields action={null} /></Card>
      </BlockStack>
    </Page>
  );
}
