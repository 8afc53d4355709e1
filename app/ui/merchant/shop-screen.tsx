import { Form } from "@remix-run/react";
import { Banner, BlockStack, Card, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { accentDefault, findColor, readableOn } from "../../core/color";
import { shopperLocales, type Words } from "../../core/locale";
import type { ShopField, ShopProblems } from "../../core/shop-form";
import { sendWords } from "../words/send";
import { settingsWords, type LogoProblemWord } from "../words/settings";
import { shellWords } from "../words/shell";
import { useCollected } from "./collected";
import { SectionTitle } from "./facts";
import { SelectInput, TextInput } from "./fields";
import { useFileUrl } from "./file-url";
import { useSay, useWords } from "./language";
import { PlanFields } from "./plan-fields";
import { SettingsForm } from "./settings-form";
import { TillFields } from "./till-fields";
import { SubmitButton } from "./submit-button";

type Typed = Readonly<Record<string, string>>;

export type ShopAnswer =
  | { ok: true }
  | { ok: false; reason: "fields"; problems: ShopProblems; typed: Typed }
  | { ok: false; reason: LogoProblemWord }
  | { ok: false; reason: "trouble"; words: Words };

/** How the shop presents itself. */
export function ShopScreen({ saved, hasLogo, answer }: { saved: Typed; hasLogo: boolean; answer: ShopAnswer | null }) {
  const words = useWords(settingsWords);
  const say = useSay();
  const refused = answer === null || answer.ok ? null : answer;
  return (
    <Page narrowWidth backAction={{ content: words.title, url: "/app/settings" }} title={words.shop.title}>
      <BlockStack gap="400">
        {refused?.reason === "trouble" ? <Banner tone="critical"><p>{say(refused.words)}</p></Banner> : null}
        <LogoCard hasLogo={hasLogo} problem={refused !== null && refused.reason !== "fields" && refused.reason !== "trouble" ? refused.reason : null} />
        <Card><ShopForm typed={refused?.reason === "fields" ? refused.typed : saved} problems={refused?.reason === "fields" ? refused.problems : {}} /></Card>
      </BlockStack>
    </Page>
  );
}

function LogoCard({ hasLogo, problem }: { hasLogo: boolean; problem: LogoProblemWord | null }) {
  const { logo } = useWords(settingsWords);
  const fileUrl = useFileUrl();
  return (
    <Card>
      <BlockStack gap="300">
        <SectionTitle title={logo.title} />
        {problem === null ? null : <Banner tone="critical"><p id="logo-problem">{logo.problems[problem]}</p></Banner>}
        {hasLogo ? <div><img className="logo" src={fileUrl("/app/settings/logo.png")} alt={logo.alt} /></div> : <Text as="p" tone="subdued">{logo.none}</Text>}
        <Form method="post" encType="multipart/form-data" preventScrollReset>
          <BlockStack gap="200" inlineAlign="start">
            <label htmlFor="logo">{logo.choose}</label>
            <input id="logo" className="file" type="file" name="logo" accept="image/png,image/jpeg,image/webp,image/gif" aria-describedby="logo-help" />
            <span id="logo-help"><Text as="span" tone="subdued" variant="bodySm">{logo.help}</Text></span>
            <SubmitButton intent="logo">{logo.upload}</SubmitButton>
          </BlockStack>
        </Form>
        {hasLogo ? <Form method="post"><SubmitButton intent="remove-logo" look="plain">{logo.remove}</SubmitButton></Form> : null}
      </BlockStack>
    </Card>
  );
}

function ShopForm({ typed, problems }: { typed: Typed; problems: ShopProblems }) {
  const { shop } = useWords(settingsWords);
  const { save } = useWords(shellWords);
  const { locales } = useWords(sendWords);
  const collected = useCollected();
  const field = (name: ShopField) => {
    const problem = problems[name];
    return { name, initial: typed[name] ?? "", problem: problem && shop.problems[problem] };
  };
  return (
    <SettingsForm intent="shop">
      <BlockStack gap="400">
        <TextInput {...field("name")} label={shop.name} help={shop.nameHelp} autoComplete="organization" isRequired />
        <TextInput {...field("legalLines")} label={shop.legal} help={collected?.legalHelp ?? shop.legalHelp} rows={4} />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          <TextInput {...field("website")} label={shop.website} inputMode="url" />
          <TextInput {...field("contactEmail")} label={shop.contact} help={shop.contactHelp} type="email" />
        </InlineGrid>
        <ColorField {...field("accentColor")} />
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <SelectInput name="locale" label={shop.locale} help={shop.localeHelp} initial={typed.locale ?? "fr"} options={shopperLocales.map((value) => ({ value, label: locales[value] }))} />
          <TextInput {...field("timeZone")} label={shop.zone} help={collected?.zoneHelp ?? shop.zoneHelp} />
          <TextInput {...field("linkDays")} label={shop.days} help={shop.daysHelp} inputMode="numeric" />
        </InlineGrid>
        {collected === null ? <PlanFields typed={typed} problems={problems} isStoreWide /> : null}
        {collected === null ? <TillFields typed={typed} /> : null}
        <div><SubmitButton intent="shop" look="primary">{save}</SubmitButton></div>
      </BlockStack>
    </SettingsForm>
  );
}

/** The color as typed, and a button as shoppers would see it. */
function ColorField(props: { name: string; initial: string; problem: string | undefined }) {
  const { shop } = useWords(settingsWords);
  const [text, setText] = useState(props.initial);
  const color = findColor(text) ?? accentDefault;
  return (
    <InlineStack gap="400" blockAlign="center">
      <TextInput {...props} label={shop.color} help={shop.colorHelp} onType={setText} />
      <span className="sample" aria-hidden="true" style={{ background: color, color: readableOn(color) }}>{shop.colorSample}</span>
    </InlineStack>
  );
}
