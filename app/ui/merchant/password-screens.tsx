import { Form, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Card, Link, Text } from "@shopify/polaris";
import { passwordLengths, type PasswordProblem } from "../../core/password";
import { accountWords } from "../words/account";
import { signInWords } from "../words/sign-in";
import { TextInput } from "./fields";
import { useWords } from "./language";
import { DoorPage } from "./sign-in-screen";
import { SubmitButton } from "./submit-button";

export type ForgotAnswer = { ok: true; email: string } | { ok: false; reason: "email-wrong"; email: string } | { ok: false; reason: "too-many"; email: string; minutes: number };

/** Asks for the address of whoever forgot their password; the answer is the same for everybody's. */
export function ForgotScreen({ answer }: { answer: ForgotAnswer | null }) {
  const { forgot } = useWords(accountWords);
  const words = useWords(signInWords);
  const isBusy = useNavigation().state !== "idle";
  return (
    <DoorPage title={answer?.ok ? forgot.sentTitle : forgot.title} intro={answer?.ok ? "" : forgot.intro}>
      {answer?.ok ? (
        <Card>
          <BlockStack gap="300">
            <p role="status">{forgot.sent(answer.email)}</p>
            <Text as="p" tone="subdued">{forgot.nothing}</Text>
          </BlockStack>
        </Card>
      ) : (
        <>
          {answer?.reason === "too-many" ? <Banner tone="critical"><p>{forgot.tooMany(answer.minutes)}</p></Banner> : null}
          <Card>
            <Form method="post">
              <BlockStack gap="400">
                <TextInput
                  name="email" type="email" label={words.email} initial={answer?.email ?? ""} autoComplete="username"
                  problem={answer?.reason === "email-wrong" ? forgot.emailWrong : undefined}
                />
                <SubmitButton look="primary" isWide isBusy={isBusy} busy={forgot.sending}>{forgot.submit}</SubmitButton>
              </BlockStack>
            </Form>
          </Card>
        </>
      )}
      <p><Link url="/sign-in">{forgot.back}</Link></p>
    </DoorPage>
  );
}

/** A new password for one account; `problem` stands at the field. In: the account's address, so that a password manager knows it. */
function NewPasswordForm({ email, label, submit, problem }: { email: string; label: string; submit: string; problem: PasswordProblem | null }) {
  const { begin, passwordHelp } = useWords(signInWords);
  const isBusy = useNavigation().state !== "idle";
  return (
    <Card>
      <Form method="post">
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <BlockStack gap="400">
          <TextInput
            name="password" type="password" label={label} help={passwordHelp(passwordLengths.min)} initial="" autoComplete="new-password"
            problem={problem === null ? undefined : passwordText(begin, problem)}
          />
          <SubmitButton look="primary" isWide isBusy={isBusy}>{submit}</SubmitButton>
        </BlockStack>
      </Form>
    </Card>
  );
}

type PasswordWords = { passwordShort: (lengthMin: number) => string; passwordLong: (lengthMax: number) => string };

/** A password's problem in words. */
export const passwordText = (words: PasswordWords, problem: PasswordProblem): string =>
  problem === "password-short" ? words.passwordShort(passwordLengths.min) : words.passwordLong(passwordLengths.max);

/** `email` null: the link is over. */
export function ResetScreen({ email, problem }: { email: string | null; problem: PasswordProblem | null }) {
  const { reset } = useWords(accountWords);
  if (email === null) return <DoorPage title={reset.over.title} intro={reset.over.text}><p><Link url="/forgot">{reset.over.action}</Link></p></DoorPage>;
  return <DoorPage title={reset.title} intro={reset.intro(email)}><NewPasswordForm email={email} label={reset.password} submit={reset.submit} problem={problem} /></DoorPage>;
}

export type JoinProblem = PasswordProblem | "address-taken";

/** `invited` null: the invitation is over. */
export function JoinScreen({ invited, problem }: { invited: { shopName: string; email: string } | null; problem: JoinProblem | null }) {
  const { join } = useWords(accountWords);
  if (invited === null) return <DoorPage title={join.over.title} intro={join.over.text}><p><Link url="/sign-in">{join.over.action}</Link></p></DoorPage>;
  return (
    <DoorPage title={join.title(invited.shopName)} intro={join.intro(invited.email)}>
      {problem === "address-taken" ? <Banner tone="critical"><p>{join.taken}</p></Banner> : null}
      <NewPasswordForm email={invited.email} label={join.password} submit={join.submit} problem={problem === "address-taken" ? null : problem} />
    </DoorPage>
  );
}
