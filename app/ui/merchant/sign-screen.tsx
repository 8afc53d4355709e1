import { Form } from "@remix-run/react";
import { Banner, BlockStack, Box, Button, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import type { Words } from "../../core/locale";
import type { Money } from "../../core/money";
import { signWords } from "../words/sign";
import { SectionTitle } from "./facts";
import { CheckInput, TextInput } from "./fields";
import { useMoney, useSay, useWords } from "./language";
import { SignaturePad } from "./signature-pad";
import { SubmitButton } from "./submit-button";

type Typed = Readonly<Record<string, string>>;
export type SignAnswer = { ok: false; reason: "name-missing" | "not-signed" | "pad-wrong"; typed: Typed } | { ok: false; reason: "trouble"; words: Words };
export type SignScreenProps = { receiptId: string; number: string; amount: Money; payer: string; payee: string; back: string; isSigned: boolean; answer: SignAnswer | null };

/** A receipt both parties sign, on the screen or on paper. */
export function SignScreen(props: SignScreenProps) {
  const words = useWords(signWords);
  const write = useMoney();
  const say = useSay();
  const { answer, receiptId } = props;
  const file = (what: string) => `/app/receipts/${receiptId}/sign?file=${what}`;
  const typed = answer && "typed" in answer ? answer.typed : {};
  return (
    <Page backAction={{ content: words.title, url: props.back }} title={words.title} subtitle={words.subtitle(props.number, write(props.amount))}>
      <BlockStack gap="400">
        {answer === null ? null : <Banner tone="critical"><p>{answer.reason === "trouble" ? say(answer.words) : words.problems[answer.reason]}</p></Banner>}
        {props.isSigned ? (
          <Card><BlockStack gap="300" inlineAlign="start"><Text as="p">{words.done}</Text><Button url={file("signed")} variant="primary" download>{words.download}</Button></BlockStack></Card>
        ) : (
          <Form method="post" preventScrollReset>
            <BlockStack gap="400">
              <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
                <Party who="payer" title={words.payer} name={typed.payerName ?? props.payer} />
                <Party who="payee" title={words.payee} name={typed.payeeName ?? props.payee} />
              </InlineGrid>
              <Box paddingInline={{ xs: "400", sm: "0" }}><InlineStack gap="300"><SubmitButton intent="sign" look="primary" busy={words.busy}>{words.submit}</SubmitButton><Button url={file("blank")} download>{words.print}</Button></InlineStack></Box>
            </BlockStack>
          </Form>
        )}
      </BlockStack>
    </Page>
  );
}

function Party({ who, title, name }: { who: "payer" | "payee"; title: string; name: string }) {
  const words = useWords(signWords);
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={title} />
        <TextInput name={`${who}Name`} label={words.name} initial={name} lengthMax={80} />
        <Text as="p" tone="subdued">{words.padHelp}</Text>
        <SignaturePad name={`${who}Pad`} label={words.pad(title)} clear={words.clear} />
        <CheckInput name={`${who}Typed`} label={words.typed} help={words.typedHelp} initial="" />
      </BlockStack>
    </Card>
  );
}
