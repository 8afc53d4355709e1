import { InlineGrid } from "@shopify/polaris";
import { useState } from "react";
import { planKinds } from "../../core/payment-plan";
import { usualPlan, type PlanField, type PlanFormProblem, type TypedPlan } from "../../core/plan-form";
import { planFormWords } from "../words/plan";
import { SelectInput, TextInput } from "./fields";
import { useWords } from "./language";

type PlanFieldsProps = {
  typed: { [Field in keyof TypedPlan]?: string | undefined };
  problems: Partial<Record<PlanField, PlanFormProblem>>;
  /** Why there can be no plan at all. */
  planProblem?: string | undefined;
  isStoreWide?: boolean;
};

/** How a link may be paid in parts. Without script the fields of a plan appear when the form comes back asking for them. */
export function PlanFields({ typed, problems, planProblem, isStoreWide = false }: PlanFieldsProps) {
  const words = useWords(planFormWords);
  const [kind, setKind] = useState(planKinds.find((one) => one === typed.plan) ?? "off");
  const written = (field: keyof TypedPlan) => typed[field] || usualPlan[field];
  const problemOf = (field: PlanField) => {
    const problem = problems[field];
    return problem && words.problems[problem];
  };
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
      <SelectInput
        name="plan" label={words.title} initial={kind} problem={planProblem} options={planKinds.map((value) => ({ value, label: words.kinds[value] }))}
        onChoose={(value) => setKind(planKinds.find((one) => one === value) ?? "off")} {...(isStoreWide && { help: words.storeHelp })}
      />
      {kind === "any" || kind === "deposit" ? (
        <TextInput key={kind} name="planShare" label={words.share[kind]} help={words.shareHelp} initial={written("planShare")} problem={problemOf("planShare")} />
      ) : null}
      {kind === "instalments" ? (
        <TextInput name="planCount" label={words.count} help={words.countHelp} initial={written("planCount")} problem={problemOf("planCount")} inputMode="numeric" />
      ) : null}
      {kind === "instalments" ? (
        <SelectInput
          name="planEvery" label={words.every} initial={written("planEvery")}
          options={(["week", "month"] as const).map((value) => ({ value, label: words.rhythms[value] }))}
        />
      ) : null}
    </InlineGrid>
  );
}
