import { Form } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Divider, InlineStack, Text, TextField } from "@shopify/polaris";
import { useRef, useState } from "react";
import type { Words } from "../../core/locale";
import { codesWords } from "../words/codes";
import { shellWords } from "../words/shell";
import { SectionTitle } from "./facts";
import { Time, useSay, useWords } from "./language";
import { SubmitButton } from "./submit-button";

export type CodesProps = { templateName: string; snippet: string | null; madeAt: Date | null; oldKeys: number; memberEmail: string };
export type CodesAnswer =
  | { about: "test-code"; ok: true; email: string }
  | { about: "test-code"; ok: false; reason: "no-messenger" | "no-key" | "no-order" | "email-wrong"; email: string }
  | { about: "test-code"; ok: false; reason: "refused"; detail: string; email: string }
  | { about: "test-code"; ok: false; reason: "trouble"; words: Words; email: string };

/** The piece of template a shop copies to have a payment code on its own mails and papers; its test, and its key's renewal. */
export function CodesCard({ answer, ...props }: CodesProps & { answer: CodesAnswer | null }) {
  const words = useWords(codesWords);
  return (
    <Card>
      <BlockStack gap="400">
        <SectionTitle title={words.title} />
        <Text as="p">{words.text}</Text>
        {props.snippet === null ? (
          <Form method="post"><SubmitButton intent="renew-codes" look="primary" busy={words.making}>{words.make}</SubmitButton></Form>
        ) : (
          <>
            <Text as="p" tone="subdued">{words.where}</Text>
            <Snippet text={props.snippet} templateName={props.templateName} madeAt={props.madeAt} />
            <Text as="p" tone="subdued">{words.secret}</Text>
            <Divider />
            <TestForm memberEmail={props.memberEmail} answer={answer} />
            <Divider />
            <Renewal oldKeys={props.oldKeys} />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Snippet({ text, templateName, madeAt }: { text: string; templateName: string; madeAt: Date | null }) {
  const words = useWords(codesWords);
  const shell = useWords(shellWords);
  const place = useRef<HTMLDivElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    place.current?.querySelector("textarea")?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Not allowed here (plain http, a frame's policy): the text is selected, and the keyboard copies it.
    }
  };
  return (
    <BlockStack gap="200">
      <div ref={place} className="code-snippet">
        <TextField label={words.snippet(templateName)} helpText={words.help} value={text} readOnly multiline={6} maxHeight={220} monospaced selectTextOnFocus autoComplete="off" spellCheck={false} />
      </div>
      <InlineStack gap="300" blockAlign="center">
        <Button onClick={copy}>{isCopied ? shell.copied : shell.copy}</Button>
        {madeAt === null ? null : <Text as="span" tone="subdued"><Time at={madeAt} length="moment" /></Text>}
      </InlineStack>
      <span className="Polaris-Text--visuallyHidden" role="status">{isCopied ? shell.copied : ""}</span>
    </BlockStack>
  );
}

function TestForm({ memberEmail, answer }: { memberEmail: string; answer: CodesAnswer | null }) {
  const { test: words } = useWords(codesWords);
  const [email, setEmail] = useState(answer?.email ?? memberEmail);
  return (
    <Form method="post">
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">{words.title}</Text>
        <Text as="p" tone="subdued">{words.text}</Text>
        <TestNews answer={answer} />
        <InlineStack gap="300" blockAlign="end">
          <TextField label={words.email} name="email" type="email" autoComplete="email" value={email} onChange={setEmail} />
          <SubmitButton intent="test-code" busy={words.sending}>{words.submit}</SubmitButton>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

function TestNews({ answer }: { answer: CodesAnswer | null }) {
  const { test: words } = useWords(codesWords);
  const say = useSay();
  if (answer === null) return null;
  if (answer.ok) return <Banner tone="success"><p>{words.sent(answer.email)}</p></Banner>;
  const told = {
    "no-messenger": words.noMail, "no-key": words.noKey, "no-order": words.noOrder, "email-wrong": words.emailWrong,
    refused: answer.reason === "refused" ? words.refused(answer.detail) : "", trouble: answer.reason === "trouble" ? say(answer.words) : "",
  }[answer.reason];
  return <Banner tone="critical"><p>{told}</p></Banner>;
}

function Renewal({ oldKeys }: { oldKeys: number }) {
  const words = useWords(codesWords);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">{words.renew.title}</Text>
      <Text as="p" tone="subdued">{words.renew.text}</Text>
      <Form method="post"><SubmitButton intent="renew-codes">{words.renew.submit}</SubmitButton></Form>
      {oldKeys === 0 ? null : (
        <Form method="post">
          <BlockStack gap="200">
            <Text as="p">{words.old(oldKeys)} {words.end.text}</Text>
            <InlineStack><SubmitButton intent="end-old-codes">{words.end.submit}</SubmitButton></InlineStack>
          </BlockStack>
        </Form>
      )}
    </BlockStack>
  );
}
