import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import type { Money } from "../../core/money";
import { counterWords } from "../words/counter";
import { sendWords } from "../words/send";
import { ForeignNews } from "./baskets-card";
import { CounterNews, ReceivedForm, type CounterAnswer, type ReceivedFormProps } from "./counter-form";
import { NoteList, NotesTitle, type NoteProps } from "./counter-notes";
import { CheckInput } from "./fields";
import { useMoney, useWords } from "./language";
import { linkPath } from "./paths";

type PickProps = { linkId: string; orderNumber: string | null; description: string; open: Money; isPicked: boolean };
export type BasketCounterProps = Omit<ReceivedFormProps, "answer" | "children"> & { picks: PickProps[]; reference: string | null; foreign: { linkId: string; amount: Money }[]; notes: NoteProps[]; answer: CounterAnswer | null };

/** Money that came for several orders at once, by their one reference or over the counter: noted once. */
export function BasketCounterScreen(props: BasketCounterProps) {
  const words = useWords(counterWords);
  const { order } = useWords(sendWords);
  const { picks, notes, answer, noteId, today, reference } = props;
  const [first] = picks;
  const back = { content: first === undefined ? "" : first.orderNumber === null ? first.description : order(first.orderNumber), url: linkPath(first?.linkId ?? "") };
  return (
    <Page backAction={back} title={words.basket.title} {...(reference !== null && { subtitle: words.basket.reference(reference) })}>
      <BlockStack gap="400">
        <CounterNews answer={answer} />
        <ForeignNews foreign={props.foreign} names={picks.map(({ linkId, ...pick }) => ({ ...pick, id: linkId }))} linkId={null} />
        <ReceivedForm key={`${noteId}${answer?.reason ?? ""}`} {...props}><Picks picks={picks} answer={answer} /></ReceivedForm>
        {notes.length === 0 ? null : <Card><BlockStack gap="400"><NotesTitle /><NoteList notes={notes} actId={noteId} today={today} /></BlockStack></Card>}
      </BlockStack>
    </Page>
  );
}

/** Which of the orders the money is for, as the payer chose or all that can be paid; in the order in which it pays them. */
function Picks({ picks, answer }: { picks: PickProps[]; answer: CounterAnswer | null }) {
  const { basket } = useWords(counterWords);
  const { order } = useWords(sendWords);
  const write = useMoney();
  const typed = answer?.typed?.intent === "received" ? answer.typed : null;
  return (
    <fieldset className="plain-fields">
      <legend>{basket.legend}</legend>
      <BlockStack gap="100">
        {picks.map(({ linkId, orderNumber, description, open, isPicked }) => (
          <CheckInput
            key={linkId} name={`for:${linkId}`} initial={String(typed === null ? isPicked : typed[`for:${linkId}`] === "true")}
            label={`${orderNumber === null ? description : order(orderNumber)} · ${basket.open(write(open))}`}
          />
        ))}
        <Text as="p" tone="subdued">{basket.help}</Text>
      </BlockStack>
    </fieldset>
  );
}
