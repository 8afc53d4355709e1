import { Button, TextField } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { shellWords } from "../words/shell";
import { useWords } from "./language";

const shownMs = 2_500;

/** A text to take along: selectable without script, copied with one press with it. */
export function CopyField({ label, help, text }: { label: string; help: string; text: string }) {
  const words = useWords(shellWords);
  const place = useRef<HTMLDivElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    const input = place.current?.querySelector("input");
    input?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Not allowed here (plain http, a policy): the text is selected, and the keyboard copies it.
    }
  };
  return (
    <div ref={place}>
      <TextField
        label={label} value={text} readOnly autoComplete="off" helpText={help} monospaced selectTextOnFocus
        connectedRight={<Button onClick={copy}>{isCopied ? words.copied : words.copy}</Button>}
      />
      <span className="Polaris-Text--visuallyHidden" role="status">{isCopied ? words.copied : ""}</span>
    </div>
  );
}
