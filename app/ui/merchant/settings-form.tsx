import { Form } from "@remix-run/react";
import { Fragment, useState, type ReactNode } from "react";
import { useKeptTyping } from "./leaving";

/**
 * A form of settings. Inside a shop's admin its script watches it (`data-save-bar`): what is not saved shows the admin's
 * own bar, whose "save" submits without a button, hence the hidden `intent`, and whose "discard" resets: the fields begin
 * anew with what was saved. Elsewhere the attribute means nothing. Whoever leaves with something unsaved is asked.
 */
export function SettingsForm({ intent, autoComplete, children }: { intent: string; autoComplete?: "off"; children: ReactNode }) {
  const [turn, setTurn] = useState(0);
  const { setDirty } = useKeptTyping();
  const reset = () => {
    setDirty(false);
    setTurn((was) => was + 1);
  };
  return (
    <Form method="post" preventScrollReset data-save-bar onInput={() => setDirty(true)} onChange={() => setDirty(true)} onSubmit={() => setDirty(false)} onReset={reset} {...(autoComplete && { autoComplete })}>
      <input type="hidden" name="intent" value={intent} />
      <Fragment key={turn}>{children}</Fragment>
    </Form>
  );
}
