import { Form, useNavigation } from "@remix-run/react";
import { Banner, BlockStack, Card } from "@shopify/polaris";
import { useSyncExternalStore } from "react";
import { shopperLocales, type MerchantLocale } from "../../core/locale";
import { passwordLengths } from "../../core/password";
import { sendWords } from "../words/send";
import { signInWords } from "../words/sign-in";
import { SelectInput, TextInput } from "./fields";
import { useWords } from "./language";
import { DoorPage } from "./sign-in-screen";
import { SubmitButton } from "./submit-button";

export type BeginProblem = "name-missing" | "email-wrong" | "password-short" | "password-long";
export type BeginAnswer = { typed: { name: string; email: string; locale: string }; problems: Partial<Record<string, BeginProblem>>; isOpen: boolean };

export function BeginScreen({ locale, answer }: { locale: MerchantLocale; answer: BeginAnswer | null }) {
  const { begin, ...words } = useWords(signInWords);
  const { locales } = useWords(sendWords);
  const isBusy = useNavigation().state !== "idle";
  const problem: Record<BeginProblem, string> = {
    "name-missing": begin.nameMissing, "email-wrong": begin.emailWrong,
    "password-short": begin.passwordShort(passwordLengths.min), "password-long": begin.passwordLong(passwordLengths.max),
  };
  const problemOf = (field: string) => {
    const found = answer?.problems[field];
    return found && problem[found];
  };
  return (
    <DoorPage title={begin.title} intro={begin.intro}>
      {answer?.isOpen ? <Banner tone="critical"><p>{begin.alreadyOpen}</p></Banner> : null}
      <Card>
        <Form method="post">
          <HereTimeZone />
          <BlockStack gap="400">
            <TextInput name="name" label={begin.name} help={begin.nameHelp} initial={answer?.typed.name ?? ""} problem={problemOf("name")} autoComplete="organization" lengthMax={100} />
            <SelectInput
              name="locale" label={begin.locale} help={begin.localeHelp} initial={answer?.typed.locale || locale}
              options={shopperLocales.map((value) => ({ value, label: locales[value] }))}
            />
            <TextInput name="email" type="email" label={words.email} initial={answer?.typed.email ?? ""} problem={problemOf("email")} autoComplete="username" />
            <TextInput
              name="password" type="password" label={words.password} help={words.passwordHelp(passwordLengths.min)} initial=""
              problem={problemOf("password")} autoComplete="new-password"
            />
            <SubmitButton look="primary" isWide isBusy={isBusy}>{begin.submit}</SubmitButton>
          </BlockStack>
        </Form>
      </Card>
    </DoorPage>
  );
}

const never = () => () => undefined;

/** The browser's own zone, a good first guess for the shop's; without script Paris stands. */
function HereTimeZone() {
  const timeZone = useSyncExternalStore(never, () => Intl.DateTimeFormat().resolvedOptions().timeZone, () => "Europe/Paris");
  return <input type="hidden" name="timeZone" value={timeZone} />;
}
