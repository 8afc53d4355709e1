import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { DisputeReason, Evidence } from "../../core/dispute";
import type { Money } from "../../core/money";
import { disputeWords } from "../words/dispute";
import { EvidenceForm, type EvidenceFileProps } from "./evidence-form";
import { Facts, SectionTitle } from "./facts";
import { Time, useMoney, useWords } from "./language";
import { linkPath } from "./paths";

export type DisputeProps = {
  paymentId: string; outcome: "open" | "won" | "lost"; reason: DisputeReason | null; amount: Money; dueAt: Date | null; daysLeft: number | null; answerUrl: string | null; evidence: Evidence[]; files: readonly EvidenceFileProps[];
};

/** What a dispute is about, until when it is to be answered, and what proves that the money is owed. */
export function DisputeCards({ disputes, linkId }: { disputes: readonly DisputeProps[]; linkId: string }) {
  return <>{disputes.map((dispute) => <DisputeCard key={dispute.paymentId} dispute={dispute} linkId={linkId} />)}</>;
}

function DisputeCard({ dispute, linkId }: { dispute: DisputeProps; linkId: string }) {
  const words = useWords(disputeWords);
  const write = useMoney();
  const { outcome, reason, dueAt } = dispute;
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.title[outcome]} />
        <p suppressHydrationWarning>{words.happened[outcome](write(dispute.amount))}</p>
        {outcome !== "open" ? null : (
          <>
            <Facts
              isWide
              facts={[
                { name: words.why, value: reason && words.reasons[reason] },
                { name: words.due, value: dueAt === null ? words.noDue : <InlineStack gap="200" blockAlign="center"><Time at={dueAt} length="moment" /><Badge tone="critical">{words.left(dispute.daysLeft)}</Badge></InlineStack> },
              ]}
            />
            <BlockStack gap="200">
              <Text as="h3" variant="headingSm">{words.evidence}</Text>
              <ul className="plain-list">
                {dispute.evidence.map(({ kind, isHeld }) => (
                  <li key={kind}><InlineStack gap="200" align="space-between"><span>{words.items[kind]}</span><Badge tone={isHeld ? "success" : "attention"}>{isHeld ? words.held : words.missing}</Badge></InlineStack></li>
                ))}
              </ul>
              <EvidenceForm linkId={linkId} paymentId={dispute.paymentId} files={dispute.files} />
            </BlockStack>
          </>
        )}
        <InlineStack gap="300">
          <Button url={`${linkPath(linkId)}/dispute/${dispute.paymentId}`} download>{words.download}</Button>
          {dispute.answerUrl === null ? null : <Button variant="plain" url={dispute.answerUrl} external>{words.answer}</Button>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
