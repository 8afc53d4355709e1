import { Form } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { eachWords } from "../words/each";
import { togetherWords } from "../words/together";
import { useTakesMoney } from "./collected";
import { useWords } from "./language";
import { eachPath } from "./paths";
import { SubmitButton } from "./submit-button";

/** The name of a row's box, whose value is the order. */
export const pickName = "order";

/**
 * Native boxes and a form that only asks for a page: ticking needs no script. With script all of the page can be ticked
 * at once, and their number is said. `pressId`: what will be sent from here is sent once, whatever tab sends it.
 */
export function PickForm({ children, pressId, rowsKey }: { children: ReactNode; pressId: string; rowsKey: string }) {
  const each = useWords(eachWords);
  const words = useWords(togetherWords);
  const takesMoney = useTakesMoney();
  return (
    <Form method="get" action={eachPath}>
      <input type="hidden" name="press" value={pressId} />
      <PickAll key={rowsKey} />
      {children}
      <div className="pick-bar">
        <SubmitButton>{each.bar}</SubmitButton>
        {takesMoney ? <><SubmitButton action="/app/together">{words.bar}</SubmitButton><span className="subdued">{words.barHelp}</span></> : null}
      </div>
    </Form>
  );
}

const boxesOf = (form: HTMLFormElement): HTMLInputElement[] => [...form.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="${pickName}"]`)];

/** Ticks all boxes of its form or none, and follows them. Without script it would do nothing, so the style sheet hides it. */
function PickAll() {
  const words = useWords(eachWords);
  const box = useRef<HTMLInputElement>(null);
  const [count, setCount] = useState(0);
  const follow = useCallback(() => {
    const [all, form] = [box.current, box.current?.form];
    if (!all || !form) return;
    const boxes = boxesOf(form);
    const ticked = boxes.filter(({ checked }) => checked).length;
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    setCount(ticked);
  }, []);
  useEffect(() => {
    const form = box.current?.form;
    follow();
    form?.addEventListener("change", follow);
    return () => form?.removeEventListener("change", follow);
  }, [follow]);
  const tickAll = () => {
    const [all, form] = [box.current, box.current?.form];
    if (!all || !form) return;
    for (const one of boxesOf(form)) one.checked = all.checked;
    follow();
  };
  return (
    <div className="pick-all">
      <label><input ref={box} className="pick" type="checkbox" onChange={tickAll} />{words.pickAll}</label>
      <span className="subdued" role="status">{words.picked(count)}</span>
    </div>
  );
}
