import { Form } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Link, Page, Text } from "@shopify/polaris";
import type { HandNote } from "../../core/hand-note";
import { moneyOf } from "../../core/money";
import { tillWords } from "../words/till";
import { SectionTitle, Stranger } from "./facts";
import { TextInput } from "./fields";
import { Amount, Time, useWords } from "./language";
import { counterPath } from "./paths";
import { SubmitButton } from "./submit-button";

export type ChequesScreenProps = {
  toBank: HandNote[]; atBank: HandNote[]; slips: { slipId: string; at: Date; count: number }[]; slipId: string; today: string;
  answer: { ok: false; reason: "nothing" } | null; banked: number | null;
};

/** The cheques to take to the bank, those that are there, and the slips. */
export function ChequesScreen(props: ChequesScreenProps) {
  const { cheques: words, title } = useWords(tillWords);
  const { toBank, atBank, slips } = props;
  return (
    <Page backAction={{ content: title, url: "/app/till" }} title={words.title}>
      <BlockStack gap="400">
        {props.answer === null ? null : <Banner tone="critical"><p>{words.nothing}</p></Banner>}
        {props.banked === null ? null : <Banner tone="success"><p>{words.banked(props.banked)}</p></Banner>}
        <Card>
          <BlockStack gap="400">
            <SectionTitle title={words.toBank} />
            {toBank.length === 0 ? <Text as="p" tone="subdued">{words.noneToBank}</Text> : <BankForm {...props} />}
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <SectionTitle title={words.atBank} />
            {atBank.length === 0 ? <Text as="p" tone="subdued">{words.noneAtBank}</Text> : <ul className="plain-list">{atBank.map((note) => <li key={note.id}><ChequeLine note={note} /></li>)}</ul>}
          </BlockStack>
        </Card>
        {slips.length === 0 ? null : (
          <Card>
            <BlockStack gap="300">
              <SectionTitle title={words.slips} />
              <ul className="plain-list">{slips.map(({ slipId, at, count }) => (
                <li key={slipId}><Time at={at} length="day" /> · {words.slip(count)} · <Button variant="plain" url={`/app/till/slips/${slipId}`} download>{words.print}</Button></li>
              ))}</ul>
            </BlockStack>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

function BankForm({ toBank, slipId, today }: ChequesScreenProps) {
  const { cheques: words } = useWords(tillWords);
  const currency = toBank[0]?.amount.currency;
  return (
    <Form method="post">
      <input type="hidden" name="slipId" value={slipId} />
      <BlockStack gap="300" inlineAlign="start">
        <ul className="plain-list cheque-list">
          {toBank.map((note) => (
            <li key={note.id}><label><input type="checkbox" name={`note:${note.id}`} defaultChecked /> <ChequeLine note={note} /></label></li>
          ))}
        </ul>
        {currency === undefined ? null : <Text as="p" fontWeight="semibold">{words.total} <Amount money={moneyOf(toBank.reduce((sum, { amount }) => sum + amount.amountMinor, 0), currency)} /></Text>}
        <TextInput name="date" label={words.date} type="date" initial={today} />
        <SubmitButton intent="bank" look="primary" busy={words.busy}>{words.submit}</SubmitButton>
      </BlockStack>
    </Form>
  );
}

function ChequeLine({ note }: { note: HandNote }) {
  const { cheques: words } = useWords(tillWords);
  return (
    <span><Amount money={note.amount} /> · <Stranger>{[note.cheque?.number, note.cheque?.bank, note.cheque?.drawer].filter(Boolean).join(" · ")}</Stranger> · <Time at={note.happenedAt} length="short-day" /> · <Link url={counterPath(note.linkId)}>{words.seeLink}</Link></span>
  );
}
