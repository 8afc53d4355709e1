import { Form } from "@remix-run/react";
import { Badge, BlockStack, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import { whyNotStep, type ChequeStep } from "../../core/cheque";
import type { StandingNote } from "../../core/hand-note";
import type { Money } from "../../core/money";
import { counterWords } from "../words/counter";
import { SectionTitle, Stranger } from "./facts";
import { SelectInput, TextInput } from "./fields";
import { Amount, Time, useMoney, useWords } from "./language";
import type { CounterAnswer } from "./counter-form";
import { useInitial } from "./counter-form";
import { ScanForm } from "./scan-form";
import { SubmitButton } from "./submit-button";

export type NoteProps = StandingNote & { hasScan: boolean; sharedBy: { linkId: string; orderNumber: string | null; description: string }[] };

/** Everything a person stated about a link, newest first; `act`: where its forms post, null where they are only read. */
export function NoteList({ notes, actId, today }: { notes: NoteProps[]; actId: string | null; today: string }) {
  const { none } = useWords(counterWords);
  if (notes.length === 0) return <Text as="p" tone="subdued">{none}</Text>;
  return <ul className="plain-list">{notes.map((note) => <li key={note.id}><NoteItem note={note} actId={actId} today={today} /></li>)}</ul>;
}

function NoteItem({ note, actId, today }: { note: NoteProps; actId: string | null; today: string }) {
  const words = useWords(counterWords);
  const how = words.methods[note.method];
  const isStanding = note.reversal === null && note.status !== "refused";
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold" {...(!isStanding && { textDecorationLine: "line-through" as const })}>{note.kind === "returned" ? "−" : ""}<Amount money={note.amount} /></Text>
          <Text as="span">{note.kind === "returned" ? words.list.returned(how) : words.list.received(how)}</Text>
          {note.status === "done" ? null : <Badge tone={note.status === "refused" ? "critical" : "attention"}>{words.list[note.status]}</Badge>}
        </InlineStack>
        <Text as="span" variant="bodySm" tone="subdued"><Time at={note.happenedAt} length="short-day" /></Text>
      </InlineStack>
      {note.sharedBy.length === 0 ? null : <Text as="p" tone="subdued"><Stranger>{words.basket.shared(note.sharedBy.map(({ orderNumber, description }) => orderNumber ?? description).join(", "))}</Stranger></Text>}
      {note.reason === "" ? null : <Text as="p" tone="subdued"><Stranger>{note.reason}</Stranger></Text>}
      {note.reversal === null ? null : <Text as="p" tone="subdued">{words.list.reversedFor(note.reversal.reason)} · <Time at={note.reversal.at} length="short-day" /></Text>}
      {note.cheque === null ? null : <ChequeLife note={note} />}
      {actId === null || note.cheque === null ? null : <ScanForm noteId={note.id} linkId={note.linkId} hasScan={note.hasScan} />}
      {actId === null || !isStanding ? null : <NoteActs note={note} actId={actId} today={today} />}
    </BlockStack>
  );
}

/** A cheque's steps with their days. */
function ChequeLife({ note }: { note: NoteProps }) {
  const words = useWords(counterWords);
  if (note.cheque === null) return null;
  const about = [words.chequeNo(note.cheque.number), note.cheque.bank, note.cheque.drawer].filter(Boolean).join(" · ");
  return (
    <BlockStack gap="100">
      <Text as="p"><Stranger>{about}</Stranger></Text>
      <ol className="steps">{note.steps.map(({ step, at }) => <li key={step} className={step === "bounced" || step === "reversed" ? "bad" : step === "cleared" ? "good" : ""}>{words.steps[step]} <Time at={at} length="short-day" /></li>)}</ol>
    </BlockStack>
  );
}

const onward: readonly Exclude<ChequeStep, "received" | "withdrawn">[] = ["banked", "cleared", "bounced", "reversed"];

function NoteActs({ note, actId, today }: { note: NoteProps; actId: string; today: string }) {
  const words = useWords(counterWords);
  const taken = new Set(note.steps.map(({ step }) => step));
  const steps = note.cheque === null ? [] : onward.filter((step) => whyNotStep(taken, step) === null);
  const isOver = taken.has("bounced") || taken.has("reversed");
  return (
    <InlineStack gap="400" blockAlign="start">
      {steps.map((step) => (
        <details key={step} className="plain-refund">
          <summary>{words.act[step]}</summary>
          <Form method="post" preventScrollReset>
            <input type="hidden" name="aboutId" value={note.id} />
            <input type="hidden" name="noteId" value={`${actId}_${step}_${note.id}`} />
            <input type="hidden" name="step" value={step} />
            <BlockStack gap="200" inlineAlign="start">
              <TextInput name="date" label={words.stepDate} type="date" initial={today} />
              <SubmitButton intent="step" busy={words.form.busy}>{words.confirmStep}</SubmitButton>
            </BlockStack>
          </Form>
        </details>
      ))}
      {isOver ? null : <ReverseForm note={note} actId={actId} />}
    </InlineStack>
  );
}

/** Closed until somebody wants it; the button inside is the confirmation, and the reason stays in the books. */
function ReverseForm({ note, actId }: { note: NoteProps; actId: string }) {
  const { reverse } = useWords(counterWords);
  return (
    <details className="plain-refund">
      <summary>{reverse.open}</summary>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="aboutId" value={note.id} />
        <input type="hidden" name="noteId" value={`${actId}_reverse_${note.id}`} />
        <BlockStack gap="200" inlineAlign="start">
          <Text as="p" tone="subdued">{reverse.help}</Text>
          <TextInput name="reason" label={reverse.reason} lengthMax={200} initial="" isRequired />
          <SubmitButton intent="reverse" look="critical" busy={reverse.busy}>{reverse.confirm}</SubmitButton>
        </BlockStack>
      </Form>
    </details>
  );
}

export type ReturnableProps = { paymentId: string; held: Money; own: Money; ways: ("cash" | "bank-transfer")[] };

/** "Given back to the customer": for each payment that still holds money a person can give back. */
export function ReturnedForm({ returnable, noteId, answer }: { returnable: ReturnableProps; noteId: string; answer: CounterAnswer | null }) {
  const words = useWords(counterWords);
  const write = useMoney();
  const initial = useInitial(returnable.own.amountMinor > 0 ? returnable.own : returnable.held);
  const typed = answer?.typed?.intent === "returned" && answer.typed.paymentId === returnable.paymentId ? answer.typed : {};
  const problem = answer?.reason === "fields" && typed.intent !== undefined ? answer.problems.amount : undefined;
  return (
    <Card>
      <details className="plain-refund" open={typed.intent !== undefined}>
        <summary>{words.returned.title}</summary>
        <Form method="post" preventScrollReset>
          <input type="hidden" name="paymentId" value={returnable.paymentId} />
          <input type="hidden" name="noteId" value={noteId} />
          <BlockStack gap="300">
            <Text as="p" tone="subdued">{words.returned.help}</Text>
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
              <TextInput name="amount" label={words.returned.amount} help={<span suppressHydrationWarning>{words.returned.amountHelp(write(returnable.held))}</span>} inputMode="decimal" suffix={returnable.held.currency} initial={typed.amount ?? initial} problem={problem && words.fields[problem]} />
              <SelectInput name="method" label={words.returned.how} initial={typed.method ?? returnable.ways[0] ?? ""} options={returnable.ways.map((value) => ({ value, label: words.methods[value] }))} />
            </InlineGrid>
            <TextInput name="reason" label={words.returned.reason} lengthMax={200} initial={typed.reason ?? ""} />
            <div><SubmitButton intent="returned" look="critical" busy={words.returned.busy}>{words.returned.submit}</SubmitButton></div>
          </BlockStack>
        </Form>
      </details>
    </Card>
  );
}

/** The heading of the list, on the link's own page too. */
export const NotesTitle = () => <SectionTitle title={useWords(counterWords).list.title} />;
