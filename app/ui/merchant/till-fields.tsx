import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import { useState } from "react";
import { shopCountries, tillLawOf, type ShopCountry } from "../../core/till-rule";
import { tillFieldWords } from "../words/till-fields";
import { SelectInput } from "./fields";
import { useWords } from "./language";

/** Where the shop is and to whom it sells, and what follows for cash noted by hand. */
export function TillFields({ typed }: { typed: Readonly<Record<string, string>> }) {
  const words = useWords(tillFieldWords);
  const [country, setCountry] = useState(typed.country ?? "FR");
  const [sellsTo, setSellsTo] = useState(typed.sellsTo ?? "consumers");
  const known: ShopCountry = shopCountries.find((one) => one === country) ?? "ZZ";
  const law = tillLawOf({ country: known, sellsToConsumers: sellsTo !== "businesses" });
  return (
    <fieldset className="plain-fields">
      <legend>{words.title}</legend>
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <SelectInput name="country" label={words.country} initial={country} onChoose={setCountry} options={shopCountries.map((value) => ({ value, label: words.countries[value] }))} />
          <SelectInput name="sellsTo" label={words.sellsTo} initial={sellsTo} onChoose={setSellsTo} options={(["consumers", "businesses"] as const).map((value) => ({ value, label: words.buyers[value] }))} />
          <SelectInput name="notesCash" label={words.notesCash} initial={typed.notesCash ?? "law"} options={(["law", "on", "off"] as const).map((value) => ({ value, label: value === "law" ? words.asLaw(law === "none") : words.choices[value] }))} />
        </InlineGrid>
        <Text as="p" tone="subdued">{words.laws[law]}</Text>
        {known === "BE" ? <Text as="p" tone="subdued">{words.belgium}</Text> : null}
      </BlockStack>
    </fieldset>
  );
}
