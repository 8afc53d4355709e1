import { BlockStack, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

/** Names (or what stands for one) and values side by side, as a description list; what is null is left out. */
export function Facts({ facts, isWide }: { facts: { name: string; label?: ReactNode; value: ReactNode; isStrong?: boolean }[]; isWide?: boolean }) {
  return (
    <dl className={isWide ? "facts facts-wide" : "facts"}>
      {facts.filter(({ value }) => value !== null).map(({ name, label, value, isStrong }) => (
        <div key={name} className={isStrong ? "fact fact-strong" : "fact"}>
          <dt>{label ?? name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A section's title with what can be done beside it. */
export function SectionTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="h2" variant="headingMd">{title}</Text>
      {children}
    </InlineStack>
  );
}

/** A stranger's text: its own direction, broken where it must be. */
export function Stranger({ children }: { children: string }) {
  return <bdi className="stranger">{children}</bdi>;
}

export function Nothing({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">{title}</Text>
        <Text as="p" tone="subdued" alignment="center">{text}</Text>
        {children}
      </BlockStack>
    </div>
  );
}
