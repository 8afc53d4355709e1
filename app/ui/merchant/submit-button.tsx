import { useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

type Look = "primary" | "secondary" | "plain" | "critical";

const looks: Record<Look, string> = {
  primary: "Polaris-Button--variantPrimary",
  secondary: "Polaris-Button--variantSecondary",
  plain: "Polaris-Button--variantTertiary",
  critical: "Polaris-Button--variantSecondary Polaris-Button--toneCritical",
};

const shapeOf = (look: Look = "secondary") => `Polaris-Button Polaris-Button--pressable ${looks[look]} Polaris-Button--sizeMedium Polaris-Button--textAlignCenter`;

/** Beside a submit button, for what needs the page's script; a double click's second half does not press it. */
export function PressButton({ children, onPress }: { children: ReactNode; onPress(): void }) {
  return (
    <button type="button" className={shapeOf()} onClick={(event) => event.detail <= 1 && onPress()}>
      <span className="Polaris-Text--root Polaris-Text--bodySm Polaris-Text--semibold">{children}</span>
    </button>
  );
}

/**
 * A submit button with a name and a value, which the design system's own does not take: one form may then ask for
 * several things, with or without script. While its form is on its way it says so and cannot be pressed again.
 */
export function SubmitButton(props: {
  children: ReactNode;
  look?: Look;
  intent?: string;
  busy?: string;
  isBusy?: boolean;
  isWide?: boolean;
  /** Another address than the form's. */
  action?: string;
}) {
  const navigation = useNavigation();
  const isMine = props.intent !== undefined && navigation.formData?.get("intent") === props.intent;
  const isBusy = props.isBusy ?? (navigation.state !== "idle" && isMine);
  return (
    <button
      type="submit"
      className={`${shapeOf(props.look)}${props.isWide ? " Polaris-Button--fullWidth" : ""}${isBusy ? " Polaris-Button--disabled" : ""}`}
      aria-disabled={isBusy}
      // A double click's second half comes before the page knows that it is busy; sent, it would cut off the first one's answer.
      onClick={(event) => (isBusy || event.detail > 1) && event.preventDefault()}
      {...(props.action !== undefined && { formAction: props.action })}
      {...(props.intent !== undefined && { name: "intent", value: props.intent })}
    >
      <span className="Polaris-Text--root Polaris-Text--bodySm Polaris-Text--semibold" aria-live="polite">
        {isBusy && props.busy ? props.busy : props.children}
      </span>
    </button>
  );
}
