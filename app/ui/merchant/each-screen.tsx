import { Form, useLocation } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineStack, Link, Page, ProgressBar, Text } from "@shopify/polaris";
import { useEffect, useRef, type RefObject } from "react";
import { isSent, orderKey, type EachOutcome } from "../../core/each-order";
import type { Words } from "../../core/locale";
import { eachWords } from "../words/each";
import { ordersWords } from "../words/orders";
import { EachTable, type EachRowProps, type ShownOutcome } from "./each-table";
import { useSay, useWords } from "./language";
import { useOneByOne, type OneByOne } from "./one-by-one";
import { PressButton, SubmitButton } from "./submit-button";

export type EachAnswer = { turn?: string } & (
  | { ok: boolean; results: { key: string; outcome: EachOutcome }[] }
  | { ok: false; reason: "too-many" | "no-answer" }
  | { ok: false; reason: "trouble"; words: Words }
);

export type EachScreenProps = {
  rows: EachRowProps[];
  /** Chosen, and not among the store's orders. */
  unknownCount: number;
  isTooMany: boolean;
  linkDays: number;
  hasMessenger: boolean;
  answer: EachAnswer | null;
};

const keyOf = (row: EachRowProps) => orderKey({ platformId: row.platformId, orderRef: row.ref });

/** Several orders, each with its own link and mail: one after the other with script, all in one answer without. */
export function EachScreen(props: EachScreenProps) {
  const words = useWords(eachWords);
  const { title } = useWords(ordersWords);
  const work = useEachWork(props.rows);
  const results = new Map([...resultsOf(props.answer), ...work.results]);
  const rows = props.rows.map((row) => ({ row, outcome: results.get(keyOf(row)) ?? (row.isSent ? { kind: "already-sent" as const } : null) }));
  return (
    <Page fullWidth backAction={{ content: title, url: "/app/orders" }} title={words.title}>
      <BlockStack gap="400">
        <EachNews {...props} />
        {rows.length === 0 ? <Card><BlockStack gap="300" inlineAlign="start"><Text as="p">{props.isTooMany ? words.tooMany : words.nobody}</Text><Link url="/app/orders">{words.back}</Link></BlockStack></Card> : (
          <>
            <Card><SendPanel rows={rows} work={work} linkDays={props.linkDays} hasAnswer={results.size > 0} /></Card>
            <Card padding="0"><EachTable rows={rows} currentKey={work.currentKey} waitingKeys={work.waitingKeys} /></Card>
          </>
        )}
      </BlockStack>
    </Page>
  );
}

const resultsOf = (answer: EachAnswer | null): [string, ShownOutcome][] => (answer !== null && "results" in answer ? answer.results.map(({ key, outcome }) => [key, outcome]) : []);

/** A shop that was silent is not asked again for its other orders: they wait for "try again". */
function useEachWork(rows: readonly EachRowProps[]): OneByOne<ShownOutcome> {
  const { pathname, search } = useLocation();
  return useOneByOne<EachAnswer, ShownOutcome>(pathname + search, (answer, key, waiting) => {
    const told: ShownOutcome = "results" in answer ? (answer.results.find((result) => result.key === key)?.outcome ?? { kind: "no-answer" })
      : answer.reason === "trouble" ? { kind: "shop-trouble", words: answer.words, isOutage: true } : { kind: "no-answer" };
    if (told.kind === "no-answer") return [[key, told], ...waiting.map((one) => [one, { kind: "not-tried" }] as const)];
    if (told.kind !== "shop-trouble" || !told.isOutage) return [[key, told]];
    const shop = rows.find((row) => keyOf(row) === key)?.platformId;
    const sameShop = rows.filter((row) => row.platformId === shop).map(keyOf);
    return [[key, told], ...waiting.filter((one) => sameShop.includes(one)).map((one) => [one, { kind: "not-tried" }] as const)];
  });
}

function EachNews({ unknownCount, hasMessenger, rows, answer }: EachScreenProps) {
  const words = useWords(eachWords);
  const say = useSay();
  return (
    <>
      {unknownCount === 0 ? null : <Banner tone="warning"><p>{words.unknown(unknownCount)}</p></Banner>}
      {hasMessenger || rows.every(({ isByShop }) => isByShop) ? null : <Banner tone="warning" action={{ content: words.setUpMail, url: "/app/settings" }}><p>{words.noMail}</p></Banner>}
      {answer !== null && "words" in answer ? <Banner tone="critical"><p>{say(answer.words)}</p></Banner> : null}
    </>
  );
}

type Shown = { row: EachRowProps; outcome: ShownOutcome | null };

const canTry = ({ row, outcome }: Shown) => (outcome === null ? row.problem === null : outcome.kind === "shop-trouble" || outcome.kind === "not-tried" || outcome.kind === "no-answer");

function SendPanel({ rows, work, linkDays, hasAnswer }: { rows: readonly Shown[]; work: OneByOne<ShownOutcome>; linkDays: number; hasAnswer: boolean }) {
  const words = useWords(eachWords);
  const left = rows.filter(canTry);
  const untried = left.filter(({ outcome }) => outcome === null).length;
  const label = !hasAnswer ? words.submit(left.length) : untried > 0 ? words.goOn(left.length) : words.again(left.length);
  const status = useFocusAtTheEnd(work.isRunning);
  return (
    <Form method="post" preventScrollReset onSubmit={(event) => { event.preventDefault(); if (!work.isRunning) work.start(left.map(({ row }) => keyOf(row))); }}>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">{words.intro(linkDays)} {rows.some(({ row }) => row.link !== null) ? words.kept : null}</Text>
        <div role="status" ref={status} tabIndex={-1}><Text as="p" fontWeight="semibold"><Told rows={rows} work={work} untried={untried} hasAnswer={hasAnswer} /></Text></div>
        {work.isRunning ? <ProgressBar size="small" progress={Math.round((100 * work.doneCount) / work.plannedCount)} ariaLabelledBy="each-progress" /> : null}
        <InlineStack gap="200" blockAlign="center">
          {left.length > 0 || work.isRunning ? <SubmitButton look="primary" isBusy={work.isRunning} busy={words.busy}>{label}</SubmitButton> : <Link url="/app/orders">{words.back}</Link>}
          {work.isRunning ? <PressButton onPress={work.stop}>{work.waitingKeys.length === 0 ? words.stopping : words.stop}</PressButton> : null}
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

/** The button that had the focus may be gone when the work is: then the words say so. */
function useFocusAtTheEnd(isRunning: boolean): RefObject<HTMLDivElement> {
  const place = useRef<HTMLDivElement>(null);
  const ran = useRef(false);
  useEffect(() => {
    if (ran.current && !isRunning && document.activeElement === document.body) place.current?.focus();
    ran.current = isRunning;
  }, [isRunning]);
  return place;
}

/** What will happen, how far it is, or what became of it. */
function Told({ rows, work, untried, hasAnswer }: { rows: readonly Shown[]; work: OneByOne<ShownOutcome>; untried: number; hasAnswer: boolean }) {
  const words = useWords(eachWords);
  if (work.isRunning) return <span id="each-progress">{words.busy} {words.progress(work.doneCount, work.plannedCount)}</span>;
  const sent = rows.filter(({ outcome }) => outcome !== null && isSent(outcome)).length;
  if (!hasAnswer) return <>{words.plan(untried, rows.length - untried - sent)} {sent === 0 ? null : words.alreadySent(sent)}</>;
  const told = untried > 0 ? words.stopped(sent, untried) : words.done(sent, rows.length - sent);
  return <>{told} {sent === 0 ? null : words.mailsLeave}</>;
}
