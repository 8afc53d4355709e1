import { Badge, BlockStack, Button, Card, InlineStack, Page } from "@shopify/polaris";
import type { Money } from "../../core/money";
import { counterWords } from "../words/counter";
import { CounterNews, ReceivedForm, type CounterAnswer, type ReceivedFormProps } from "./counter-form";
import { NoteList, NotesTitle, ReturnedForm, type NoteProps, type ReturnableProps } from "./counter-notes";
import { SectionTitle } from "./facts";
import { Amount, useWords } from "./language";

export type CounterScreenProps = Omit<ReceivedFormProps, "answer"> & {
  /** Where it belongs: a link's page, or an order's that has no link yet. */
  back: { title: string; url: string };
  notes: NoteProps[];
  returnables: ReturnableProps[];
  receipts: SignableProps[];
  answer: CounterAnswer | null;
};

/** Money that passes no machine: noting it, what was noted, taking back a slip, giving money back. */
export function CounterScreen(props: CounterScreenProps) {
  const words = useWords(counterWords);
  const { back, notes, answer, noteId, today } = props;
  return (
    <Page backAction={{ content: back.title, url: back.url }} title={words.forLink} subtitle={back.title}>
      <BlockStack gap="400">
        <CounterNews answer={answer} />
        <ReceivedForm key={`${noteId}${answer?.reason ?? ""}`} {...props} />
        {notes.length === 0 ? null : <Card><BlockStack gap="400"><NotesTitle /><NoteList notes={notes} actId={noteId} today={today} /></BlockStack></Card>}
        <ToSign receipts={props.receipts} />
        {props.returnables.map((returnable) => <ReturnedForm key={returnable.paymentId} returnable={returnable} noteId={`${noteId}_back_${returnable.paymentId}`} answer={answer} />)}
      </BlockStack>
    </Page>
  );
}

export type SignableProps = { id: string; number: string; amount: Money; signedId: string | null; isCancelled: boolean };

/** The receipts of money that came over the counter: to be signed by both parties, or signed. */
function ToSign({ receipts }: { receipts: SignableProps[] }) {
  const { sign } = useWords(counterWords);
  if (receipts.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={sign.title} />
        <ul className="plain-list">
          {receipts.map(({ id, number, amount, signedId, isCancelled }) => (
            <li key={id}>
              <InlineStack gap="300" blockAlign="center" align="space-between">
                <span>{number} · <Amount money={amount} />{isCancelled ? <> <Badge tone="attention">{sign.cancelled}</Badge></> : null}</span>
                {signedId === null ? <Button url={`/app/receipts/${id}/sign`}>{sign.sign}</Button> : <Button url={`/app/receipts/${id}/sign?file=signed`} variant="plain" download>{sign.signed}</Button>}
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}
