import { Form, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { accountWords } from "../words/account";
import { signInWords } from "../words/sign-in";
import { TextInput } from "./fields";
import { useWords } from "./language";
import { SubmitButton } from "./submit-button";

export type SignInAnswer = { reason: "wrong" | "too-many"; email: string; minutes: number };

type SignInProps = { to: string; isReset: boolean; demo: { email: string; password: string } | null; answer: SignInAnswer | null };

export function SignInScreen({ to, isReset, demo, answer }: SignInProps) {
  const words = useWords(signInWords);
  const { forgot, reset } = useWords(accountWords);
  const isBusy = useNavigation().state !== "idle";
  return (
    <DoorPage title={words.title} intro={words.intro}>
      {demo ? <Banner tone="info" title={words.demoTitle}><p>{words.demoText}</p></Banner> : null}
      {isReset && !answer ? <Banner tone="success"><p role="status">{reset.done}</p></Banner> : null}
      {answer ? <Banner tone="critical"><p>{answer.reason === "wrong" ? words.wrong : words.tooMany(answer.minutes)}</p></Banner> : null}
      <Card>
        <Form method="post">
          <input type="hidden" name="to" value={to} />
          <BlockStack gap="400">
            <TextInput name="email" type="email" label={words.email} initial={answer?.email ?? demo?.email ?? ""} autoComplete="username" />
            <TextInput name="password" type="password" label={words.password} initial={demo?.password ?? ""} autoComplete="current-password" />
            <SubmitButton look="primary" isWide isBusy={isBusy}>{demo ? words.demoSubmit : words.submit}</SubmitButton>
          </BlockStack>
        </Form>
      </Card>
      <p><Link url="/forgot">{forgot.link}</Link></p>
    </DoorPage>
  );
}

/** A page for somebody who is not inside yet. */
export function DoorPage({ title, intro, children }: { title: string; intro: string; children: ReactNode }) {
  return (
    <main className="door">
      <div>
        <BlockStack gap="400">
          <BlockStack gap="200">
            <p className="brand"><Mark />Réglo</p>
            <Text as="h1" variant="headingXl">{title}</Text>
            {intro === "" ? null : <Text as="p" tone="subdued">{intro}</Text>}
          </BlockStack>
          {children}
        </BlockStack>
      </div>
    </main>
  );
}

function Mark() {
  return (
    <svg width="28" height="28" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="#3ddc97" />
      <path d="M6.5 12.5l3.8 3.8L17.8 8.5" fill="none" stroke="#10231b" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
