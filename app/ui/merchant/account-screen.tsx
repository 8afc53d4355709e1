import { Form } from "@remix-run/react";
import { Banner, BlockStack, Card, Page, Text } from "@shopify/polaris";
import { passwordLengths, type PasswordProblem } from "../../core/password";
import type { Words } from "../../core/locale";
import { accountWords } from "../words/account";
import { settingsWords } from "../words/settings";
import { signInWords } from "../words/sign-in";
import { TextInput } from "./fields";
import { useSay, useWords } from "./language";
import { passwordText } from "./password-screens";
import { SubmitButton } from "./submit-button";

export type PasswordAnswer = { ok: false; reason: "wrong" | PasswordProblem } | { ok: false; reason: "too-many"; minutes: number } | { ok: false; reason: "trouble"; words: Words };

/** One's own password. */
export function AccountScreen({ email, answer }: { email: string; answer: PasswordAnswer | null }) {
  const { password } = useWords(accountWords);
  const { title } = useWords(settingsWords);
  const { begin, tooMany, passwordHelp } = useWords(signInWords);
  const say = useSay();
  const inField = answer?.reason === "password-short" || answer?.reason === "password-long" ? passwordText(begin, answer.reason) : undefined;
  return (
    <Page narrowWidth backAction={{ content: title, url: "/app/settings" }} title={password.title} subtitle={email}>
      <BlockStack gap="400">
        {answer?.reason === "too-many" ? <Banner tone="critical"><p>{tooMany(answer.minutes)}</p></Banner> : null}
        {answer?.reason === "trouble" ? <Banner tone="critical"><p>{say(answer.words)}</p></Banner> : null}
        <Card>
          <Form method="post">
            <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
            <BlockStack gap="400">
              <Text as="p" tone="subdued">{password.text}</Text>
              <TextInput
                name="current" type="password" label={password.current} initial="" autoComplete="current-password"
                problem={answer?.reason === "wrong" ? password.wrong : undefined}
              />
              <TextInput name="password" type="password" label={password.next} help={passwordHelp(passwordLengths.min)} initial="" autoComplete="new-password" problem={inField} />
              <div><SubmitButton intent="password" look="primary">{password.submit}</SubmitButton></div>
            </BlockStack>
          </Form>
        </Card>
      </BlockStack>
    </Page>
  );
}
